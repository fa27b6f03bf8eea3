import { expect, it } from 'vitest';
import { measuresOf } from '../../src/words/run-measures.ts';
import { makeJob } from '../support/tuning-jobs.ts';

const POINTS = [{ step: 1, loss: 0.5, epoch: 1 }];
const curve = (training: boolean, validation: boolean) => ({
  training: training ? POINTS : [],
  validation: validation ? POINTS : [],
});

it('runs are compared by what any of them has, held-out rows first', () => {
  const tuned = makeJob({ curve: curve(true, true) });
  const rewarded = makeJob({ rewards: curve(true, false) });
  const names = (...runs: Parameters<typeof measuresOf>[0]): string[] => measuresOf(runs).map(({ id }) => id);
  expect(names(makeJob())).toEqual([]);
  expect(names(tuned)).toEqual(['loss-validation', 'loss-training']);
  expect(names(rewarded, tuned)).toEqual(['loss-validation', 'loss-training', 'reward-training']);
  expect(measuresOf([rewarded])[0]?.pointsOf(rewarded)).toBe(POINTS);
});
