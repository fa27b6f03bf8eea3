import { describe, expect, it } from 'vitest';
import type { DatasetInfo, VersionInfo } from '../../../src/core/version/version.ts';
import { firstChoices } from '../../../src/state/tune/first-choices.ts';
import type { TuneForm } from '../../../src/state/tune/tune-form.svelte.ts';

function choices(name: string, version: Partial<VersionInfo>): Pick<TuneForm, 'firstName' | 'method'> {
  // The casts: nothing else of them is read or set.
  const form = { method: 'sft' } as unknown as TuneForm;
  firstChoices(form, { name } as DatasetInfo, { mapping: {}, ...version } as VersionInfo); // as above
  return form;
}

it('a long name is cut between characters, at what the shortest service takes', () => {
  const { firstName } = choices(`${'a'.repeat(39)}🙂🙂.jsonl`, {});
  expect(firstName).toBe(`${'a'.repeat(39)}🙂`);
});

describe('the method', () => {
  it.each(['trl-preference', 'agent-platform-preference', 'ultrafeedback', 'hh-rlhf', 'arena', 'ranked-answers'])(
    'is preference tuning where %s holds answers to choose between',
    (format) => {
      expect(choices('a', { format }).method).toBe('preference');
    },
  );

  it.each(['openai-chat', 'alpaca', 'kto', 'mt-bench', 'stepwise', 'plain-text', 'of another program'])(
    'stays supervised where rows of %s have one answer',
    (format) => {
      expect(choices('a', { format }).method).toBe('sft');
    },
  );

  it('is reinforcement tuning where rows have references', () => {
    expect(choices('a', { format: 'agent-platform-reinforcement' }).method).toBe('reinforcement');
  });

  it('follows the mapping where there is no format', () => {
    expect(choices('a', { mapping: { input: 'q', output: null, chosen: 'good', rejected: 'bad' } }).method).toBe(
      'preference',
    );
    expect(choices('a', { mapping: { input: 'q', output: 'a' } }).method).toBe('sft');
  });
});
