import type { LossCurve } from '../../core/tuning/loss/loss-point.ts';

/** What both series say at one step. */
export interface Reading {
  readonly step: number;
  readonly epoch: number | null;
  readonly training: number | null;
  readonly validation: number | null;
}

/** Both series side by side, by step. */
export function readingsOf({ training, validation }: LossCurve): readonly Reading[] {
  const trainingAt = new Map(training.map((point) => [point.step, point]));
  const validationAt = new Map(validation.map((point) => [point.step, point]));
  const steps = [...new Set([...trainingAt.keys(), ...validationAt.keys()])].sort((one, other) => one - other);
  return steps.map((step) => ({
    step,
    epoch: trainingAt.get(step)?.epoch ?? validationAt.get(step)?.epoch ?? null,
    training: trainingAt.get(step)?.loss ?? null,
    validation: validationAt.get(step)?.loss ?? null,
  }));
}

/** The index of the reading nearest to a step. */
export function nearestReading(readings: readonly Reading[], step: number): number {
  const away = (index: number): number => Math.abs((readings[index]?.step ?? Infinity) - step);
  return readings.reduce((best, _, index) => (away(index) < away(best) ? index : best), 0);
}
