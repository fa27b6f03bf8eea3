import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/core/models/index.ts';
import type { Passport, TuningJob } from '../../src/core/tuning/job.ts';
import { compareRuns, costOf, epochsOf, lossOf, rowsOf } from '../../src/words/run-words.ts';
import { makeJob, makeReading } from '../support/tuning-jobs.ts';

const PASSPORT: Passport = {
  ...{ datasetName: 'gems', versionId: 'v', versionNumber: 3, digest: '0123456789abcdef', recipe: [], recipeHash: '' },
  ...{ target: 'agent-platform-sft', baseModel: 'gemini-3.5-flash', settings: { epochs: 3 } },
  split: { seed: 1, by: 'share', amount: 10, mark: 'split' },
  ...{ trainingRows: 900, validationRows: 100, leftOutRows: 0, trainingSha256: null, validationSha256: null },
  estimate: { trainingTokens: 1_000, steps: null, cost: 1.5, priceSource: '' },
  ...{ system: null, template: null },
};

const points = (...losses: number[]) => losses.map((loss, step) => ({ step, loss }));

function run(change: Partial<TuningJob>, passport: Partial<Passport> = {}): TuningJob {
  return makeJob({ service: 'agent-platform', passport: { ...PASSPORT, ...passport }, ...change });
}

describe('a run in a table', () => {
  it('says its rows, epochs, loss and cost, or nothing', () => {
    const job = run({ curve: { training: points(2, 1), validation: points(2.5, 1.2345) } });
    expect([rowsOf(job), epochsOf(job), lossOf(job), costOf(job, catalogue)]).toEqual([
      ...['900, 100 held out', '3', '1.23', 'about $1.50'],
    ]);
    const other = makeJob();
    expect([rowsOf(other), epochsOf(other), lossOf(other), costOf(other, catalogue)]).toEqual(['', '', '', '']);
  });

  it('says of a loss without held-out rows that it is of the training', () => {
    expect(lossOf(run({ curve: { training: points(2, 0.5), validation: [] } }))).toBe('0.5 (training)');
    expect(lossOf(run({ rewards: { training: points(-1, 0.25), validation: [] } }))).toBe('reward +0.25');
  });
});

describe('runs side by side', () => {
  it('name what differs, and leave out what none of them says', () => {
    const one = run({ curve: { training: points(3, 2), validation: points(3, 1, 2) } });
    const other = run({ reading: makeReading({ epochs: 5 }) }, { settings: { epochs: 5 }, digest: 'fedcba9876543210' });
    const facts = compareRuns([one, other], catalogue, 0);
    const of = (name: string) => facts.find((fact) => fact.name === name);
    expect(of('Base model')).toEqual({
      ...{ name: 'Base model', values: ['gemini-3.5-flash', 'gemini-3.5-flash'], differs: false },
    });
    expect(of('Version')?.values).toEqual(['3 · 0123456789ab', '3 · fedcba987654']);
    expect(of('Epochs')).toEqual({ name: 'Epochs', values: ['3', '5'], differs: true });
    expect(of('Lowest validation loss')?.values).toEqual(['1 at step 1', '']);
    expect(of('Tokens billed')).toBeUndefined();
  });

  it('name a setting as its form does, for runs of two services too', () => {
    const platform = run({}, { settings: { epochs: 3, learningRateMultiplier: 2 } });
    const legacy = run({ service: 'gemini-api' }, { target: 'gemini-api-sft', settings: { epochs: 3, batchSize: 8 } });
    const facts = compareRuns([platform, legacy], catalogue, 0);
    expect(facts.filter(({ name }) => ['Learning rate multiplier', 'Batch size'].includes(name))).toEqual([
      { name: 'Learning rate multiplier', values: ['2', ''], differs: true },
      { name: 'Batch size', values: ['', '8'], differs: true },
    ]);
  });

  it('name no setting that a run had no use for', () => {
    const settings = { epochs: 3, rateBy: 'rate', learningRate: 0.0002, learningRateMultiplier: 1 };
    const platform = run({}, { settings: { epochs: 3, learningRateMultiplier: 2 } });
    const legacy = run({ service: 'gemini-api' }, { target: 'gemini-api-sft', settings });
    const facts = compareRuns([platform, legacy], catalogue, 0);
    expect(facts.find(({ name }) => name === 'Learning rate multiplier')?.values).toEqual(['2', '']);
  });
});
