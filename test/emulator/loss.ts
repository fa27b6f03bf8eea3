import { shortFloat } from './json.ts';

/** A training loss that falls fast, then slowly, with a little noise; the same for the same step. */
export function trainLoss(step: number, totalSteps: number): number {
  const way = step / Math.max(1, totalSteps);
  return shortFloat(0.35 + 3.4 * Math.exp(-4.5 * way) + 0.06 * noise(step));
}

/** A loss on held-out examples: above the training loss, and turning up again near the end. */
export function evalLoss(step: number, totalSteps: number): number {
  const way = step / Math.max(1, totalSteps);
  return shortFloat(0.55 + 3.3 * Math.exp(-4.5 * way) + 0.5 * Math.max(0, way - 0.7) + 0.03 * noise(step + 7));
}

/** From -1 to 1. */
function noise(step: number): number {
  const wave = Math.sin(step * 12.9898) * 43_758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}
