const TICK_MS = 1_000;

/** The time, told every second while somebody looks. */
export class Clock {
  now = $state(Date.now());

  /** Begins to tick; returns what ends it. For `$effect`. */
  run(): () => void {
    const timer = setInterval(() => {
      this.now = Date.now();
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }
}
