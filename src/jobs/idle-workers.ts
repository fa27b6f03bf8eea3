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

export function workersOfMachine(): number {
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MAX_WORKERS));
}

/** For looks that nobody waits for: the page answers at once while they run. */
export function workersBesidePage(): number {
  return Math.max(1, workersOfMachine() - 1);
}

/** A worker that waits, else a new one. */
export function takeWorker(): IdleWorker {
  for (let last = waiting.pop(); last; last = waiting.pop()) {
    clearTimeout(last.timer);
    if (last.worker.alive) return last.worker;
  }
  return new RemoteWorker<PassWorker>(passKind);
}

/** Keeps a worker for the next pass, for a while. */
export function keepWorker(worker: IdleWorker): void {
  if (!worker.alive) return;
  if (waiting.length >= workersOfMachine()) {
    worker.terminate();
    return;
  }
  const timer = setTimeout(() => {
    waiting = waiting.filter((each) => each.worker !== worker);
    worker.terminate();
  }, IDLE_MS);
  waiting.push({ worker, timer });
}

/** Starts workers and loads a pass in them while the user still chooses, so that it can begin at once. */
export function warmUp(pass: string, workers = workersOfMachine()): void {
  const ready = Array.from({ length: workers }, takeWorker);
  for (const worker of ready) {
    void worker.call((api) => api.load(pass));
    keepWorker(worker);
  }
}
