import { explainUnfit } from '../explain-error.ts';
import { ServiceError } from '../service-error.ts';

/** A file to be brought into a bucket. */
export interface Upload {
  /** Without `gs://`. */
  readonly bucket: string;
  /** The object's whole name, folders included: `lapidary/train.jsonl`. */
  readonly name: string;
  /** Read piece by piece, never as a whole. */
  readonly blob: Blob;
  readonly contentType: string;
  /** Told how many bytes have arrived, again and again. It may fall, where the service had lost some. */
  readonly onSent?: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Small letters, digits, dashes, underscores and dots. */
const BUCKET = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/;

export function uriOf({ bucket, name }: Pick<Upload, 'bucket' | 'name'>): string {
  return `gs://${bucket}/${name}`;
}

/** The path that takes a new file. It refuses one of a name that is taken: nothing is ever overwritten. */
export function uploadPath({ bucket, name }: Pick<Upload, 'bucket' | 'name'>, type: 'resumable' | 'media'): string {
  const query = new URLSearchParams({ uploadType: type, name, ifGenerationMatch: '0' });
  return `/upload/storage/v1/b/${bucketPart(bucket)}/o?${query.toString()}`;
}

/** A bucket's name as part of a path. Throws where no bucket can have that name, before anything is sent. */
export function bucketPart(bucket: string): string {
  if (BUCKET.test(bucket)) return bucket;
  const asked = { purpose: 'Use a bucket', host: 'storage.googleapis.com', curl: null };
  const what = `"${bucket}" can be no bucket's name: those have 3 to 222 small letters, digits, dashes and dots.`;
  throw new ServiceError(
    explainUnfit(asked, { what, next: 'Give the name alone in Settings, without "gs://" or "/".' }),
  );
}

/** Says which file is in the way, where one is. */
export function withName(error: unknown, upload: Upload): unknown {
  if (!(error instanceof ServiceError) || error.problem.kind !== 'exists') return error;
  const what = `The file "${uriOf(upload)}" exists already; it was left as it is, and nothing was uploaded.`;
  return new ServiceError({ ...error.problem, what, next: 'Upload under another name.' });
}
