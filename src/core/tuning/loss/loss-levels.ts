import type { LossPoint } from './loss-point.ts';

/** The middle of the losses; of points that are none NaN. One wild reading doesn't move it, as it would a mean. */
export function median(points: readonly LossPoint[]): number {
  const losses = points.map(({ loss }) => loss).sort((one, other) => one - other);
  const middle = Math.floor(losses.length / 2);
  const upper = losses[middle] ?? NaN;
  return losses.length % 2 === 1 ? upper : ((losses[middle - 1] ?? NaN) + upper) / 2;
}

/** The points after one step, up to another one. */
export function within(points: readonly LossPoint[], after: number, upTo: number): readonly LossPoint[] {
  return points.filter(({ step }) => step > after && step <= upTo);
}

/** How far a reading usually is from the one before: what is smaller says nothing. */
export function jitterOf(points: readonly LossPoint[]): number {
  const jumps = points
    .slice(1)
    .map(({ step, loss }, index) => ({ step, loss: Math.abs(loss - (points[index]?.loss ?? NaN)) }));
  return jumps.length === 0 ? 0 : median(jumps);
}

/** A curve in short: where it began, where it was lowest, and where it is now. */
export interface Levels {
  readonly first: number;
  readonly lowest: number;
  readonly lowestStep: number;
  readonly last: number;
}

/** This many readings or more are looked at in stretches of a tenth of the curve; fewer one by one. */
const MANY = 8;
const LEAST_STRETCH = 3;

/** The levels of a curve, over stretches of it where it has many readings. At least one reading, all of them finite. */
export function levelsOf(points: readonly LossPoint[]): Levels {
  const length = points.length < MANY ? 1 : Math.max(LEAST_STRETCH, Math.ceil(points.length / 10));
  const stride = Math.max(1, Math.floor(length / 4));
  const count = Math.floor((points.length - length) / stride);
  const ends = [...Array.from({ length: count }, (_, index) => length + index * stride), points.length];
  const stretches = ends.map((end) => {
    const stretch = points.slice(end - length, end);
    return { step: stretch.at(-1)?.step ?? 0, level: median(stretch) };
  });
  const lowest = stretches.reduce((low, each) => (each.level < low.level ? each : low));
  const [first] = stretches;
  return {
    first: first?.level ?? NaN,
    lowest: lowest.level,
    lowestStep: lowest.step,
    last: stretches.at(-1)?.level ?? NaN,
  };
}
