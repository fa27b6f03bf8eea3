import type { LossPoint } from './loss-point.ts';

/** How many readings have come since the lowest one: 0 where the latest is the lowest, or there is none. */
export function readingsSinceBest(points: readonly LossPoint[]): number {
  let best = Infinity;
  let since = 0;
  for (const { loss } of points) {
    if (loss < best) {
      best = loss;
      since = 0;
    } else {
      since++;
    }
  }
  return since;
}

/** Whether the validation loss has not improved for this many readings; `null` is patience without end. */
export function hasLostPatience(validation: readonly LossPoint[], patience: number | null): boolean {
  return patience !== null && readingsSinceBest(validation) >= Math.max(1, patience);
}
