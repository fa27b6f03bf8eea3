import { levelsOf } from '../tuning/loss/loss-levels.ts';
import type { LossCurve, LossPoint } from '../tuning/loss/loss-point.ts';

/** Fewer readings are chance. */
const LEAST_READINGS = 6;
/** Of a range from -1 to 1. */
const RISE = 0.05;
const NEAR_TOP = 0.95;

/** What the mean reward of a job that has ended says about its rewards, in words; null where it says nothing. */
export function adviseOnRewards({ training, validation }: LossCurve): string | null {
  const learned = ends(training);
  if (learned === null) return null;
  const rise = learned.last - learned.first;
  if (learned.first >= NEAR_TOP) {
    return 'The mean reward was near the highest from the beginning: the prompts are too easy, or the rewards are won without a right answer. Read some answers before you use this model.';
  }
  if (rise < RISE) {
    return 'The mean reward did not rise: the model learned next to nothing. Rewards that hardly any answer gets, or that all get alike, teach nothing.';
  }
  const held = ends(validation);
  if (held && held.last - held.first < RISE) {
    return 'The mean reward rose on the training prompts and not on those held out: the model learned these prompts, not the task. More prompts or fewer epochs help.';
  }
  return 'The mean reward rose. Compare answers with the base model’s on the Test page all the same: a reward may be won in ways that nobody meant.';
}

/** Where a curve began and where it ended; null where it has too few readings. */
function ends(points: readonly LossPoint[]): { readonly first: number; readonly last: number } | null {
  const known = points.filter(({ loss }) => Number.isFinite(loss));
  if (known.length < LEAST_READINGS) return null;
  const { first, last } = levelsOf(known);
  return { first, last };
}
