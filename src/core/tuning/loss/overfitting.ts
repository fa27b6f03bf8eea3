import { median } from './loss-levels.ts';
import type { LossCurve, LossPoint } from './loss-point.ts';
import type { Checkpoint } from '../reading.ts';

const LEAST_VALIDATIONS = 3;
/** This many readings after the lowest must be above it. */
const LEAST_RISEN = 2;
/** What the validation loss rises by from its lowest before it counts. */
const RISE_SHARE = 0.02;

export interface Overfitting {
  /** The lowest validation loss. */
  readonly lowest: LossPoint;
  /** The checkpoint taken there. */
  readonly checkpoint: Checkpoint | null;
}

/** Validation rising while training falls: the model learns its examples by heart. null where it isn't so. All losses are finite. */
export function findOverfitting(
  { training, validation }: LossCurve,
  perEpoch: number,
  checkpoints: readonly Checkpoint[],
): Overfitting | null {
  const lowest = lowestOf(validation);
  if (validation.length < LEAST_VALIDATIONS || !lowest) return null;
  const since = validation.filter(({ step }) => step > lowest.step);
  if (!hasRisen(lowest, since) || !fellAfter(training, lowest.step)) return null;
  return { lowest, checkpoint: nearest(checkpoints, lowest.step, perEpoch) };
}

function lowestOf(points: readonly LossPoint[]): LossPoint | undefined {
  return points.reduce<LossPoint | undefined>((low, point) => (low && low.loss <= point.loss ? low : point), undefined);
}

/** The latest readings, each of them, and the middle of the later half: one reading alone is no rise, however high. */
function hasRisen(lowest: LossPoint, since: readonly LossPoint[]): boolean {
  if (since.length < LEAST_RISEN) return false;
  const level = lowest.loss + RISE_SHARE * Math.abs(lowest.loss);
  const late = since.slice(Math.floor(since.length / 2));
  return median(late) > level && since.slice(-LEAST_RISEN).every(({ loss }) => loss > level);
}

function fellAfter(training: readonly LossPoint[], step: number): boolean {
  const before = training.filter((point) => point.step <= step).slice(-4);
  const end = training.slice(-4);
  const mean = (points: readonly LossPoint[]): number =>
    points.reduce((sum, { loss }) => sum + loss, 0) / points.length;
  return before.length > 0 && mean(end) < mean(before);
}

/** The checkpoint taken nearest to a step, at most half an epoch away; checkpoints that say no place are passed over. */
function nearest(checkpoints: readonly Checkpoint[], step: number, perEpoch: number): Checkpoint | null {
  const away = ({ step: at, epoch }: Checkpoint): number =>
    Math.abs((at ?? (epoch === null ? Infinity : epoch * perEpoch)) - step);
  const [best] = [...checkpoints].sort((one, other) => away(one) - away(other));
  return best && away(best) <= perEpoch / 2 ? best : null;
}
