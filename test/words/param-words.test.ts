import { describe, expect, it } from 'vitest';
import { completeParams, newestStep, steps } from '../../src/core/steps/index.ts';
import { paramWords } from '../../src/words/param-words.ts';

function wordsOf(id: string, params: Parameters<typeof paramWords>[1] = {}): string {
  const step = newestStep(id);
  if (!step) throw new Error(id);
  return paramWords(step, completeParams(step, params))
    .map(({ label, value }) => `${label}: ${value}`)
    .join(' · ');
}

describe('the settings of a step in words', () => {
  it('say what was chosen by the labels of its form', () => {
    expect(wordsOf('remove-duplicates', { columns: ['text', 'answer'] })).toMatch(/text, answer/);
    expect(wordsOf('rename-columns', { renames: [{ from: 'a', to: 'b' }] })).toContain('a → b');
  });

  it('leave out what means nothing beside the others', () => {
    const exact = wordsOf('remove-duplicates', { compare: 'exact' });
    const normalised = wordsOf('remove-duplicates', { compare: 'normalised', punctuation: false });
    expect(exact).not.toMatch(/punctuation/i);
    expect(normalised).toMatch(/punctuation: off/i);
  });

  it('are words for every step as its form begins, with no JSON in them', () => {
    for (const step of steps) expect(wordsOf(step.id)).not.toMatch(/[[\]"]|\btrue\b|\bfalse\b|undefined/);
  });
});
