import { describe, expect, it } from 'vitest';
import { lastLoss } from '../../../../src/core/tuning/loss/last-loss.ts';

const points = (...losses: number[]) => losses.map((loss, step) => ({ step, loss }));

describe('where a loss ended', () => {
  it.each([
    ['of held-out rows first', points(3, 1), points(4, 2), { loss: 2, of: 'validation' }],
    ['of the training where nothing was held out', points(3, 1), [], { loss: 1, of: 'training' }],
    ['at the last reading that is a number', points(3, 1, NaN), points(NaN, Infinity), { loss: 1, of: 'training' }],
    ['nowhere without a reading', [], [], null],
  ] as const)('%s', (_, training, validation, wanted) => {
    expect(lastLoss({ training, validation })).toEqual(wanted);
  });
});
