/** Time, so that hours of following a job can pass at once in a test. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Acts once, later. Gives what prevents it. */
  after(ms: number, act: () => unknown): () => void;
}

export const REAL_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
