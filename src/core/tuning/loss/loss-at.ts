import type { LossPoint } from './loss-point.ts';

/** The loss at a step: that of the last reading up to it; null where there is none. Points in ascending steps. */
export function lossAt(points: readonly LossPoint[], step: number): number | null {
  return points.findLast((point) => point.step <= step)?.loss ?? null;
}
