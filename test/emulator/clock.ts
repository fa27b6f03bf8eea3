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

/** RFC 3339 with milliseconds, as Cloud Storage prints times. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * As protobuf prints a Timestamp: to the microsecond or nanosecond (recorded: `2023-09-19T19:56:26.297862545Z`). The
 * digits below the millisecond follow from it, so that a moment is always told in the same way.
 */
export function protoTime(ms: number, digits: 6 | 9 = 6): string {
  const whole = Math.floor(ms);
  const below = String(100_000 + ((whole * 7919) % 900_000)).padEnd(6, '0');
  return new Date(whole).toISOString().replace('Z', `${below.slice(0, digits - 3)}Z`);
}
