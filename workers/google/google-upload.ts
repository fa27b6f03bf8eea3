import { withEvent } from '../../src/core/tuning/follow-job.ts';
import type { TuningJob, UploadedFile } from '../../src/core/tuning/job.ts';
import { nameBeside, renameUpload } from '../../src/core/tuning/start-again.ts';
import { changeJob } from '../../src/store/google/jobs.ts';
import type { Clock } from './clock.ts';
import type { JobFiles } from '../contracts/google.ts';

/** What uploading asks of the place where a service reads its files. */
export interface Uploader {
  /** Brings a file there, and tells how much of it has been sent. */
  upload(file: UploadedFile, blob: Blob, onSent: (bytes: number) => void): Promise<void>;
  /** Whether a file of this name and size is there already. */
  holds(file: UploadedFile): Promise<boolean>;
}

/**
 * Uploads a job's files. When that is done `again`, a file counts that is there whole; else it is uploaded again under
 * another name, because nothing is ever overwritten. Throws the `ServiceError` of a refusal.
 */
export async function uploadFiles(
  job: TuningJob,
  files: JobFiles,
  uploader: Uploader,
  { clock, again }: { readonly clock: Clock; readonly again: boolean },
): Promise<void> {
  for (const planned of job.uploads) {
    const blob = files[planned.part];
    if (!blob) continue;
    if (again && (await uploader.holds({ ...planned, bytes: blob.size }))) {
      await note(job.id, planned.part, blob.size);
      await changeJob(job.id, (now) => withEvent(now, clock.now(), `${planned.uri} is there already.`));
      continue;
    }
    // Also where it seems to be missing: what was begun may still end up there.
    const upload = again ? await rename(job.id, planned) : planned;
    await uploader.upload(upload, blob, (sent) => void note(job.id, upload.part, sent));
    await note(job.id, upload.part, blob.size);
    await changeJob(job.id, (now) => withEvent(now, clock.now(), `Uploaded ${upload.uri}`));
  }
}

async function rename(jobId: string, upload: UploadedFile): Promise<UploadedFile> {
  const uri = nameBeside(upload.uri, crypto.randomUUID().slice(0, 8));
  await changeJob(jobId, (now) => renameUpload(now, upload.part, uri));
  return { ...upload, uri };
}

async function note(jobId: string, part: UploadedFile['part'], sent: number): Promise<void> {
  await changeJob(jobId, (now) => ({
    ...now,
    uploads: now.uploads.map((each) => (each.part === part ? { ...each, sent } : each)),
  }));
}
