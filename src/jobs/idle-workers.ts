import type { PassWorker } from '../../workers/contracts/pass.ts';
import { RemoteWorker } from './remote-worker.ts';
import { passKind } from './worker-kinds.ts';

/** A worker that nobody has needed for so long gives its memory back. */
const IDLE_MS = 60_000;

/** More workers than this only wait for the disk. */
const MAX_WORKERS = 8;

export type IdleWorker = RemoteWorker<PassWorker>;

interface Waiting {
  readonly worker: IdleWorker;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Workers that wait for the next pass, the one that was used last at the end. */
let waiting: Waiting[] = [];

/** A worker that does the last tasks of a pass that was cancelled, and who gets it then. */
interface Leaving {
  next: ((worker: IdleWorker) => void) | null;
}

/** Those that nobody has asked for yet. */
const leaving: Leaving[] = [];

export function workersOfMachine(): number {
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MAX_WORKERS));
}

/** For looks that nobody waits for: the page answers at once while they run. */
export function workersBesidePage(): number {
  return Math.max(1, workersOfMachine() - 1);
}

/**
 * A worker that waits, else one that is about to be free, else a new one. One that is there has its code loaded and compiled: to
 * wait for its tasks at hand takes a few hundredths of a second, and to start another a few tenths.
 */
export function takeWorker(): Promise<IdleWorker> {
  for (let last = waiting.pop(); last; last = waiting.pop()) {
    clearTimeout(last.timer);
    if (last.worker.alive) return Promise.resolve(last.worker);
  }
  const soon = leaving.shift();
  if (!soon) return Promise.resolve(newWorker());
  return new Promise((done) => {
    soon.next = done;
  });
}

function newWorker(): IdleWorker {
  return new RemoteWorker<PassWorker>(passKind);
}

/** Keeps a worker for the next pass once it is free, or has been ended. A pass that begins before gets it at once. */
export async function keepWhenFree(worker: IdleWorker, free: Promise<unknown>): Promise<void> {
  const entry: Leaving = { next: null };
  leaving.push(entry);
  await free;
  if (entry.next) {
    entry.next(worker.alive ? worker : newWorker());
    return;
  }
  leaving.splice(leaving.indexOf(entry), 1);
  keepWorker(worker);
}

/** Keeps a worker for the next pass, for a while. */
export function keepWorker(worker: IdleWorker): void {
  if (!worker.alive) return;
  waiting.push(waitingWorker(worker));
  if (waiting.length <= workersOfMachine()) return;
  // The one that was used the longest time ago, or never.
  const [first] = waiting.splice(0, 1);
  clearTimeout(first?.timer);
  first?.worker.terminate();
}

function waitingWorker(worker: IdleWorker): Waiting {
  const timer = setTimeout(() => {
    waiting = waiting.filter((each) => each.worker !== worker);
    worker.terminate();
  }, IDLE_MS);
  return { worker, timer };
}

/** Sees to it that workers are there and have loaded a pass while the user still chooses, so that it can begin at once. */
export function warmUp(pass: string): void {
  const missing = workersOfMachine() - waiting.length - leaving.length;
  // Before the others: those that have worked are the first to be taken.
  for (let made = 0; made < missing; made++) waiting.unshift(waitingWorker(newWorker()));
  for (const { worker } of waiting) void worker.call((api) => api.load(pass));
}
