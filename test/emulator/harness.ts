import { GEMINI_API } from './hosts.ts';
import type { Emulator } from './emulator.ts';
import { DEFAULTS } from './settings.ts';

/** An answer, with its text read as JSON where it is. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
  /** What is at a place of the body, such as `models.0.name`. */
  readonly at: (place: string) => unknown;
}

interface Sending {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Record<string, string>;
  /** Sent as it is when a text or bytes, else as JSON. */
  readonly body?: unknown;
}

/** Sends a request with good credentials, unless told others. */
export async function send(emulator: Emulator, path: string, sending: Sending = {}): Promise<Answer> {
  const { host = GEMINI_API, body } = sending;
  const auth: Record<string, string> =
    host === GEMINI_API ? { 'x-goog-api-key': DEFAULTS.key } : { authorization: `Bearer ${DEFAULTS.token}` };
  const response = await fetch(`${emulator.originOf(host)}${path}`, {
    method: sending.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: sending.headers ?? { ...auth, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && {
      body:
        typeof body === 'string' || body instanceof Uint8Array
          ? new Uint8Array(Buffer.from(body))
          : JSON.stringify(body),
    }),
  });
  const text = await response.text();
  const found = read(text);
  return { status: response.status, headers: response.headers, text, body: found, at: (place) => lookUp(found, place) };
}

/** What is at a place such as `models.0.name`. */
export function lookUp(value: unknown, place: string): unknown {
  return place.split('.').reduce<unknown>((found, name) => {
    // Whatever has names can be asked for one.
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  }, value);
}

/** The items of a list at a place; none where there is no list. */
export function listAt(value: unknown, place: string): readonly unknown[] {
  const found = lookUp(value, place);
  return Array.isArray(found) ? found : [];
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
