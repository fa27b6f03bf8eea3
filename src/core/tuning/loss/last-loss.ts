import type { LossCurve, LossPoint } from './loss-point.ts';

/** Where a loss ended. */
export interface LastLoss {
  readonly loss: number;
  readonly of: 'validation' | 'training';
}

/** The last reading of the loss over rows that were held out, else over those of the training; null where none is a number. */
export function lastLoss({ training, validation }: LossCurve): LastLoss | null {
  const last = (points: readonly LossPoint[]): number | undefined =>
    points.findLast(({ loss }) => Number.isFinite(loss))?.loss;
  const [held, learned] = [last(validation), last(training)];
  if (held !== undefined) return { loss: held, of: 'validation' };
  return learned === undefined ? null : { loss: learned, of: 'training' };
}
