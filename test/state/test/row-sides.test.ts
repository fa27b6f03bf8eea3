import { expect, it } from 'vitest';
import type { Passport } from '../../../src/core/tuning/job.ts';
import type { Reader } from '../../../src/jobs/reader.ts';
import { madeFrom, sideWords, tellSides } from '../../../src/state/test/row-sides.ts';
import type { KnownModel } from '../../../src/state/tune/known-models.ts';
import { makeJob } from '../../support/tuning-jobs.ts';

function model(job: KnownModel['job']): KnownModel {
  return { key: 'k', title: 't', ref: { service: 'gemini-api', name: 'tunedModels/t' }, kind: 'tuned', job };
}

it('knows the models that were made from a dataset, each once', () => {
  const split = { versionId: 'v4', mark: 'tune 1' };
  // The cast: only these members of the passport are looked at.
  const passport = { versionId: 'v4', split: { seed: 1, by: 'share', amount: 10, mark: 'tune 1' } } as Passport;
  const job = makeJob({ datasetId: 'd1', displayName: 'gems', passport });
  const made = madeFrom('d1', [model(job), null, model(job), model(null), model({ ...job, datasetId: 'd2' })]);
  expect(made).toEqual([{ title: 'gems', isPack: false, split }]);
  expect(madeFrom('d1', [model({ ...job, passport: null })])).toEqual([]);
});

it('says the same of models with one name only once', async () => {
  const models = ['m1', 'm2'].map((mark) => ({ title: 'gems', isPack: false, split: { versionId: 'v', mark } }));
  // The cast: only this is asked of it.
  const reader = { side: () => Promise.resolve({ ok: true, value: 'validation' }) } as unknown as Reader;
  expect(await tellSides(reader, { versionId: 'v', position: 3 }, models)).toEqual([
    'Held out: gems has never seen this row.',
  ]);
});

it('says what a model has seen of a row', () => {
  const split = { versionId: 'v', mark: 'm' };
  const tuned = { title: 'gems', isPack: false, split };
  expect(sideWords(tuned, 'validation')).toMatch(/never seen/);
  expect(sideWords(tuned, 'training')).toMatch(/proves little/);
  expect(sideWords(tuned, null)).toMatch(/without this row/);
  expect(sideWords({ ...tuned, isPack: true }, 'training')).toMatch(/may be one of them/);
});
