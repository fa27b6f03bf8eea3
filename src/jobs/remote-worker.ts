import { proxy, type Remote, transfer, wrap } from 'comlink';
import { fail, type Failure, type Result } from '../core/failure.ts';
import { startWorker } from './start-worker.ts';

export type { Remote };

/** A function that a worker may call for as long as it lives. */
export function callback<F extends (...args: never[]) => void>(call: F): F {
  return proxy(call);
}

/** An argument that goes to the worker for good, with these ports or buffers. */
export function moved<T>(value: T, things: readonly Transferable[]): T {
  return transfer(value, [...things]);
}

/** Which built worker, and what it is called in messages. */
export interface WorkerKind {
  readonly url: string;
  readonly name: string;
}

export interface CallOptions {
  /** What the worker does, for the message where it is lost; by default what its kind does. */
  readonly task?: string;
  /** Ends the worker after this long: how a pattern that never ends is stopped. */
  readonly timeoutMs?: number;
  /** What was worked on, for the message. */
  readonly place?: string;
}

/** Loading takes a tenth of a second. A worker that ends before it is loaded fires no event at all. */
const START_TIMEOUT_MS = 30_000;

/**
 * A worker whose every call settles. Comlink alone leaves a call pending for ever where the worker fails to load, is
 * terminated, closes itself or runs out of memory; and it drops calls whose proxy was collected, so the proxy is kept.
 */
export class RemoteWorker<Api> {
  readonly #worker: Worker;
  readonly #remote: Remote<Api>;
  readonly #kind: WorkerKind;
  readonly #settlers = new Set<(failure: Failure) => void>();
  #death: Failure | undefined;

  constructor(kind: WorkerKind) {
    this.#kind = kind;
    const name = `worker:${crypto.randomUUID()}`;
    this.#worker = startWorker(kind.url, name);
    this.#remote = wrap<Api>(this.#worker);
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#die(event.message || 'it could not be loaded');
    });
    this.#worker.addEventListener('messageerror', () => {
      this.#die('an answer could not be read');
    });
    const late = setTimeout(() => {
      this.#die(`it did not start within ${START_TIMEOUT_MS / 1_000} seconds`);
    }, START_TIMEOUT_MS);
    this.#worker.addEventListener('message', (event: MessageEvent<{ ready?: boolean } | null>) => {
      if (!event.data?.ready) return;
      clearTimeout(late);
      this.#watch(name);
    });
  }

  get alive(): boolean {
    return this.#death === undefined;
  }

  /** Calls the worker. Never rejects; never stays pending. */
  call<T>(invoke: (api: Remote<Api>) => Promise<Result<T>>, options: CallOptions = {}): Promise<Result<T>> {
    if (this.#death) return Promise.resolve(fail(this.#death));
    return new Promise((resolve) => {
      const settle = (result: Result<T>): void => {
        clearTimeout(timer);
        this.#settlers.delete(lose);
        resolve(result);
      };
      const { task } = options;
      const lose = (failure: Failure): void => {
        settle(fail(task !== undefined && 'task' in failure ? { ...failure, task } : failure));
      };
      const timer = this.#startTimer(options);
      this.#settlers.add(lose);
      invoke(this.#remote).then(settle, (error: unknown) => {
        lose({ kind: 'worker-lost', task: this.#kind.name, why: String(error) });
      });
    });
  }

  /** Ends the worker at once; calls under way end with this failure. */
  terminate(failure: Failure = { kind: 'cancelled' }): void {
    if (this.#death) return;
    this.#death = failure;
    this.#worker.terminate();
    for (const settle of [...this.#settlers]) settle(failure);
  }

  #startTimer({ timeoutMs, place = 'a row' }: CallOptions): ReturnType<typeof setTimeout> | undefined {
    if (timeoutMs === undefined) return undefined;
    return setTimeout(() => {
      this.terminate({ kind: 'too-slow', task: this.#kind.name, seconds: timeoutMs / 1_000, place });
    }, timeoutMs);
  }

  /** The worker holds a lock under its name as long as it lives: getting it means that the worker is dead. */
  #watch(name: string): void {
    void navigator.locks.request(name, () => {
      this.#die('its worker ended, probably for want of memory');
    });
  }

  #die(why: string): void {
    this.terminate({ kind: 'worker-lost', task: this.#kind.name, why });
  }
}
