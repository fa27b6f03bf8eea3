import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smooth } from '../../../../src/core/tuning/loss/smooth.ts';

const losses = fc.array(fc.double({ min: -1, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });
const weights = fc.double({ min: 0.01, max: 0.99, noNaN: true });

function curveOf(values: readonly number[]) {
  return values.map((loss, step) => ({ step, loss, epoch: 1 }));
}

/** The closed form of the corrected average: a mean whose weights shrink by `weight` with each reading back. */
function weightedMean(values: readonly number[], weight: number): number {
  const weights = values.map((_, index) => weight ** (values.length - 1 - index));
  const total = weights.reduce((sum, each) => sum + each, 0);
  return values.reduce((sum, value, index) => sum + (value * (weights[index] ?? 0)) / total, 0);
}

describe('smoothing a loss curve', () => {
  it('is a mean of all readings so far, older ones weighing less', () => {
    fc.assert(
      fc.property(losses, weights, (values, weight) => {
        const smoothed = smooth(curveOf(values), weight);
        for (const [index, { loss }] of smoothed.entries()) {
          expect(loss).toBeCloseTo(weightedMean(values.slice(0, index + 1), weight), 8);
        }
      }),
    );
  });

  it('keeps steps and epochs, and leaves a curve alone at weight 0', () => {
    const curve = curveOf([3, 1, 2]);
    expect(smooth(curve, 0)).toEqual(curve);
    expect(smooth(curve, 0.6).map(({ step, epoch }) => [step, epoch])).toEqual(
      curve.map(({ step, epoch }) => [step, epoch]),
    );
  });

  it('passes over readings that are no numbers', () => {
    expect(smooth(curveOf([2, NaN, 2]), 0.9).map(({ loss }) => loss)).toEqual([
      expect.closeTo(2),
      NaN,
      expect.closeTo(2),
    ]);
  });
});
