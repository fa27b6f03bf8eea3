import type { LossPoint } from './loss-point.ts';

/**
 * A curve without its jitter: the exponential moving average that TensorBoard draws, corrected for its start at 0 so
 * that the first values aren't pulled down. `weight`, from 0 (the curve itself) to below 1, is how much of the past stays.
 * Readings that are no numbers stay as they are and leave the average alone. Source: TensorBoard's line-chart smoothing.
 */
export function smooth(points: readonly LossPoint[], weight: number): readonly LossPoint[] {
  if (weight <= 0) return points;
  let sum = 0;
  let count = 0;
  return points.map((point) => {
    if (!Number.isFinite(point.loss)) return point;
    sum = sum * weight + (1 - weight) * point.loss;
    count++;
    return { ...point, loss: sum / (1 - weight ** count) };
  });
}
