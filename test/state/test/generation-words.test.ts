import { expect, it } from 'vitest';
import type { BenchAnswer } from '../../../src/state/test/bench.svelte.ts';
import { generationWords } from '../../../src/state/test/generation-words.ts';
import type { KnownModel } from '../../../src/state/tune/known-models.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

const base = (name: string): KnownModel => ({
  ...{ key: name, title: name, kind: 'base', job: null },
  ref: { service: 'gemini-api', name: `models/${name}` },
});
const SERVED = { service: 'agent-platform', project: 'p', location: 'us', name: 'endpoints/7' } as const;
const tuned = (baseModel: string): KnownModel => ({
  ...{ key: 't', title: 't', kind: 'tuned', ref: SERVED },
  job: makeJob({ reading: makeReading({ baseModel }) }),
});
const answer = (modelVersion: string | null): BenchAnswer =>
  ({ state: 'done', answer: { text: 'x', modelVersion } }) as unknown as BenchAnswer; // nothing else is looked at

it('says that another model answered than was asked, and that two generations are compared', () => {
  const words = generationWords(
    [base('gemini-3.5-flash'), tuned('gemini-3.5-flash')],
    [answer('gemini-3.6-flash'), answer('gemini-3.5-flash')],
  );
  expect(words).toBe(
    'You asked gemini-3.5-flash, and gemini-3.6-flash answered: Google sends retired models’ questions on. These answers come from gemini-3.6-flash and gemini-3.5-flash: what differs may be the model, not the tuning.',
  );
});

it.each([
  ['of one generation', ['gemini-3.5-flash', 'gemini-3.5-flash-002']],
  ['of a tuned model that says only its endpoint', ['gemini-3.5-flash', 'endpoints/7']],
  ['that say nothing', [null, null]],
])('says nothing of answers %s', (_, versions) => {
  const models = [base('gemini-3.5-flash'), tuned('gemini-3.5-flash')];
  expect(generationWords(models, versions.map(answer))).toBeNull();
});

it('tells Flash from Flash-Lite', () => {
  const models = [base('gemini-3.5-flash'), base('gemini-3.5-flash-lite')];
  expect(generationWords(models, [answer('gemini-3.5-flash'), answer('gemini-3.5-flash-lite')])).toMatch(
    /^These answers come from gemini-3.5-flash and gemini-3.5-flash-lite/,
  );
});
