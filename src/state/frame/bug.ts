import type { Failure } from '../../core/failure.ts';

/** What was thrown, as a failure: an abort is the user's cancel, everything else our mistake. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DOMException && error.name === 'AbortError') return { kind: 'cancelled' };
  if (error instanceof Error) return { kind: 'bug', message: error.message, stack: error.stack ?? '' };
  return { kind: 'bug', message: String(error), stack: '' };
}
