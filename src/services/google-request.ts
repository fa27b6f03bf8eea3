import type { JsonObject } from '../core/json.ts';
import type { GoogleHost } from './google-hosts.ts';

export interface GoogleRequest {
  readonly host: GoogleHost;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the slash, with its query, never with a secret. */
  readonly path: string;
  /** For the log and for messages: "List models". */
  readonly purpose: string;
  readonly body?: JsonObject | Blob;
  /** `application/json` where it isn't said. */
  readonly contentType?: string;
  /** Only those of `allowed-headers.ts` leave. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** `true` for what may be asked twice. A paid create never is. */
  readonly repeatable?: boolean;
  /** Takes 308 as an answer: the middle of an upload to Cloud Storage says "go on" that way. */
  readonly partOfUpload?: boolean;
}

export interface GoogleAnswer {
  readonly status: number;
  /** The parsed body; `{}` where it was empty. */
  readonly body: JsonObject;
  /** Only of those headers that a page may read. */
  header(name: string): string | null;
}
