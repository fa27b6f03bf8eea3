import { fail, ok, type Failure, type Result } from '../core/failure.ts';
import { type CallOptions, type Remote, RemoteWorker, type WorkerKind } from './remote-worker.ts';

/** Tasks that a worker has at hand, so that it computes one while the browser reads for the next. */
const TASKS_AT_HAND = 2;

/** More workers than this only wait for the disk. */
const MAX_WORKERS = 8;

function defaultWorkers(): number {
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MAX_WORKERS));
}

/** Workers that were started ahead, by kind. */
const spares = new Map<WorkerKind, RemoteWorker<unknown>[]>();

/** Starts workers before they are needed, so that the next pool of this kind has its workers at once. */
export function warmUp(kind: WorkerKind, workers = defaultWorkers()): void {
  const ready = (spares.get(kind) ?? []).filter((worker) => worker.alive);
  while (ready.length < workers) ready.push(new RemoteWorker(kind));
  spares.set(kind, ready);
}

function takeWorker<Api>(kind: WorkerKind): RemoteWorker<Api> {
  const spare = spares.get(kind)?.shift();
  // The cast: a kind has one Api.
  return spare?.alive ? (spare as RemoteWorker<Api>) : new RemoteWorker<Api>(kind);
}

/** Some workers of one kind for one run. The run's signal ends them at once. */
export class WorkerPool<Api> {
  readonly #workers: readonly RemoteWorker<Api>[];
  readonly #onAbort = (): void => {
    this.close({ kind: 'cancelled' });
  };
  readonly #signal: AbortSignal;

  constructor(kind: WorkerKind, signal: AbortSignal, workers = defaultWorkers()) {
    this.#workers = Array.from({ length: workers }, () => takeWorker<Api>(kind));
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort);
    if (signal.aborted) this.#onAbort();
  }

  /** The worker that leads: it decides and commits. */
  get lead(): RemoteWorker<Api> {
    const [lead] = this.#workers;
    if (!lead) throw new Error('the pool has no workers');
    return lead;
  }

  /** Calls every worker once. */
  async all<T>(invoke: (api: Remote<Api>) => Promise<Result<T>>): Promise<Result<T>> {
    const results = await Promise.all(this.#workers.map((worker) => worker.call(invoke)));
    return results.find((result) => !result.ok) ?? results[0] ?? fail({ kind: 'cancelled' });
  }

  /** Gives each task to a worker that is free. Ends with the first failure; `onDone` gets results as they come. */
  async each<Task, T>(
    tasks: readonly Task[],
    invoke: (api: Remote<Api>, task: Task, index: number) => Promise<Result<T>>,
    onDone: (value: T, index: number) => Promise<void> | void,
    options: (task: Task, index: number) => CallOptions = () => ({}),
  ): Promise<Result<void>> {
    const queue = tasks.entries();
    const outcome: { failure?: Failure } = {};
    const work = async (worker: RemoteWorker<Api>): Promise<void> => {
      for (const [index, task] of queue) {
        if (outcome.failure) return;
        const result = await worker.call((api) => invoke(api, task, index), options(task, index));
        if (result.ok) await onDone(result.value, index);
        else outcome.failure ??= result.failure;
      }
    };
    const hands = this.#workers.flatMap((worker) => Array.from({ length: TASKS_AT_HAND }, () => work(worker)));
    await Promise.all(hands);
    return outcome.failure ? fail(outcome.failure) : ok(undefined);
  }

  /** Ends all workers but the lead, where only its own calls are left to come. */
  dismiss(): void {
    for (const worker of this.#workers.slice(1)) worker.terminate();
  }

  /** From here on it is too late to cancel: a commit ended by Cancel may have happened or not. */
  shield(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  close(failure?: Failure): void {
    this.shield();
    for (const worker of this.#workers) worker.terminate(failure);
  }
}
