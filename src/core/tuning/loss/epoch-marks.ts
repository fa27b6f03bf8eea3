import type { TuningJob } from '../job.ts';
import type { LossCurve } from './loss-point.ts';

/** How long a job runs, as far as that is known. */
export interface JobLength {
  /** As asked for; null where the service chose. */
  readonly epochs: number | null;
  readonly totalSteps: number | null;
}

/**
 * How long a job runs. Of one that runs on, or has ended before its time, the epochs that it was to have say nothing as long as
 * its service doesn't tell its steps: the last step that is known is not their end.
 */
export function jobLength({ state, reading, passport }: TuningJob): JobLength {
  const totalSteps = reading?.totalSteps ?? null;
  if (totalSteps === null && state !== 'succeeded') return { epochs: null, totalSteps };
  const asked = passport?.settings['epochs'];
  return { epochs: reading?.epochs ?? (typeof asked === 'number' ? asked : null), totalSteps };
}

/** Where an epoch ends. */
export interface EpochMark {
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
}

/**
 * Steps in one pass over the examples; null where nothing tells. Known from the job, else from the readings that name how
 * many epochs were through, else, for a job that has ended, from its last step.
 */
export function stepsPerEpoch({ training }: LossCurve, { epochs, totalSteps }: JobLength): number | null {
  if (epochs !== null && epochs > 0 && totalSteps !== null && totalSteps > 0) return totalSteps / epochs;
  const last = training.at(-1);
  if (!last || last.step <= 0) return null;
  // The last reading's epoch is rounded down; where an epoch's number first appears it is nearly exact.
  const first = training.find(({ epoch }) => epoch !== undefined && epoch > 0 && epoch === last.epoch);
  if (first?.epoch !== undefined) return first.step / first.epoch;
  return epochs !== null && epochs > 0 ? last.step / epochs : null;
}

/** The ends of the epochs up to the last reading; none where their length is unknown. */
export function epochMarks(curve: LossCurve, length: JobLength): readonly EpochMark[] {
  const per = stepsPerEpoch(curve, length);
  const last = Math.max(curve.training.at(-1)?.step ?? 0, curve.validation.at(-1)?.step ?? 0);
  if (per === null || per <= 0) return [];
  // Steps are whole, so the last one may lie just below the end of its epoch.
  const count = Math.floor((last + 0.5) / per);
  return Array.from({ length: count }, (_, index) => ({ step: per * (index + 1), epoch: index + 1 }));
}
