import type { GoogleHost } from './google-hosts.ts';

/** What the request log keeps of a request: never a body, a path or a secret. */
export interface RequestEntry {
  /** When it was sent, milliseconds since 1970. */
  readonly at: number;
  readonly host: GoogleHost;
  readonly method: string;
  /** "List models". */
  readonly purpose: string;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** null where no answer came. */
  readonly status: number | null;
  readonly ms: number;
}
