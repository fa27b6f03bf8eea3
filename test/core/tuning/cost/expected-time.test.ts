import { describe, expect, it } from 'vitest';
import { expectedTime, type PlannedJob } from '../../../../src/core/tuning/cost/expected-time.ts';
import type { Passport, TuningJob } from '../../../../src/core/tuning/job.ts';
import { makeJob } from '../../../support/tuning-jobs.ts';

const MINUTE = 60_000;
const PLANNED: PlannedJob = {
  ...{ service: 'agent-platform', method: 'sft', baseModel: 'm', trainingRows: 200, epochs: 3 },
};

function ended(minutes: number, rows: number, change: Partial<TuningJob> = {}, baseModel = 'm'): TuningJob {
  const passport: Passport = {
    ...{ datasetName: 'd', versionId: 'v', versionNumber: 1, digest: '', recipe: [], recipeHash: '', target: 't' },
    ...{ baseModel, settings: { epochs: 3 }, split: { seed: 1, by: 'share', amount: 10, mark: '' } },
    ...{ trainingRows: rows, validationRows: 0, leftOutRows: 0, trainingSha256: null, validationSha256: null },
    estimate: { trainingTokens: 0, steps: null, cost: null, priceSource: '' },
    ...{ system: null, template: null },
  };
  const times = { createdAt: 0, endedAt: minutes * MINUTE };
  return makeJob({ service: 'agent-platform', state: 'succeeded', ...times, passport, ...change });
}

describe('how long a job is likely to take', () => {
  it('is not known where none of the kind has succeeded', () => {
    expect(expectedTime([], PLANNED)).toBeNull();
    const others = [ended(10, 100, { state: 'failed' }), ended(10, 100, { service: 'gemini-api' })];
    expect(expectedTime([...others, ended(10, 100, { method: 'preference' })], PLANNED)).toBeNull();
  });

  it('goes by the pace of the quickest and the slowest', () => {
    const jobs = [ended(10, 100), ended(40, 100)];
    expect(expectedTime(jobs, PLANNED)).toEqual({
      ...{ low: 20 * MINUTE, high: 80 * MINUTE, jobs: 2, sameModel: true },
    });
  });

  it('is never less than the quickest took', () => {
    expect(expectedTime([ended(30, 10_000)], PLANNED)).toMatchObject({ low: 30 * MINUTE, high: 30 * MINUTE });
  });

  it('prefers jobs of the same model to others', () => {
    const jobs = [ended(10, 200), ended(500, 200, {}, 'other')];
    expect(expectedTime(jobs, PLANNED)).toMatchObject({ high: 10 * MINUTE, jobs: 1, sameModel: true });
    expect(expectedTime(jobs.slice(1), PLANNED)).toMatchObject({ jobs: 1, sameModel: false });
  });
});
