import type { Clock } from '../../workers/google/clock.ts';

interface Timer {
  readonly at: number;
  readonly act: () => unknown;
}

/** A clock whose time passes only as the test says: what is due acts in its order, and is waited for. */
export class SteppedClock implements Clock {
  #now: number;
  readonly #onPass: (ms: number) => void;
  readonly #timers = new Set<Timer>();

  /** `onPass`: told how much time has passed, before anything acts. */
  constructor(onPass: (ms: number) => void = () => undefined, now = Date.now()) {
    this.#onPass = onPass;
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => unknown): () => void {
    const timer = { at: this.#now + ms, act };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Goes on to the next timer and lets it act. False where there is none. */
  async step(): Promise<boolean> {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (!next) return false;
    this.#timers.delete(next);
    this.#goOnTo(Math.max(this.#now, next.at));
    await next.act();
    return true;
  }

  /** Lets all act that is due within this time. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    while ([...this.#timers].some(({ at }) => at <= end)) await this.step();
    this.#goOnTo(Math.max(this.#now, end));
  }

  /** Goes on until something is so; fails after too many steps. */
  async until(isSo: () => Promise<boolean>, most = 5_000): Promise<void> {
    for (let steps = 0; !(await isSo()); steps++) {
      if (steps >= most || !(await this.step())) throw new Error(`It is not so after ${steps} steps`);
    }
  }

  #goOnTo(now: number): void {
    this.#onPass(now - this.#now);
    this.#now = now;
  }

  /** Sets the clock wrong, or right again: timers go on as if nothing were. */
  shift(ms: number): void {
    this.#now += ms;
    const moved = [...this.#timers].map(({ at, act }) => ({ at: at + ms, act }));
    this.#timers.clear();
    moved.forEach((timer) => this.#timers.add(timer));
  }
}
