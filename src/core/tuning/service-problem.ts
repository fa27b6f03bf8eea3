/** What kept a service from doing what was asked: plain data, because it crosses worker boundaries and is stored. */
export interface ServiceProblem {
  readonly kind: ProblemKind;
  /** What happened and what to do next, in words for the screen. */
  readonly what: string;
  readonly next: string;
  /** What was asked, as the request log names it: "Start tuning". */
  readonly purpose: string;
  readonly host: string;
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The answer's text without secrets, cut to `RAW_LENGTH`; empty where there was none. */
  readonly raw: string;
  /** Faults of single fields, as the service names them. */
  readonly fields: readonly { readonly field: string; readonly description: string }[];
  /** When the service wants to be asked again, if it said so. */
  readonly retryAfterMs: number | null;
  /** The same request as a command line, its secret replaced by a variable's name; null where it can't be written. */
  readonly curl: string | null;
  /** Whether the request may still have had its effect: a paid create must then never just be sent again. */
  readonly outcome: 'refused' | 'unknown';
}

export type ProblemKind =
  /** The switch "No network" is on. */
  | 'switched-off'
  | 'no-credential'
  | 'bad-credential'
  | 'forbidden'
  | 'insufficient-scope'
  /** Offline, a preflight refused, or a dropped connection: a page can't tell which. */
  | 'no-answer'
  | 'timeout'
  | 'not-found'
  | 'exists'
  | 'rate-limit'
  | 'daily-quota'
  | 'invalid'
  | 'precondition'
  | 'unavailable'
  /** An answer that isn't what the service documents, such as an HTML page. */
  | 'broken-answer';

export const RAW_LENGTH = 20_000;

/** Whether asking again later, with nothing changed, may help. */
export function isPassing({ kind }: ServiceProblem): boolean {
  return PASSING.has(kind);
}

const PASSING: ReadonlySet<ProblemKind> = new Set([
  'no-answer',
  'timeout',
  'rate-limit',
  'unavailable',
  'broken-answer',
]);
