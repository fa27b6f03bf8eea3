import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMarks, jobLength, stepsPerEpoch } from '../../../../src/core/tuning/loss/epoch-marks.ts';
import { makeJob, makeReading } from '../../../support/tuning-jobs.ts';

/** A curve as the Gemini API gives it: of `n` examples in batches, an epoch counted when it is through. */
function servedCurve(n: number, batch: number, epochs: number) {
  const totalSteps = Math.ceil((n * epochs) / batch);
  const training = Array.from({ length: totalSteps }, (_, index) => {
    const epoch = Math.floor(((index + 1) * batch) / n);
    return { step: index + 1, loss: 1, ...(epoch > 0 && { epoch }) };
  });
  return { curve: { training, validation: [] }, totalSteps };
}

const jobs = fc.record({
  n: fc.integer({ min: 20, max: 300 }),
  batch: fc.integer({ min: 1, max: 16 }),
  epochs: fc.integer({ min: 1, max: 12 }),
});

describe('where epochs end', () => {
  it('follows from the length of the job', () => {
    fc.assert(
      fc.property(jobs, ({ n, batch, epochs }) => {
        const { curve, totalSteps } = servedCurve(n, batch, epochs);
        expect(epochMarks(curve, { epochs, totalSteps }).map(({ epoch }) => epoch)).toEqual(
          Array.from({ length: epochs }, (_, index) => index + 1),
        );
        expect(epochMarks(curve, { epochs, totalSteps }).at(-1)?.step).toBeCloseTo(totalSteps);
      }),
    );
  });

  it('follows from the readings where the length is unknown, to within a batch', () => {
    fc.assert(
      fc.property(jobs, ({ n, batch, epochs }) => {
        const { curve } = servedCurve(n, batch, epochs);
        const per = stepsPerEpoch(curve, { epochs: null, totalSteps: null });
        expect(Math.abs((per ?? 0) - n / batch)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('shows those that are through', () => {
    const curve = { training: [{ step: 9, loss: 1 }], validation: [] };
    expect(epochMarks(curve, { epochs: 5, totalSteps: 20 })).toEqual([
      { step: 4, epoch: 1 },
      { step: 8, epoch: 2 },
    ]);
    expect(epochMarks(curve, { epochs: 3, totalSteps: null })).toHaveLength(3);
  });

  it('says nothing where nothing is known', () => {
    const unknown = { epochs: null, totalSteps: null };
    expect(epochMarks({ training: [], validation: [] }, unknown)).toEqual([]);
    expect(epochMarks({ training: [{ step: 0, loss: 1 }], validation: [] }, { ...unknown, epochs: 3 })).toEqual([]);
    expect(epochMarks({ training: [{ step: 5, loss: 1 }], validation: [] }, unknown)).toEqual([]);
  });
});

describe('the length of a job', () => {
  const training = [1, 2, 3, 4, 5, 6].map((step) => ({ step, loss: 1 / step }));
  const curve = { training, validation: [] };
  const marksOf = (state: 'running' | 'cancelled' | 'succeeded', totalSteps: number | null) =>
    epochMarks(curve, jobLength(makeJob({ state, reading: makeReading({ epochs: 3, totalSteps }) }))).map(
      ({ step }) => step,
    );

  it('is known from its steps, and from where it ended when it came through', () => {
    expect(marksOf('running', 9)).toEqual([3, 6]);
    expect(marksOf('succeeded', null)).toEqual([2, 4, 6]);
  });

  it('is not known while it runs on, or where it ended early, as long as its steps are not told', () => {
    expect([marksOf('running', null), marksOf('cancelled', null)]).toEqual([[], []]);
  });
});
