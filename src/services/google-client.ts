import type { JsonObject } from '../core/json.ts';

/** Every host that may ever be asked; the content policy names the same ones. */
export type GoogleHost =
  | 'generativelanguage.googleapis.com'
  | 'aiplatform.googleapis.com'
  | 'us-central1-aiplatform.googleapis.com'
  | 'europe-west4-aiplatform.googleapis.com'
  | 'aiplatform.us.rep.googleapis.com'
  | 'aiplatform.eu.rep.googleapis.com'
  | 'storage.googleapis.com';

export interface GoogleRequest {
  readonly host: GoogleHost;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the slash, with its query, never with a secret. */
  readonly path: string;
  /** For the log and for messages: "List models". */
  readonly purpose: string;
  readonly body?: JsonObject | Blob;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** `true` for what may be asked twice. A paid create never is. */
  readonly repeatable?: boolean;
}

export interface GoogleAnswer {
  readonly status: number;
  /** The parsed body; `{}` where it was empty. */
  readonly body: JsonObject;
  /** Only of those headers that a page may read. */
  header(name: string): string | null;
}
