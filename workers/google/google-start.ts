import { fail, ok, type Result } from '../../src/core/failure.ts';
import { askNow, takeReading, withEvent } from '../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import { adoptJob, loseAnswer } from '../../src/core/tuning/lost-start.ts';
import { type JobPlace, mayExist, placeJob, reopenJob } from '../../src/core/tuning/start-again.ts';
import type { JobReading } from '../../src/core/tuning/reading.ts';
import { jitter } from '../../src/services/jitter.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { addJob, changeJob, getJob } from '../../src/store/google/jobs.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';
import type { JobFiles } from '../contracts/google.ts';
import { uploadFiles, type Uploader } from './google-upload.ts';

/** What starting a job asks of its service. */
export interface JobStarter extends Uploader {
  /** The one request that costs money. It is sent once. */
  create(job: TuningJob, files: JobFiles): Promise<JobReading>;
  /** The jobs that carry our attempt's id: none, one, or more where the start arrived more than once. */
  find(job: TuningJob): Promise<readonly JobReading[]>;
}

interface Start {
  readonly files: JobFiles;
  readonly starter: JobStarter;
  readonly clock: Clock;
  /** Whether something of it may have been done before. */
  readonly again: boolean;
}

/** Proves that the tab which starts a job is alive. */
function startLock(jobId: string): string {
  return `lapidary:start:${jobId}`;
}

/**
 * Stores a job as an intent, uploads its files, then sends the one request that costs money, once. The job's state is
 * stored before and after each step, so that a closed tab leaves no doubt about what may have been paid.
 */
export function startJob(
  intent: TuningJob,
  files: JobFiles,
  starter: JobStarter,
  clock = REAL_CLOCK,
): Promise<Result<TuningJob>> {
  const { id } = intent;
  return navigator.locks.request(startLock(id), async () => {
    const known = await getJob(id);
    if (known) return ok(known);
    await addJob(intent);
    return await proceed(intent, { files, starter, clock, again: false });
  });
}

/**
 * Starts a stored job again as the same attempt, because the user wants it: one that has failed before it was started, or
 * one that may have been started. What may be there already is looked for first, and then not sent again. `place`: where Settings
 * say that jobs run now; null leaves the job where it was.
 */
export function startJobAgain(
  id: string,
  files: JobFiles,
  starter: JobStarter,
  clock = REAL_CLOCK,
  place: JobPlace | null = null,
): Promise<Result<TuningJob>> {
  return navigator.locks.request(startLock(id), async () => {
    const job = await changeJob(id, (now) => reopenJob(place ? placeJob(now, place) : now, clock.now()));
    if (job?.state !== 'preparing' && job?.state !== 'asking') return stored(job);
    return await proceed(job, { files, starter, clock, again: true });
  });
}

async function proceed(job: TuningJob, start: Start): Promise<Result<TuningJob>> {
  const { files, starter, clock } = start;
  try {
    if (mayExist(job) && (await findFirst(job, start))) return stored(await getJob(job.id));
    await uploadFiles(job, files, starter, start);
  } catch (error) {
    return await giveUp(job.id, error, 'No job was started, and nothing was paid.', clock);
  }
  return createOnce(job.id, start);
}

/** Whether an earlier send is there; it is followed then. */
async function findFirst(job: TuningJob, { starter, clock }: Start): Promise<boolean> {
  const found = await starter.find(job);
  await changeJob(job.id, (now) => adoptJob(now, found, { now: clock.now(), random: jitter() }));
  return found.length > 0;
}

async function createOnce(id: string, { files, starter, clock }: Start): Promise<Result<TuningJob>> {
  const job = await changeJob(id, (now) => {
    if (now.state !== 'preparing' && now.state !== 'asking') return now;
    return withEvent({ ...now, state: 'creating', sends: (now.sends ?? 0) + 1 }, clock.now(), 'Start requested.');
  });
  // Found, given up or forgotten meanwhile; nobody else sends it, because of the lock.
  if (job?.state !== 'creating') return stored(job);
  try {
    const reading = await starter.create(job, files);
    return stored(await changeJob(id, (now) => takeReading(now, reading, { now: clock.now(), random: jitter() })));
  } catch (error) {
    const problem = error instanceof ServiceError ? error.problem : null;
    if (problem?.outcome === 'refused' && problem.kind !== 'exists')
      return await giveUp(id, error, 'The service refused to start the job; nothing was paid.', clock);
    const lost = await changeJob(id, (now) => loseAnswer(now, problem, clock.now()));
    if (problem === null) throw error;
    // An earlier send of the same attempt has had its effect, so that there is no need to wait.
    if (problem.kind === 'exists') return stored(await changeJob(id, (now) => askNow(now, clock.now())));
    return stored(lost);
  }
}

/** Ends a job that was not started. One whose earlier start may count goes back to the user. */
async function giveUp(id: string, error: unknown, words: string, clock: Clock): Promise<Result<TuningJob>> {
  const problem = error instanceof ServiceError ? error.problem : null;
  const what = problem?.what ?? 'Something went wrong here.';
  await changeJob(id, (now) => {
    if (now.state === 'asking' || (now.state === 'creating' && now.doubt)) {
      const text = `${what} It was not sent again; the earlier start may still count.`;
      return withEvent({ ...now, state: 'asking', problem }, clock.now(), text, 'bad');
    }
    if (now.state !== 'preparing' && now.state !== 'creating') return now;
    const failed: TuningJob = { ...now, state: 'failed', problem, endedAt: clock.now() };
    return withEvent(failed, clock.now(), `${what} ${words}`, 'bad');
  });
  if (problem === null) throw error;
  return fail({ kind: 'service', problem });
}

function stored(job: TuningJob | undefined): Result<TuningJob> {
  return job ? ok(job) : fail({ kind: 'dataset-gone' });
}

/** Settles the jobs of tabs that were closed while they started one: what was not sent has failed, else it is looked for. */
export async function settleStarts(jobs: readonly TuningJob[], clock = REAL_CLOCK): Promise<void> {
  for (const { id, state } of jobs) {
    if (state !== 'preparing' && state !== 'creating') continue;
    await navigator.locks.request(startLock(id), { ifAvailable: true }, async (lock) => {
      if (lock) await changeJob(id, (job) => settleStart(job, clock.now()));
    });
  }
}

function settleStart(job: TuningJob, now: number): TuningJob {
  if (job.state === 'creating') return loseAnswer(job, null, now);
  if (job.state !== 'preparing') return job;
  const words = 'The tab was closed before the job was started. Nothing was paid; start it again.';
  return withEvent({ ...job, state: 'failed', endedAt: now }, now, words, 'bad');
}
