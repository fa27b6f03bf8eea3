import { isEnded } from '../../core/tuning/follow-job.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { database } from '../database.ts';

/** Stores a new job: the intent, before anything is sent. */
export async function addJob(job: TuningJob): Promise<void> {
  await database.jobs.add(job);
}

export function getJob(id: string): Promise<TuningJob | undefined> {
  return database.jobs.get(id);
}

/** Newest first; of one dataset, or of all. */
export async function listJobs(datasetId?: string): Promise<TuningJob[]> {
  const jobs = await (datasetId === undefined ? database.jobs.toArray() : database.jobs.where({ datasetId }).toArray());
  return jobs.sort((a, b) => b.createdAt - a.createdAt);
}

/**
 * Replaces a job by what `change` makes of it, in one transaction: another tab may have changed it since it was read.
 * Undefined where there is no such job any more.
 */
export function changeJob(id: string, change: (job: TuningJob) => TuningJob): Promise<TuningJob | undefined> {
  return database.transaction('rw', database.jobs, async () => {
    const job = await database.jobs.get(id);
    if (!job) return undefined;
    const next = change(job);
    if (next !== job) await database.jobs.put(next);
    return next;
  });
}

/** Jobs that have not ended, in the order in which they are due. */
export async function openJobs(): Promise<TuningJob[]> {
  // Read at once: a cursor asks the database again for each job.
  const jobs = (await database.jobs.toArray()).filter(({ state }) => !isEnded(state));
  return jobs.sort((a, b) => a.poll.dueAt - b.poll.dueAt);
}

/** Forgets a job here; at its service nothing changes. */
export async function removeJob(id: string): Promise<void> {
  await database.jobs.delete(id);
}
