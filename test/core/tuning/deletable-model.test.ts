import { expect, it } from 'vitest';
import { deletableModel } from '../../../src/core/tuning/deletable-model.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

const MODEL = { service: 'gemini-api', name: 'tunedModels/x' } as const;
const NAMED = makeReading({ modelName: MODEL.name });

it.each(['cancelled', 'failed'] as const)('what a %s job leaves behind can be deleted', (state) => {
  expect(deletableModel(makeJob({ state, reading: NAMED }))).toBe('tunedModels/x');
  expect(deletableModel(makeJob({ state, reading: makeReading() }))).toBeNull();
  expect(deletableModel(makeJob({ state }))).toBeNull();
});

it('a tuned model can be deleted once', () => {
  expect(deletableModel(makeJob({ state: 'succeeded', reading: NAMED, model: MODEL }))).toBe('tunedModels/x');
  expect(deletableModel(makeJob({ state: 'succeeded', reading: NAMED }))).toBeNull();
});

it.each(['running', 'cancelling', 'unknown', 'creating'] as const)('nothing of a job that is %s can be', (state) => {
  expect(deletableModel(makeJob({ state, reading: NAMED }))).toBeNull();
});

it('a few-shot pack is no model at a service', () => {
  const model = { pack: 'p', base: MODEL };
  expect(deletableModel(makeJob({ service: null, state: 'succeeded', model }))).toBeNull();
});
