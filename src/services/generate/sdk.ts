import type { GoogleGenAI } from '@google/genai/web';
import type { GoogleClient } from '../google-client.ts';
import type { GoogleRequest } from '../google-request.ts';
import { ServiceError } from '../service-error.ts';

/** Thinking models are silent for long before they begin. */
export const ANSWER_TIMEOUT_MS = 300_000;

/**
 * The official SDK, loaded only when it is needed, and sending through the client alone. It is given no real key: texts and
 * logs of its own could hold it. No `retryOptions`: it would repeat what costs money.
 */
export async function openSdk(client: GoogleClient, purpose: string): Promise<GoogleGenAI> {
  const { GoogleGenAI } = await import('@google/genai/web');
  return new GoogleGenAI({
    apiKey: 'put-in-by-the-client',
    apiVersion: 'v1beta',
    // Said outright, because base addresses can also be set for the whole SDK.
    httpOptions: {
      baseUrl: 'https://generativelanguage.googleapis.com/',
      fetch: client.fetchFor(purpose, ANSWER_TIMEOUT_MS),
    },
  });
}

/** An error of the SDK as ours. What the client or the caller's signal threw passes as it is. */
export function sdkError(error: unknown, client: GoogleClient, request: GoogleRequest): unknown {
  if (error instanceof ServiceError || request.signal?.aborted === true || !(error instanceof Error)) return error;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 200;
  // Its message is the body, behind "got status: …" where the refusal came in the middle of a stream.
  return client.errorFor(request, status, error.message.replace(/^got status: \w+\. /, ''));
}
