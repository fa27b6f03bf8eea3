import type { JsonObject } from '../../core/json.ts';
import { isPassing } from '../../core/tuning/service-problem.ts';
import type { GoogleClient } from '../google-client.ts';
import type { GoogleAnswer, GoogleRequest } from '../google-request.ts';
import { wait } from '../repeat.ts';
import { ServiceError } from '../service-error.ts';
import { contentRange, receivedBytes, whatIsMissing } from './byte-range.ts';
import type { Upload } from './upload.ts';

/** What Google advises; it must be a multiple of 256 KiB. */
export const CHUNK_BYTES = 8 * 1024 * 1024;
/** Eight megabytes take their time on a slow line. */
const CHUNK_TIMEOUT_MS = 300_000;
/** Failures in a row before we give up. */
const MOST_FAILURES = 6;
const BASE_MS = 500;
const CAP_MS = 30_000;

/**
 * Sends a file through an open session, piece by piece; a piece that got lost is sent again from where the service stands.
 * Gives the new object, or null where the session is of no use and the file must be sent some other way.
 */
export async function sendChunks(client: GoogleClient, session: string, upload: Upload): Promise<JsonObject | null> {
  const { onSent, signal } = upload;
  let sent = 0;
  let isSure = true;
  for (let failures = 0; ;) {
    try {
      const answer = await client.send(isSure ? pieceRequest(session, upload, sent) : statusRequest(session, upload));
      if (answer.status !== 308) return answer.body;
      const received = arrived(answer, isSure);
      // A page may not read `Range` unless the service exposes it, and guessing would tear holes.
      if (received === null) return null;
      if (isSure && received <= sent) throw client.errorFor(pieceRequest(session, upload, sent), 503, '{}');
      if (received > sent) failures = 0;
      sent = received;
      isSure = true;
      onSent?.(sent);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (isGone(error)) return null;
      failures += 1;
      if (!isPassing(error.problem) || failures > MOST_FAILURES) throw error;
      isSure = false;
      await wait(delayAfter(error, failures), signal);
    }
  }
}

/** Asked for, no `Range` means that nothing arrived. After a piece that went through, it means that it can't be read. */
function arrived(answer: GoogleAnswer, afterPiece: boolean): number | null {
  return receivedBytes(answer.header('range')) ?? (afterPiece ? null : 0);
}

/** Sessions end after a week, or at once where the service breaks inside. */
function isGone({ problem }: ServiceError): boolean {
  return problem.status === 404 || problem.status === 410;
}

function delayAfter({ problem }: ServiceError, failures: number): number {
  return Math.max(problem.retryAfterMs ?? 0, Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** failures));
}

function pieceRequest(session: string, { blob, contentType, signal }: Upload, start: number): GoogleRequest {
  const end = Math.min(start + CHUNK_BYTES, blob.size);
  return {
    ...sessionRequest(session, signal),
    body: blob.slice(start, end),
    contentType,
    headers: { 'content-range': contentRange(start, end, blob.size) },
    timeoutMs: CHUNK_TIMEOUT_MS,
  };
}

function statusRequest(session: string, { blob, signal }: Upload): GoogleRequest {
  return { ...sessionRequest(session, signal), headers: { 'content-range': whatIsMissing(blob.size) } };
}

function sessionRequest(session: string, signal: AbortSignal | undefined) {
  const host = 'storage.googleapis.com';
  return { host, method: 'PUT', path: session, purpose: 'Upload a file', partOfUpload: true, signal } as const;
}
