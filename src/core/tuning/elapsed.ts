import type { TuningJob } from './job.ts';

type Timed = Pick<TuningJob, 'state' | 'createdAt' | 'endedAt' | 'reading'>;

/** From a lower share nothing is concluded. */
const LEAST_PERCENT = 2;

/**
 * How long a job took, or has taken until now, in milliseconds. Of one that has ended as its service says: it may have been over
 * for long when that was heard here.
 */
export function elapsedMs({ createdAt, endedAt, reading }: Timed, now: number): number {
  if (endedAt === null) return now - createdAt;
  const took = momentOf(reading?.endTime) - momentOf(reading?.createTime);
  return took >= 0 ? took : endedAt - createdAt;
}

/** How much longer a job is likely to run, in milliseconds: without what it waited before it ran. null where nothing tells. */
export function leftMs({ state, createdAt, reading }: Timed, now: number): number | null {
  const percent = reading?.percent ?? 0;
  if (state !== 'running' || percent <= LEAST_PERCENT) return null;
  const started = momentOf(reading?.startTime);
  // The service's clock and this one may differ: then this one alone counts.
  const since = started >= createdAt && started <= now ? started : createdAt;
  return ((now - since) / percent) * (100 - percent);
}

function momentOf(time: string | null | undefined): number {
  return typeof time === 'string' ? Date.parse(time) : Number.NaN;
}
