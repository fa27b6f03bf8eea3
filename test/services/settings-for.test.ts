import { expect, it } from 'vitest';
import { ignoresSampling } from '../../src/core/models/generation-facts.ts';
import { settingsFor } from '../../src/services/generate/prompt.ts';

it.each([
  ['models/gemini-3.6-flash', true],
  ['publishers/google/models/gemini-3.8-flash-001', true],
  ['gemini-3.5-flash-lite', true],
  ['models/gemini-3.5-flash', false],
  ['gemini-3.1-flash-lite', false],
  ['endpoints/7', false],
])('%s ignores sampling: %s', (id, ignores) => {
  expect(ignoresSampling(id)).toBe(ignores);
});

it('sends a model what it takes, and nothing that does nothing', () => {
  const settings = { temperature: 0, topP: 0.5, topK: 4, seed: 1, thinkingBudget: 0, thinkingLevel: 'low' } as const;
  expect(settingsFor('models/gemini-3.6-flash', settings)).toEqual({ seed: 1, thinkingLevel: 'low' });
  expect(settingsFor('models/gemini-3.5-flash', settings)).toEqual({
    ...{ temperature: 0, topP: 0.5, topK: 4, seed: 1, thinkingBudget: 0 },
  });
});
