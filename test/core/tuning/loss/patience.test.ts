import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLostPatience, readingsSinceBest } from '../../../../src/core/tuning/loss/patience.ts';

const curve = (...losses: number[]) => losses.map((loss, step) => ({ step, loss }));

describe('patience with a validation loss', () => {
  it('counts the readings after the first of the lowest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), (losses) => {
        const lowestAt = losses.indexOf(Math.min(...losses));
        expect(readingsSinceBest(curve(...losses))).toBe(losses.length - 1 - lowestAt);
      }),
    );
  });

  it('ends when the readings are as many as it may take, and not before', () => {
    expect(hasLostPatience(curve(3, 2, 2.1, 2.2), 2)).toBe(true);
    expect(hasLostPatience(curve(3, 2, 2.1), 2)).toBe(false);
    expect(hasLostPatience(curve(3, 2, 2.1, 1.9), 1)).toBe(false);
  });

  it('takes an equal loss and one that is no number for no improvement', () => {
    expect(hasLostPatience(curve(2, 2, NaN), 2)).toBe(true);
  });

  it('never ends where it has no end, nor before there is a reading', () => {
    expect(hasLostPatience(curve(1, 2, 3, 4, 5), null)).toBe(false);
    expect(hasLostPatience([], 0)).toBe(false);
    expect(hasLostPatience(curve(1), 0)).toBe(false);
  });
});
