import { elapsedMs } from '../elapsed.ts';
import type { TuningJob } from '../job.ts';

/** A job that is about to be started. */
export interface PlannedJob {
  readonly service: TuningJob['service'];
  readonly method: TuningJob['method'];
  readonly baseModel: string;
  readonly trainingRows: number;
  readonly epochs: number;
}

/** How long a job is likely to take, by jobs that have succeeded. */
export interface ExpectedTime {
  /** Milliseconds, by the quickest and the slowest of them, for each row and epoch. */
  readonly low: number;
  readonly high: number;
  /** How many jobs that rests on. */
  readonly jobs: number;
  /** Whether they tuned the same model; else others of the same service. */
  readonly sameModel: boolean;
}

/**
 * What the user's own jobs say: their pace for a row and epoch, times those of the job. A small job takes hardly less time than
 * one a few times as large, because most of it is waiting, so no job is expected to be over sooner than the quickest one was.
 * null where none of the same kind has succeeded.
 */
export function expectedTime(jobs: readonly TuningJob[], planned: PlannedJob): ExpectedTime | null {
  const work = planned.trainingRows * planned.epochs;
  const alike = jobs.flatMap((job) => {
    const done = workOf(job);
    const isAlike = job.service === planned.service && job.method === planned.method && job.state === 'succeeded';
    if (!isAlike || done === 0) return [];
    const took = elapsedMs(job, job.endedAt ?? job.createdAt);
    return took > 0 ? [{ took, pace: took / done, model: job.passport?.baseModel ?? '' }] : [];
  });
  const same = alike.filter(({ model }) => model === planned.baseModel);
  const known = same.length > 0 ? same : alike;
  if (known.length === 0 || work === 0) return null;
  const quickest = Math.min(...known.map(({ took }) => took));
  const paces = known.map(({ pace }) => pace * work);
  return {
    low: Math.max(quickest, Math.min(...paces)),
    high: Math.max(quickest, ...paces),
    jobs: known.length,
    sameModel: same.length > 0,
  };
}

/** Rows times epochs; 0 where either isn't known. */
function workOf({ passport, reading }: TuningJob): number {
  const epochs = reading?.epochs ?? passport?.settings['epochs'];
  return passport && typeof epochs === 'number' ? passport.trainingRows * epochs : 0;
}
