import type { PassProgress } from '../../workers/contracts/pass.ts';
import type { AnyPass, Led, Pass } from '../../workers/rows/define-pass.ts';
import { fail, ok, type Failure, type Result } from '../core/failure.ts';
import { type IdleWorker, keepWhenFree, keepWorker, takeWorker, workersOfMachine } from './idle-workers.ts';
import { callback, moved } from './remote-worker.ts';
import type { Run } from './run.ts';

type InputOf<P extends AnyPass> =
  P extends Pass<string, infer Input, never, unknown, unknown, unknown, never> ? Input : never;
type LedOf<P extends AnyPass> = Extract<Awaited<ReturnType<P['lead']>>, { ok: true }>['value'];
type OutputOf<P extends AnyPass> = LedOf<P> extends Led<infer Output, unknown> ? Output : never;
type ActionsOf<P extends AnyPass> = LedOf<P> extends Led<unknown, infer Actions> ? Actions : never;

export interface PassOptions {
  /** What is done, in words for a message: "The import". */
  readonly task: string;
  /** For small or sequential work, and for measuring: the result is the same with any number. */
  readonly workers?: number;
  /** The most that the whole pass may take, for one without tasks. */
  readonly timeoutMs?: number;
  /** What was worked on where it took too long. */
  readonly place?: string;
  /** Gets what the pass tells before its end. */
  readonly onNews?: (news: unknown) => void;
}

/** A pass that is through; its lead still has in memory what it found. */
export interface HeldPass<P extends AnyPass> {
  readonly output: OutputOf<P>;
  /** Asks the lead for more. */
  act<K extends keyof ActionsOf<P> & string>(
    action: K,
    ...args: ActionsOf<P>[K] extends (...args: infer Args) => unknown ? Args : never
  ): ActionsOf<P>[K] extends (...args: never[]) => infer Answer ? Answer : never;
  /** Lets go of it. */
  close(): void;
}

/** A task of 3 MiB takes a tenth of a second: where none ends for so long, one hangs in a pattern that never ends. */
const STUCK_AFTER_MS = 60_000;
const PLACE = 'some of the rows';

/** How long workers may take over their tasks at hand after a pass was cancelled. Then they are ended. */
const STOP_MS = 1_000;

/** Runs a pass to its end. The run's signal ends it at once. */
export async function runPass<P extends AnyPass>(
  id: P['id'],
  input: InputOf<P>,
  run: Run,
  options: PassOptions,
): Promise<Result<OutputOf<P>>> {
  const held = await holdPass<P>(id, input, run, options);
  if (!held.ok) return held;
  held.value.close();
  return ok(held.value.output);
}

/** Runs a pass and keeps its lead, which may be asked for more. Close it. */
export async function holdPass<P extends AnyPass>(
  id: P['id'],
  input: InputOf<P>,
  run: Run,
  options: PassOptions,
): Promise<Result<HeldPass<P>>> {
  if (run.signal.aborted) return fail({ kind: 'cancelled' });
  const crew = new PassCrew(options);
  const result = await crew.run(id, input, run);
  if (!result.ok) return result;
  return ok({
    // The cast: the type is the one that the pass's own file gives its output.
    output: result.value as OutputOf<P>,
    // The casts: the same for its actions.
    act: ((action: string, ...args: unknown[]) => crew.act(action, args)) as unknown as HeldPass<P>['act'],
    close: () => {
      crew.close();
    },
  });
}

/** The workers of one pass. */
class PassCrew {
  readonly #lead = takeWorker();
  /** One that is still on its way finds the lead's tasks in its port. */
  readonly #others: readonly Promise<IdleWorker>[];
  readonly #options: PassOptions;
  #stuck: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PassOptions) {
    this.#options = options;
    this.#others = Array.from({ length: (options.workers ?? workersOfMachine()) - 1 }, takeWorker);
  }

  /** Ends with the result, with what went wrong in any of the workers, or as cancelled: whichever is first. */
  async run(id: string, input: unknown, { signal, onProgress }: Run): Promise<Result<unknown>> {
    const channels = this.#others.map(() => new MessageChannel());
    const ports = channels.map(({ port1 }) => port1);
    const report = ({ busy, ...progress }: PassProgress): void => {
      this.#watch(busy);
      if (!signal.aborted) onProgress(progress);
    };
    const { task, timeoutMs, place = PLACE, onNews = () => undefined } = this.#options;
    const leading = this.#lead.then((worker) =>
      worker.call((api) => api.lead(id, input, moved(ports, ports), callback(report), callback(onNews)), {
        task,
        place,
        ...(timeoutMs !== undefined && { timeoutMs }),
      }),
    );
    const joining = this.#others.map(async (taken, index) => {
      const port = channels[index]?.port2;
      if (!port) throw new Error(`worker ${index} has no port`);
      return (await taken).call((api) => api.join(id, input, moved(port, [port])), { task });
    });
    const result = await firstOf(leading, joining, signal);
    clearTimeout(this.#stuck);
    if (result.ok) for (const worker of this.#others) void worker.then(keepWorker);
    else this.#stop(leading, joining);
    return result;
  }

  async act(action: string, args: readonly unknown[]): Promise<Result<unknown>> {
    return (await this.#lead).call((api) => api.act(action, args), { task: this.#options.task });
  }

  close(): void {
    void this.#lead.then(keepWorker);
  }

  /** Each worker that is done with its tasks at hand in good time goes to the next pass; others are ended. */
  #stop(leading: Promise<unknown>, joining: readonly Promise<unknown>[]): void {
    void this.#lead.then((worker) => worker.call((api) => api.stop()));
    const calls = [leading, ...joining];
    for (const [index, taken] of this.#all.entries()) {
      void taken.then((worker) => stopInTime(worker, calls[index] ?? leading));
    }
  }

  get #all(): readonly Promise<IdleWorker>[] {
    return [this.#lead, ...this.#others];
  }

  #end(failure?: Failure): void {
    for (const taken of this.#all) {
      void taken.then((worker) => {
        worker.terminate(failure);
      });
    }
  }

  #watch(busy: boolean): void {
    clearTimeout(this.#stuck);
    if (!busy) return;
    const { task, place = PLACE } = this.#options;
    this.#stuck = setTimeout(() => {
      const failure: Failure = { kind: 'too-slow', task, seconds: STUCK_AFTER_MS / 1_000, place };
      this.#end(failure);
    }, STUCK_AFTER_MS);
  }
}

/** Ends a worker that is not free in time; it alone, because others of its pass may be at work for the next one. */
function stopInTime(worker: IdleWorker, call: Promise<unknown>): Promise<void> {
  const late = setTimeout(() => {
    worker.terminate();
  }, STOP_MS);
  const free = call.finally(() => {
    clearTimeout(late);
  });
  return keepWhenFree(worker, free);
}

function firstOf(
  leading: Promise<Result<unknown>>,
  joining: readonly Promise<Result<void>>[],
  signal: AbortSignal,
): Promise<Result<unknown>> {
  return new Promise((done) => {
    const cancel = (): void => {
      end(fail({ kind: 'cancelled' }));
    };
    const end = (result: Result<unknown>): void => {
      signal.removeEventListener('abort', cancel);
      done(result);
    };
    signal.addEventListener('abort', cancel);
    void leading.then(end);
    for (const joined of joining) {
      void joined.then((result) => {
        if (!result.ok) end(result);
      });
    }
  });
}
