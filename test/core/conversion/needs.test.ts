import { describe, expect, it } from 'vitest';
import { heldNeeds, needsOf } from '../../../src/core/conversion/needs.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import { exampleOf, say } from './say.ts';

function needs(id: string): ReturnType<typeof needsOf> {
  const format = findFormat(id);
  if (!format) throw new Error(`format ${id} is not there`);
  return needsOf(format);
}

describe('what a format holds', () => {
  it.each([
    ['gemini-api', { system: 'nowhere', turns: 'one exchange', answers: 'one', alternating: true, neverEmpty: true }],
    ['agent-platform-sft', { system: 'top', turns: 'several', thoughts: false, answers: 'one', alternating: true }],
    ['agent-platform-preference', { system: 'top', turns: 'several', answers: 'pair', alternating: true }],
    ['openai-chat', { system: 'anywhere', turns: 'several', answers: 'one', alternating: false }],
    ['openai-preference', { system: 'anywhere', turns: 'several', answers: 'pair' }],
    ['sharegpt', { turns: 'several', answers: 'one', alternating: true }],
    ['alpaca', { system: 'top', turns: 'several', answers: 'one', alternating: true }],
    ['kto', { answers: 'one', unpaired: true }],
    ['text-label', { label: true, exchange: false }],
  ])('is asked of %s itself', (id, expected) => {
    expect(needs(id)).toMatchObject(expected);
  });

  it('is what an example has that came in the format', () => {
    const gemini = needs('gemini-api');
    expect(heldNeeds(exampleOf('user: A', 'model: '), gemini)).toEqual({
      ...gemini,
      neverEmpty: false,
      linkedCalls: false,
    });
    const odd = { ...exampleOf('system: S', 'user: A', 'model: B', 'user: C', 'model: D'), label: 'x' };
    expect(heldNeeds(odd, gemini)).toMatchObject({ system: 'anywhere', turns: 'several', label: true });
    expect(heldNeeds({ ...odd, completions: [{ turns: say('model: B') }] }, gemini).answers).toBe('ranked');
  });
});
