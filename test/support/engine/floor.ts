import floorUrl from './floor.worker.ts?worker&url';
import { startWorker } from '../../../src/jobs/start-worker.ts';

const RANGE_BYTES = 3 << 20;

/** Milliseconds that it takes to read a file and parse every line in as many workers as a job would use. */
export async function parseEveryLine(file: File): Promise<number> {
  const workers = Array.from({ length: navigator.hardwareConcurrency }, () => startWorker(floorUrl, 'floor'));
  await Promise.all(workers.map((worker) => ask(worker, { file, start: 0, end: 0 })));
  const started = performance.now();
  let next = 0;
  const work = async (worker: Worker): Promise<void> => {
    while (next < file.size) {
      const start = next;
      next += RANGE_BYTES;
      await ask(worker, { file, start, end: Math.min(next, file.size) });
    }
  };
  await Promise.all(workers.map(work));
  const took = performance.now() - started;
  for (const worker of workers) worker.terminate();
  return took;
}

function ask(worker: Worker, range: { file: File; start: number; end: number }): Promise<void> {
  return new Promise((answered) => {
    worker.addEventListener(
      'message',
      () => {
        answered();
      },
      { once: true },
    );
    worker.postMessage(range);
  });
}
