import { fail, ok, type Result } from '../src/core/failure.ts';
import { loseAnswer, takeReading, withEvent } from '../src/core/tuning/follow-job.ts';
import type { TuningJob, UploadedFile } from '../src/core/tuning/job.ts';
import type { JobReading } from '../src/core/tuning/reading.ts';
import { jitter } from '../src/services/jitter.ts';
import { ServiceError } from '../src/services/service-error.ts';
import { addJob, changeJob, getJob } from '../src/store/jobs.ts';
import type { JobFiles } from './google-contract.ts';

/** What starting a job asks of its service. */
export interface JobStarter {
  /** Brings a file to where the service reads it, and tells how much of it has been sent. */
  upload(file: UploadedFile, blob: Blob, onSent: (bytes: number) => void): Promise<void>;
  /** The one request that costs money. It is sent once. */
  create(job: TuningJob, files: JobFiles): Promise<JobReading>;
}

/** Proves that the tab which starts a job is alive. */
function startLock(jobId: string): string {
  return `lapidary:start:${jobId}`;
}

/**
 * Stores a job as an intent, uploads its files, then sends the one request that costs money, once. The job's state is
 * stored before and after each step, so that a closed tab leaves no doubt about what may have been paid.
 */
export function startJob(intent: TuningJob, files: JobFiles, starter: JobStarter): Promise<Result<TuningJob>> {
  const { id } = intent;
  return navigator.locks.request(startLock(id), async () => {
    const stored = await getJob(id);
    if (!stored) await addJob(intent);
    const job = stored ?? intent;
    if (job.state !== 'preparing' && job.state !== 'asking') return ok(job);
    try {
      if (job.state === 'preparing') await uploadAll(job, files, starter);
    } catch (error) {
      return await giveUp(id, error, 'No job was started, and nothing was paid.');
    }
    return await createOnce(id, files, starter);
  });
}

async function uploadAll(job: TuningJob, files: JobFiles, starter: JobStarter): Promise<void> {
  for (const upload of job.uploads) {
    const blob = files[upload.part];
    if (!blob) continue;
    const note = (sent: number): Promise<unknown> =>
      changeJob(job.id, (now) => ({
        ...now,
        uploads: now.uploads.map((each) => (each.part === upload.part ? { ...each, sent } : each)),
      }));
    await starter.upload(upload, blob, (sent) => void note(sent));
    await note(blob.size);
    await changeJob(job.id, (now) => withEvent(now, Date.now(), `Uploaded ${upload.uri}`));
  }
}

async function createOnce(id: string, files: JobFiles, starter: JobStarter): Promise<Result<TuningJob>> {
  const job = await changeJob(id, (now) => withEvent({ ...now, state: 'creating' }, Date.now(), 'Start requested.'));
  if (!job) return fail({ kind: 'dataset-gone' });
  try {
    const reading = await starter.create(job, files);
    return stored(await changeJob(id, (now) => takeReading(now, reading, { now: Date.now(), random: jitter() })));
  } catch (error) {
    if (error instanceof ServiceError && error.problem.outcome === 'unknown')
      return stored(await changeJob(id, (now) => loseAnswer(now, error.problem, Date.now())));
    return await giveUp(id, error, 'The service refused to start the job; nothing was paid.');
  }
}

async function giveUp(id: string, error: unknown, words: string): Promise<Result<TuningJob>> {
  if (!(error instanceof ServiceError)) throw error;
  const { problem } = error;
  await changeJob(id, (now) =>
    withEvent({ ...now, state: 'failed', problem, endedAt: Date.now() }, Date.now(), `${problem.what} ${words}`, 'bad'),
  );
  return fail({ kind: 'service', problem });
}

function stored(job: TuningJob | undefined): Result<TuningJob> {
  return job ? ok(job) : fail({ kind: 'dataset-gone' });
}

/** Settles the jobs of tabs that were closed while they started one: what was not sent has failed, else it is looked for. */
export async function settleStarts(jobs: readonly TuningJob[]): Promise<void> {
  for (const { id, state } of jobs) {
    if (state !== 'preparing' && state !== 'creating') continue;
    await navigator.locks.request(startLock(id), { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      await changeJob(id, (job) => settleStart(job, Date.now()));
    });
  }
}

function settleStart(job: TuningJob, now: number): TuningJob {
  if (job.state === 'creating') return loseAnswer(job, null, now);
  if (job.state !== 'preparing') return job;
  const words = 'The tab was closed before the job was started. Nothing was paid; start it again.';
  return withEvent({ ...job, state: 'failed', endedAt: now }, now, words, 'bad');
}
