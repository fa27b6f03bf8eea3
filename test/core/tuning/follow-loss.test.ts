import { expect, it } from 'vitest';
import { takeReading } from '../../../src/core/tuning/follow-job.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

const moment = { now: 0, random: 0.5 };

function curveOf(...losses: number[]) {
  return { training: losses.map((loss, at) => ({ step: at + 1, loss })), validation: [] };
}

it('warns once while a job runs whose loss is no number, and keeps the reading', () => {
  const start = takeReading(makeJob({ state: 'creating' }), makeReading({ curve: curveOf(3, 2, 1) }), moment);
  const broken = takeReading(start, makeReading({ curve: curveOf(3, 2, 1, NaN) }), moment);
  const later = takeReading(broken, makeReading({ curve: curveOf(3, 2, 1, NaN, NaN) }), moment);
  expect(later.events.filter(({ tone }) => tone === 'bad').map(({ text }) => text)).toEqual([
    'The training loss is NaN (not a number) from step 4 on: training has broken down. Cancel the job, which still costs money, and tune again with a lower learning rate.',
  ]);
  expect(later.curve.training.map(({ loss }) => loss)).toEqual([3, 2, 1, NaN, NaN]);
});
