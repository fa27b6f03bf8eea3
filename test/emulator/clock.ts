/** The emulator's own time, by which jobs make progress. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(ms: number): void;
  /** How many of its seconds pass in a real one; 0 stops it. */
  speed: number;
}

export function createClock(): Clock {
  let speed = 1;
  let base = Date.now();
  let since = performance.now();
  const now = (): number => base + (performance.now() - since) * speed;
  const rebase = (): void => {
    base = now();
    since = performance.now();
  };
  return {
    now: () => Math.floor(now()),
    advance(ms) {
      base += ms;
    },
    get speed() {
      return speed;
    },
    set speed(value) {
      rebase();
      speed = value;
    },
  };
}

/** RFC 3339, as protobuf prints a Timestamp. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
