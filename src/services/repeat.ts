import { jitter } from './jitter.ts';
import { ServiceError } from './service-error.ts';

const TRIES = 3;
const BASE_MS = 500;
/** Who waits longer than this should be told instead. */
const LONGEST_WAIT_MS = 10_000;
/** What the service says is rounded down. */
const MARGIN_MS = 1_000;

interface Repeating {
  readonly signal: AbortSignal | undefined;
  /** Whether a short pause that the service wants is waited for; otherwise it is thrown as a problem. */
  readonly sitsOutPauses: boolean;
}

/** Asks up to three times for what may be asked twice: with full jitter, or when the service says to ask again. */
export async function repeat<T>(ask: () => Promise<T>, { signal, sitsOutPauses }: Repeating): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await ask();
    } catch (error) {
      const delay = error instanceof ServiceError && tried < TRIES ? delayAfter(error, tried) : null;
      if (error instanceof ServiceError && error.problem.retryAfterMs !== null && !sitsOutPauses) throw error;
      if (delay === null) throw error;
      await wait(delay, signal);
    }
  }
}

/** Milliseconds; null where asking again at once is of no use. */
function delayAfter({ problem }: ServiceError, tried: number): number | null {
  const { kind, status, retryAfterMs } = problem;
  if (kind === 'rate-limit' || kind === 'unavailable') {
    if (retryAfterMs !== null) return retryAfterMs <= LONGEST_WAIT_MS ? retryAfterMs + MARGIN_MS : null;
  }
  const isPassing = kind === 'no-answer' || kind === 'broken-answer' || status === 408 || (status ?? 0) >= 500;
  return isPassing ? jitter() * BASE_MS * 2 ** tried : null;
}

/** Rejects with the signal's reason where it is given up meanwhile. */
async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
  signal?.throwIfAborted();
}
