import type { Run } from '../../jobs/run.ts';
import { failureOf } from './bug.ts';
import { fail, type Result } from '../../core/failure.ts';
import { Task, type TaskOptions } from './task.svelte.ts';

/** Long enough for the next click of someone who is on the way to something, too short to be noticed. */
const REST_MS = 250;

/** Everything that runs now. */
export class Tasks {
  running = $state.raw<readonly Task[]>([]);
  #nextId = 1;
  /** Attempts at looks that give way, to be ended when something else starts. */
  readonly #attempts = new Set<AbortController>();
  /** Looks that wait until nothing else runs. */
  #waiting: (() => void)[] = [];

  get inTray(): readonly Task[] {
    return this.running.filter((task) => task.place === 'tray');
  }

  get busy(): boolean {
    return this.running.length > 0;
  }

  get writing(): boolean {
    return this.running.some((task) => task.writes);
  }

  /**
   * Starts work, which is listed until its promise settles: at once, or, where it gives way, while nothing else runs. Such
   * work is ended when something else starts, and called again afterwards; it must keep what it had done by then.
   */
  start<T>(options: TaskOptions, work: (run: Run) => Promise<Result<T>>): { task: Task; result: Promise<Result<T>> } {
    const task = new Task(this.#nextId++, options);
    this.running = [...this.running, task];
    if (task.givesWay) return { task, result: this.#settle(task, () => this.#giveWay(task, work)) };
    for (const attempt of this.#attempts) attempt.abort();
    return { task, result: this.#settle(task, () => work(task.run)) };
  }

  /** Waits until for so many milliseconds nothing was started, and nothing but looks ran. */
  async quiet(ms: number): Promise<void> {
    for (;;) {
      const next = this.#nextId;
      await new Promise((done) => setTimeout(done, ms));
      if (!this.#isPressed && this.#nextId === next) return;
    }
  }

  async #settle<T>(task: Task, work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work();
    } catch (error) {
      return fail(failureOf(error));
    } finally {
      this.running = this.running.filter((other) => other !== task);
      if (!this.#isPressed) this.#waiting.splice(0).forEach((go) => go());
    }
  }

  async #giveWay<T>(task: Task, work: (run: Run) => Promise<Result<T>>): Promise<Result<T>> {
    const { signal, onProgress } = task.run;
    for (;;) {
      await this.#rest(signal);
      if (signal.aborted) return fail({ kind: 'cancelled' });
      // Something may have started between the end of the rest and now.
      if (this.#isPressed) continue;
      const attempt = new AbortController();
      this.#attempts.add(attempt);
      try {
        const result = await work({ signal: AbortSignal.any([signal, attempt.signal]), onProgress });
        if (result.ok || result.failure.kind !== 'cancelled' || !attempt.signal.aborted) return result;
      } finally {
        this.#attempts.delete(attempt);
      }
    }
  }

  /** Waits until nothing but looks has run for a moment, or until the signal. */
  async #rest(signal: AbortSignal): Promise<void> {
    const wake = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
    while (this.#isPressed && !signal.aborted) {
      await Promise.race([wake, new Promise<void>((done) => this.#waiting.push(done))]);
      await Promise.race([wake, new Promise<void>((done) => setTimeout(done, REST_MS))]);
    }
  }

  get #isPressed(): boolean {
    return this.running.some((task) => !task.givesWay);
  }
}
