import { expect, it } from 'vitest';
import { modelKey } from '../../../src/core/tuning/model-ref.ts';
import { learnedFrom } from '../../../src/state/evaluation/learned.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

const CONNECTION = {
  ...{ project: '', region: 'us-central1', bucket: '', clientId: '' },
  ...{ off: false, lockAfterMinutes: 15, openWhileJobsRun: true },
};
const model = (name: string) => ({ service: 'gemini-api', name }) as const;

it('tells of each model and checkpoint its base, its job and when it was kept', () => {
  const reading = makeReading({
    baseModel: 'models/base',
    checkpoints: [
      { id: '1', epoch: 1, step: 10, model: model('first') },
      { id: '2', epoch: null, step: 20, model: model('second') },
      { id: '3', epoch: 3, step: 30, model: model('end') },
    ],
  });
  const job = makeJob({ id: 'job', reading, model: model('end') });
  const of = { base: modelKey(model('models/base')), job: 'job', rows: null };
  expect(Object.fromEntries(learnedFrom([job], CONNECTION))).toEqual({
    [modelKey(model('first'))]: { ...of, kept: 1 },
    [modelKey(model('end'))]: { ...of, kept: null },
  });
});

it('knows nothing of packs, and of jobs without a model', () => {
  const pack = makeJob({ model: { pack: 'p', base: model('models/base') } });
  expect(learnedFrom([pack, makeJob({ reading: makeReading() })], CONNECTION).size).toBe(0);
});
