import { isEnded, isFollowed, takeReading, withEvent } from '../../src/core/tuning/follow-job.ts';
import { shortName, takeTwins } from '../../src/core/tuning/twins.ts';
import { jitter } from '../../src/services/jitter.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { changeJob, getJob } from '../../src/store/google/jobs.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';
import type { JobSource } from './google-job-source.ts';

type Canceller = Pick<JobSource, 'cancel' | 'read'>;

/**
 * Asks a job's service to cancel it, and notes `words` where it takes that. A job that has ended meanwhile is read instead.
 * Throws the `ServiceError` of a refusal.
 */
export async function cancelJob(
  id: string,
  source: Canceller,
  words: string,
  clock: Clock = REAL_CLOCK,
): Promise<void> {
  const job = await getJob(id);
  if (!job?.reading || !isFollowed(job)) return;
  try {
    await source.cancel(job);
  } catch (error) {
    const reading = isRefusal(error) ? await source.read(job).catch(() => null) : null;
    if (!reading || !isEnded(reading.state)) throw error;
    await changeJob(id, (now) => takeReading(now, reading, { now: clock.now(), random: jitter() }));
    return;
  }
  // Without patience from now on: it is not to be cancelled again.
  await changeJob(id, (now) => (isEnded(now.state) ? now : withEvent({ ...now, patience: null }, clock.now(), words)));
}

/**
 * Asks the service to cancel the other job that a start made by arriving twice, and looks what became of it. Throws the
 * `ServiceError` of a refusal, but not where that job has ended.
 */
export async function cancelTwin(
  id: string,
  name: string,
  source: Pick<JobSource, 'cancel' | 'find'>,
  clock: Clock = REAL_CLOCK,
): Promise<void> {
  const job = await getJob(id);
  if (!job?.reading || !job.twins?.some((twin) => twin.name === name)) return;
  let refusal: ServiceError | null = null;
  try {
    await source.cancel({ ...job, reading: { ...job.reading, name } });
    await changeJob(id, (now) => withEvent(now, clock.now(), `Cancel requested for ${shortName(name)}.`));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    refusal = error;
  }
  const found = await source.find(job);
  await changeJob(id, (now) => takeTwins(now, found, clock.now()));
  if (refusal !== null && !found.some((twin) => twin.name === name && isEnded(twin.state))) throw refusal;
}

function isRefusal(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.problem.outcome === 'refused';
}
