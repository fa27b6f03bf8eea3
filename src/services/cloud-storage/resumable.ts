import type { JsonObject } from '../../core/json.ts';
import { isPassing } from '../../core/tuning/service-problem.ts';
import type { GoogleClient } from '../google-client.ts';
import type { GoogleAnswer } from '../google-request.ts';
import { ServiceError } from '../service-error.ts';
import { chunkEnd, contentRange, receivedBytes } from './chunks.ts';

const CHUNK_TIMEOUT_MS = 120_000;
const MOST_FAILURES = 6;

interface Session {
  /** From `sessionPath`. */
  readonly path: string;
  readonly blob: Blob;
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal | undefined;
  /** Waits before the nth try in a row. */
  readonly pause: (failures: number) => Promise<void>;
}

/**
 * Sends a Blob in chunks; where one is lost, asks how much is kept and goes on from there. Gives the stored object; null
 * where a page can't go on in chunks: the service won't tell it how much is kept, no chunk gets through, or the session is
 * gone.
 */
export async function sendChunks(client: GoogleClient, session: Session): Promise<JsonObject | null> {
  const { blob, onSent, signal } = session;
  let kept = 0;
  let isSure = true;
  for (let failures = 0; ;) {
    try {
      const answer = await (isSure ? sendChunk(client, session, kept) : askKept(client, session));
      if (answer.status !== 308) {
        onSent(blob.size);
        return answer.body;
      }
      const received = receivedBytes(answer.header('range'), blob.size);
      // Without anything kept there is no range; after a whole chunk that means that a page can't read it.
      if (received === null && isSure) return null;
      failures = (received ?? 0) > kept ? 0 : failures + 1;
      if (failures > MOST_FAILURES) return null;
      kept = received ?? 0;
      isSure = true;
      onSent(kept);
    } catch (error) {
      failures += 1;
      if (isGone(error)) return null;
      if (!mayGoOn(error)) throw error;
      if (failures > MOST_FAILURES) {
        // Where not one chunk gets through, the browser may refuse the form of the request, and another form may do.
        if (kept === 0) return null;
        throw error;
      }
      isSure = false;
      await session.pause(failures);
      signal?.throwIfAborted();
    }
  }
}

function sendChunk(client: GoogleClient, session: Session, start: number): Promise<GoogleAnswer> {
  const { blob } = session;
  const end = chunkEnd(start, blob.size);
  return put(client, session, { range: contentRange(start, end, blob.size), body: blob.slice(start, end) });
}

function askKept(client: GoogleClient, session: Session): Promise<GoogleAnswer> {
  return put(client, session, { range: contentRange(0, 0, session.blob.size) });
}

function put(
  client: GoogleClient,
  { path, signal }: Session,
  { range, body }: { readonly range: string; readonly body?: Blob },
): Promise<GoogleAnswer> {
  return client.send({
    ...{ host: 'storage.googleapis.com', method: 'PUT', path, purpose: 'Upload a file' },
    ...{ partOfUpload: true, timeoutMs: CHUNK_TIMEOUT_MS, signal },
    headers: { 'content-range': range },
    ...(body && { body, contentType: 'application/octet-stream' }),
  });
}

/** Sessions end after a week, or sooner where the service loses them. It says the same where the bucket is gone. */
function isGone(error: unknown): boolean {
  return error instanceof ServiceError && (error.problem.status === 404 || error.problem.status === 410);
}

function mayGoOn(error: unknown): boolean {
  return error instanceof ServiceError && isPassing(error.problem);
}
