import { usesBucket } from '../services/index.ts';
import { withEvent } from './follow-job.ts';
import type { Connection } from './google-connection.ts';
import type { TuningJob, UploadedFile } from './job.ts';

/** Whether a job can be started again as the same attempt: its service has told of nothing that came of it. */
export function canStartAgain({ state, service, reading }: TuningJob): boolean {
  return service !== null && reading === null && (state === 'asking' || state === 'failed');
}

/** Whether an earlier send of this attempt may have had its effect, so that it is looked for first. */
export function mayExist({ state, sends = 0 }: TuningJob): boolean {
  return state === 'asking' || sends > 0;
}

/** The job once the user wants it started again; itself where that can't be. One that is in doubt stays so for now. */
export function reopenJob(job: TuningJob, now: number): TuningJob {
  if (!canStartAgain(job)) return job;
  if (job.state === 'asking') return withEvent(job, now, 'To be sent again. It is looked for once more first.');
  return withEvent(
    { ...job, state: 'preparing', endedAt: null, problem: null },
    now,
    'Started again, with the same rows.',
  );
}

/**
 * A job of a backup under the id that it gets here. One that can be started again may have been, where the backup was made: it
 * is looked for first. The request carries the id too, so that it can be found.
 */
export function takeFromBackup(job: TuningJob, id: string): TuningJob {
  if (!canStartAgain(job)) return { ...job, id };
  const request = job.request.replaceAll(JSON.stringify(job.id), () => JSON.stringify(id));
  return { ...job, id, request, sends: Math.max(1, job.sends ?? 0) };
}

/** Where jobs run whose service reads a bucket, and where their files are put. */
export type JobPlace = Pick<Connection, 'project' | 'region' | 'bucket'>;

/**
 * Whether a job that is started again goes where Settings say now. One that may exist already stays where it may be found: sent
 * to another project or region it would be a second job, and paid for twice.
 */
export function followsSettings(job: TuningJob): boolean {
  return usesBucket(job.service) && canStartAgain(job) && !mayExist(job);
}

/** A job where Settings say now, its files and its request too; itself where it stays. */
export function placeJob(job: TuningJob, { project, region, bucket }: JobPlace): TuningJob {
  if (!followsSettings(job)) return job;
  const moved = job.uploads.reduce((now, { part, uri }) => {
    const there = uri.replace(/^gs:\/\/[^/]+\//, () => `gs://${bucket}/`);
    return there === uri ? now : renameUpload(now, part, there);
  }, job);
  return { ...moved, project, region };
}

/** The bucket that a job's files go to; null where it has none. */
export function bucketOf({ uploads }: Pick<TuningJob, 'uploads'>): string | null {
  return /^gs:\/\/([^/]+)\//.exec(uploads[0]?.uri ?? '')?.[1] ?? null;
}

/** The job with one of its files under another address, in its request too. */
export function renameUpload(job: TuningJob, part: UploadedFile['part'], uri: string): TuningJob {
  const before = job.uploads.find((upload) => upload.part === part);
  if (!before) return job;
  return {
    ...job,
    uploads: job.uploads.map((upload) => (upload === before ? { ...upload, uri, sent: 0 } : upload)),
    request: job.request.replaceAll(JSON.stringify(before.uri), () => JSON.stringify(uri)),
  };
}

/** A name beside the old one: `training.jsonl` becomes `training-1f2e.jsonl`. */
export function nameBeside(uri: string, mark: string): string {
  return uri.replace(/(-[^-/]*)?\.jsonl$/, () => `-${mark}.jsonl`);
}
