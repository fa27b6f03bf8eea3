import type { JsonObject } from '../core/json.ts';
import type { BucketState } from './capabilities.ts';
import { sessionPath } from './cloud-storage/byte-range.ts';
import { sendChunks } from './cloud-storage/send-chunks.ts';
import { bucketPart, uploadPath, uriOf, withName, type Upload } from './cloud-storage/upload.ts';
import type { GoogleClient } from './google-client.ts';
import { objectOf, textOf, textsOf } from './member.ts';
import { ServiceError } from './service-error.ts';

const HOST = 'storage.googleapis.com';
const PERMISSIONS = ['create', 'get', 'delete', 'list'].map((verb) => `storage.objects.${verb}`);
const NO_BUCKET: BucketState = { exists: false, readable: false, writable: false, location: null, versioning: null };
/** For a file in one piece: ten minutes, and longer where it would take a slow line longer. */
const WHOLE_TIMEOUT_MS = 600_000;
const SLOW_BYTES_PER_MS = 50;

export interface UploadedObject {
  /** `gs://bucket/name`. */
  readonly uri: string;
  /** Names this very content, should the file be replaced one day. */
  readonly generation: string | null;
  /** How it went there: in pieces that can be resumed, or all at once. */
  readonly by: 'resumable' | 'media';
}

/** Buckets of Cloud Storage, through its JSON API: the one that lets pages in. Every method throws `ServiceError`. */
export class CloudStorage {
  readonly #client: GoogleClient;

  constructor(client: GoogleClient) {
    this.#client = client;
  }

  /** What may be done in a bucket, without doing it. */
  async probe(bucket: string, signal?: AbortSignal): Promise<BucketState> {
    const path = `/storage/v1/b/${bucketPart(bucket)}`;
    const query = new URLSearchParams(PERMISSIONS.map((name) => ['permissions', name])).toString();
    const [granted, facts] = await Promise.all([
      this.#readUnless([404], `${path}/iam/testPermissions?${query}`, signal),
      // Who may write files may not always read what the bucket is like.
      this.#readUnless([403, 404], path, signal),
    ]);
    if (granted === null) return NO_BUCKET;
    const permissions = textsOf(granted, 'permissions');
    return {
      exists: true,
      readable: permissions.includes('storage.objects.get'),
      writable: permissions.includes('storage.objects.create'),
      location: textOf(facts, 'location'),
      versioning: facts && objectOf(facts, 'versioning')?.['enabled'] === true,
    };
  }

  /** Brings a file into a bucket. A file of the same name is left alone: the upload then fails with `exists`. */
  async upload(upload: Upload): Promise<UploadedObject> {
    try {
      const session = await this.#openSession(upload);
      const object = session === null ? null : await sendChunks(this.#client, session, upload);
      const body = object ?? (await this.#sendWhole(upload));
      upload.onSent?.(upload.blob.size);
      const by = object === null ? 'media' : 'resumable';
      return { uri: uriOf(upload), generation: textOf(body, 'generation'), by };
    } catch (error) {
      throw withName(error, upload);
    }
  }

  /** The path that takes the pieces; null where the service opens one but doesn't let a page read where. */
  async #openSession(upload: Upload): Promise<string | null> {
    const path = uploadPath(upload, 'resumable');
    // Its content type goes in the body: a header of its own may not pass the preflight.
    const body: JsonObject = { contentType: upload.contentType };
    const answer = await this.#client.send({ ...postOf(upload), path, body, repeatable: true });
    return sessionPath(answer.header('location'));
  }

  async #sendWhole(upload: Upload): Promise<JsonObject> {
    const { blob, contentType } = upload;
    const timeoutMs = WHOLE_TIMEOUT_MS + blob.size / SLOW_BYTES_PER_MS;
    const path = uploadPath(upload, 'media');
    return (await this.#client.send({ ...postOf(upload), path, body: blob, contentType, timeoutMs })).body;
  }

  async #readUnless(
    refusals: readonly number[],
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<JsonObject | null> {
    try {
      const request = {
        host: HOST,
        method: 'GET',
        path,
        purpose: 'Look at the bucket',
        signal,
        repeatable: true,
      } as const;
      return (await this.#client.send(request)).body;
    } catch (error) {
      if (error instanceof ServiceError && refusals.includes(error.problem.status ?? 0)) return null;
      throw error;
    }
  }
}

function postOf({ signal }: Upload) {
  return { host: HOST, method: 'POST', purpose: 'Upload a file', signal } as const;
}
