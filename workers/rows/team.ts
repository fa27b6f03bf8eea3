import { fail, ok, type Failure, type Result } from '../../src/core/failure.ts';
import { toFailure } from '../../src/store/failures.ts';
import type { PassProgress } from '../contracts/pass.ts';
import type { EachOptions, Hand, Pause, Team } from './define-pass.ts';

/** Tasks that a worker has at hand, so that it computes one while the browser reads for the next two. */
const TASKS_AT_HAND = 3;

/** From the lead to a worker. */
type Order =
  { readonly kind: 'run'; readonly task: unknown; readonly id: number } | { readonly kind: 'settle' | 'stop' | 'end' };

/** From a worker to the lead. */
type Answer =
  | { readonly kind: 'part'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly rows: number }
  | { readonly kind: 'settled'; readonly result: Result<void> };

type OnProgress = (done: number, rows: number) => void;

/** One of the workers, as the lead sees it: itself, or another at the end of a port. */
interface Member {
  run(task: unknown, onProgress: OnProgress): Promise<Result<unknown>>;
  settle(): Promise<Result<void>>;
  /** The parts of the tasks at hand are not wanted any more. */
  stop(): void;
  end(): void;
}

/** Errors become values: what a task throws must end the pass, and not be lost between two workers. */
async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return fail(toFailure(error));
  }
}

function settle(hand: Hand<unknown, unknown>): Promise<Result<void>> {
  return guarded(async () => {
    await hand.settle?.();
    return ok(undefined);
  });
}

/** Whether a worker has been told that its tasks at hand are not wanted. */
class Stop {
  #isStopped = false;

  stop(): void {
    this.#isStopped = true;
  }

  readonly pause: Pause = async () => {
    await nextMessage();
    return this.#isStopped;
  };
}

/** A message to itself comes after all that are there. A timer would wait for four milliseconds. */
function nextMessage(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

/** The lead's own hand. */
export function ownMember(hand: Hand<unknown, unknown>): Member {
  const stop = new Stop();
  return {
    run: (task, onProgress) => guarded(() => hand.run(task, onProgress, stop.pause)),
    settle: () => settle(hand),
    stop: () => {
      stop.stop();
    },
    end: () => undefined,
  };
}

/** A worker at the other end of a port. */
export function remoteMember(port: MessagePort): Member {
  const open = new Map<number, { readonly done: (result: Result<unknown>) => void; readonly onProgress: OnProgress }>();
  let settled: ((result: Result<void>) => void) | undefined;
  let next = 0;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data.kind === 'settled') {
      settled?.(data.result);
    } else if (data.kind === 'progress') {
      open.get(data.id)?.onProgress(data.done, data.rows);
    } else {
      open.get(data.id)?.done(data.result);
      open.delete(data.id);
    }
  };
  const send = (order: Order): void => {
    port.postMessage(order);
  };
  return {
    run: (task, onProgress) =>
      new Promise((done) => {
        open.set(next, { done, onProgress });
        send({ kind: 'run', task, id: next++ });
      }),
    settle: () =>
      new Promise((done) => {
        settled = done;
        send({ kind: 'settle' });
      }),
    stop: () => {
      send({ kind: 'stop' });
    },
    end: () => {
      send({ kind: 'end' });
      port.close();
    },
  };
}

/** Does tasks for the lead at the other end of a port until it ends the pass. */
export function serveLead(
  port: MessagePort,
  hand: Hand<unknown, unknown>,
  moves: (part: unknown) => readonly ArrayBufferView[],
): Promise<Result<void>> {
  const stop = new Stop();
  const answer = (message: Answer, moved: readonly ArrayBufferView[] = []): void => {
    // The cast: nothing here is over shared memory.
    port.postMessage(message, [...new Set(moved.map(({ buffer }) => buffer as ArrayBuffer))]);
  };
  const run = async (id: number, task: unknown): Promise<void> => {
    const onProgress: OnProgress = (done, rows) => {
      answer({ kind: 'progress', id, done, rows });
    };
    const result = await guarded(() => hand.run(task, onProgress, stop.pause));
    answer({ kind: 'part', id, result }, result.ok ? moves(result.value) : []);
  };
  return new Promise((ended) => {
    port.onmessage = ({ data }: MessageEvent<Order>) => {
      if (data.kind === 'run') {
        void run(data.id, data.task);
      } else if (data.kind === 'settle') {
        void settle(hand).then((result) => {
          answer({ kind: 'settled', result });
        });
      } else if (data.kind === 'stop') {
        stop.stop();
      } else {
        port.close();
        ended(ok(undefined));
      }
    };
  });
}

/** Hands tasks to the members and tells the page how far they are. */
export class Crew implements Team<unknown, unknown, unknown> {
  readonly tell: (news: unknown) => void;
  readonly #members: readonly Member[];
  readonly #onProgress: (progress: PassProgress) => void;
  #total = 0;
  #unit: PassProgress['unit'] = 'rows';
  /** What the tasks of earlier calls weighed. */
  #before = 0;
  #stopped = false;

  constructor(
    members: readonly Member[],
    onProgress: (progress: PassProgress) => void,
    onNews: (news: unknown) => void,
  ) {
    this.#members = members;
    this.#onProgress = onProgress;
    this.tell = onNews;
  }

  /** Hands out nothing more; `each` ends as cancelled once the tasks at hand are done. */
  stop(): void {
    this.#stopped = true;
    for (const member of this.#members) member.stop();
  }

  /** Lets the other workers go. */
  end(): void {
    for (const member of this.#members) member.end();
  }

  expect(total: number, unit: PassProgress['unit']): void {
    this.#total = total;
    this.#unit = unit;
  }

  progress(done: number, rows: number): void {
    this.#report(done, rows, false);
  }

  async each(tasks: readonly unknown[], options: EachOptions<unknown, unknown>): Promise<Result<void>> {
    const sum = new TaskSum(tasks.length);
    const queue = tasks.entries();
    const outcome: { failure?: Failure } = {};
    const report = (): void => {
      this.#report(this.#before + sum.done, sum.rows, true);
    };
    const work = async (member: Member): Promise<void> => {
      for (const [index, task] of queue) {
        if (this.#stopped) outcome.failure ??= { kind: 'cancelled' };
        if (outcome.failure) return;
        const result = await member.run(task, (done, rows) => {
          sum.set(index, done, rows);
          report();
        });
        if (!result.ok) {
          outcome.failure ??= result.failure;
          return;
        }
        const weight = options.weigh(task);
        options.onPart(result.value, index);
        sum.set(index, weight, options.rowsOf?.(result.value) ?? weight);
        report();
      }
    };
    report();
    await Promise.all(this.#members.flatMap((member) => Array.from({ length: TASKS_AT_HAND }, () => work(member))));
    // A task that was told to stop has left a part that is none.
    if (this.#stopped) outcome.failure ??= { kind: 'cancelled' };
    this.#before += sum.done;
    const settled = outcome.failure ? [] : await Promise.all(this.#members.map((member) => member.settle()));
    this.#report(this.#before, sum.rows, false);
    if (outcome.failure) return fail(outcome.failure);
    return settled.find((result) => !result.ok) ?? ok(undefined);
  }

  #report(done: number, rows: number, busy: boolean): void {
    this.#onProgress({ done, total: Math.max(this.#total, done), unit: this.#unit, rows, busy });
  }
}

/** What is done of some tasks, those that are not through among them. */
class TaskSum {
  done = 0;
  rows = 0;
  readonly #tasks: { done: number; rows: number }[];

  constructor(count: number) {
    this.#tasks = Array.from({ length: count }, () => ({ done: 0, rows: 0 }));
  }

  set(index: number, done: number, rows: number): void {
    const before = this.#tasks[index] ?? { done: 0, rows: 0 };
    this.done += done - before.done;
    this.rows += rows - before.rows;
    this.#tasks[index] = { done, rows };
  }
}
