import { expect, it } from 'vitest';
import { adviseOnRewards } from '../../../src/core/rewards/reward-advice.ts';
import type { LossPoint } from '../../../src/core/tuning/loss/loss-point.ts';

function points(...rewards: readonly number[]): readonly LossPoint[] {
  return rewards.map((loss, index) => ({ step: index + 1, loss }));
}

const RISING = points(-0.9, -0.6, -0.2, 0.1, 0.4, 0.6, 0.7);
const FLAT = points(-0.9, -0.88, -0.9, -0.91, -0.9, -0.89, -0.9);
const HIGH = points(0.97, 0.98, 0.97, 0.99, 1, 1, 1);

it.each([
  ['nothing of a few readings', points(-1, 0, 1), [], null],
  ['that it rose', RISING, [], 'The mean reward rose. Compare'],
  ['that it did not rise', FLAT, [], 'did not rise'],
  ['that it was high at once', HIGH, [], 'too easy'],
  ['that only the training prompts were learned', RISING, FLAT, 'not on those held out'],
  ['that both rose', RISING, RISING, 'The mean reward rose. Compare'],
] as const)('says %s', (_, training, validation, words) => {
  const advice = adviseOnRewards({ training, validation });
  if (words === null) expect(advice).toBeNull();
  else expect(advice).toContain(words);
});
