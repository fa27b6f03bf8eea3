import type { JsonObject } from '../core/json.ts';
import { NO_BUCKET, PERMISSIONS, probeOf, type BucketProbe } from './cloud-storage/probe.ts';
import { sessionPath } from './cloud-storage/chunks.ts';
import { sendChunks } from './cloud-storage/resumable.ts';
import type { GoogleClient } from './google-client.ts';
import type { GoogleAnswer, GoogleRequest } from './google-request.ts';
import { numberOf, textOf } from './member.ts';
import { jitter } from './jitter.ts';
import { ServiceError } from './service-error.ts';

/** A gigabyte, the most that tuning reads, on a slow line. */
const WHOLE_TIMEOUT_MS = 3_600_000;
const NO_SESSIONS: readonly (number | null)[] = [400, 404, 405, 501];

export interface Upload {
  /** Without `gs://`. */
  readonly bucket: string;
  /** A name that nothing else has: what is there is never overwritten. */
  readonly name: string;
  readonly blob: Blob;
  readonly contentType: string;
  /** How many bytes the service has. It falls back to 0 where the upload has to begin again. */
  readonly onSent: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface StoredObject {
  /** `gs://bucket/name`. */
  readonly uri: string;
  readonly generation: string;
  /** In base64, as the service counted it. */
  readonly md5: string | null;
  /** In chunks that can be taken up again, or in one request where a page can't read what the service says of them. */
  readonly via: 'chunks' | 'one-request';
}

type Ask = Partial<Omit<GoogleRequest, 'host' | 'path' | 'purpose'>>;

/** Files in a bucket, by Cloud Storage's JSON API, which answers pages of any site. Every method throws `ServiceError`. */
export class CloudStorage {
  readonly #client: GoogleClient;
  readonly #pause: (failures: number) => Promise<void>;

  /** `pause`: waits before the nth try in a row of a chunk. */
  constructor(client: GoogleClient, pause = backOff) {
    this.#client = client;
    this.#pause = pause;
  }

  /** What the account may do in a bucket. Costs nothing and writes nothing. */
  async probe(bucket: string): Promise<BucketProbe> {
    const query = new URLSearchParams(PERMISSIONS.map((permission) => ['permissions', permission]));
    try {
      const path = `${bucketPath(bucket)}/iam/testPermissions?${query.toString()}`;
      const { body } = await this.#ask(path, 'Check the bucket');
      return probeOf(body, await this.#settings(bucket));
    } catch (error) {
      if (statusOf(error) === 404) return NO_BUCKET;
      throw error;
    }
  }

  /** Stores a file under a name of its own. The whole Blob is never in memory. */
  async upload(upload: Upload): Promise<StoredObject> {
    const { bucket, name, signal } = upload;
    const path = sessionPath(await this.#openSession(upload));
    if (path !== null) {
      const stored = await sendChunks(this.#client, { ...upload, path, signal, pause: this.#pause });
      if (stored !== null) return { ...storedObject(bucket, name, stored), via: 'chunks' };
    }
    upload.onSent(0);
    const stored = await this.#sendWhole(upload);
    upload.onSent(upload.blob.size);
    return { ...storedObject(bucket, name, stored), via: 'one-request' };
  }

  /** How many bytes a stored file has; null where there is none, or where that can't be told. */
  async sizeOf(uri: string): Promise<number | null> {
    return numberOf(await this.#find(uri, undefined), 'size');
  }

  async delete(uri: string): Promise<void> {
    await this.#ask(objectPath(uri), 'Delete an uploaded file', { method: 'DELETE' });
  }

  /** Where the chunks of an upload go; null where that can't be read, or where something on the way knows of no sessions. */
  async #openSession({ bucket, name, contentType, signal }: Upload): Promise<string | null> {
    const path = `${uploadPath(bucket)}?${uploadQuery('resumable', name)}`;
    // It stores nothing yet, so that it may be asked twice.
    const ask = { method: 'POST', body: { contentType }, repeatable: true, signal } as const;
    try {
      return (await this.#ask(path, 'Begin an upload', ask)).header('location');
    } catch (error) {
      // A bucket that is not there refuses the one request as well.
      if (NO_SESSIONS.includes(statusOf(error))) return null;
      throw error;
    }
  }

  async #sendWhole({ bucket, name, blob, contentType, signal }: Upload): Promise<JsonObject> {
    const path = `${uploadPath(bucket)}?${uploadQuery('media', name)}`;
    try {
      const ask = { method: 'POST', body: blob, contentType, timeoutMs: WHOLE_TIMEOUT_MS, signal } as const;
      return (await this.#ask(path, 'Upload a file', ask)).body;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.problem.outcome !== 'unknown') throw error;
      // Only the answer may have been lost. The name is ours alone, so that a file of that size is this one.
      const stored = await this.#find(`gs://${bucket}/${name}`, signal);
      if (numberOf(stored, 'size') === blob.size && stored !== null) return stored;
      throw error;
    }
  }

  async #find(uri: string, signal: AbortSignal | undefined): Promise<JsonObject | null> {
    try {
      return (await this.#ask(objectPath(uri), 'Look for an uploaded file', { signal })).body;
    } catch (error) {
      if (error instanceof ServiceError) return null;
      throw error;
    }
  }

  /** null where the account may not look at them: using the bucket doesn't need it. */
  async #settings(bucket: string): Promise<JsonObject | null> {
    try {
      return (await this.#ask(`${bucketPath(bucket)}?fields=location,versioning`, 'Check the bucket')).body;
    } catch (error) {
      if (statusOf(error) === 403) return null;
      throw error;
    }
  }

  #ask(path: string, purpose: string, ask: Ask = {}): Promise<GoogleAnswer> {
    const method = ask.method ?? 'GET';
    const request = { host: 'storage.googleapis.com', method, path, purpose, repeatable: method === 'GET' } as const;
    return this.#client.send({ ...request, ...ask });
  }
}

function bucketPath(bucket: string): string {
  return `/storage/v1/b/${encodeURIComponent(bucket)}`;
}

function uploadPath(bucket: string): string {
  return `/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`;
}

/** Generation 0 is an object that isn't there: the service refuses to put anything in the place of another. */
function uploadQuery(uploadType: 'resumable' | 'media', name: string): string {
  return new URLSearchParams({ uploadType, name, ifGenerationMatch: '0' }).toString();
}

function objectPath(uri: string): string {
  const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (bucket === undefined || name === undefined) {
    throw new RangeError(`"${uri}" is no file in a bucket; it must look like "gs://bucket/name"`);
  }
  return `${bucketPath(bucket)}/o/${encodeURIComponent(name)}`;
}

function storedObject(bucket: string, name: string, object: JsonObject): Omit<StoredObject, 'via'> {
  return {
    uri: `gs://${bucket}/${name}`,
    generation: textOf(object, 'generation') ?? '',
    md5: textOf(object, 'md5Hash'),
  };
}

function statusOf(error: unknown): number | null {
  return error instanceof ServiceError ? error.problem.status : null;
}

/** Half a second to half a minute, longer each time, and never for two tabs alike. */
function backOff(failures: number): Promise<void> {
  const longest = Math.min(1_000 * 2 ** (failures - 1), 30_000);
  return new Promise((resolve) => setTimeout(resolve, longest * (0.5 + jitter() / 2)));
}
