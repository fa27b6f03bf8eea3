/** Time, so that hours of following a job can pass at once in a test. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Acts once, later. Gives what prevents it. */
  after(ms: number, act: () => unknown): () => void;
}

/** Browsers take a longer time for none at all. */
const LONGEST_MS = 2 ** 31 - 1;

export const REAL_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, Math.min(ms, LONGEST_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};
