import { afterEach, beforeEach, vi } from 'vitest';

/** Makes timers of this test file run this many times faster: what a client waits for by itself passes in no time. */
export function hurryTimers(times: number): void {
  const real = globalThis.setTimeout;
  beforeEach(() => {
    // Node's own parts start timers here too, with values for what acts.
    vi.stubGlobal('setTimeout', (act: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
      real(act, ms / times, ...values),
    );
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
}
