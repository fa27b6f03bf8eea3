import { vi } from 'vitest';

/** From now on no time passes but what `pass` lets pass, until `vi.useRealTimers`. */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

/** Lets timers of the next milliseconds go off. */
export function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}

/** Waits, while time is stopped, for what comes without a timer: what vitest waits with lets time pass. */
export async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) await new Promise((done) => setImmediate(done));
}
