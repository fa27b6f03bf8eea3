import type { Failure } from '../../core/failure.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { rewriteFiles } from '../../jobs/rewrite-files.ts';
import type { KnownCatalogue } from '../settings/catalogue.svelte.ts';
import type { Google } from '../settings/google.svelte.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

interface Parts {
  readonly google: Google;
  readonly tasks: Tasks;
  readonly catalogue: KnownCatalogue;
}

/** Starts a stored job again, with the rows of its pinned version. */
export class StartAgain {
  /** While the files are written. */
  task = $state.raw<Task | null>(null);
  running = $state(false);
  /** Why the last try came to nothing; null where it did not, or where the job itself tells. */
  trouble = $state.raw<Failure | null>(null);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A second press while the first one works does nothing. */
  begin = async (job: TuningJob): Promise<void> => {
    if (this.running) return;
    this.running = true;
    this.trouble = null;
    const failure = await this.#start(job);
    this.trouble = failure?.kind === 'cancelled' ? null : failure;
    this.running = false;
  };

  async #start(job: TuningJob): Promise<Failure | null> {
    const { google, tasks, catalogue } = this.#parts;
    await catalogue.begin();
    const limits = catalogue.current.limits[job.passport?.target ?? ''] ?? {};
    const options = { name: 'Writing the training files again', writes: true, place: 'page' } as const;
    const { task, result } = tasks.start(options, (run) => rewriteFiles(job, limits, run));
    this.task = task;
    const files = await result;
    this.task = null;
    if (!files.ok) return files.failure;
    const started = await google.call((api) => api.startAgain(job.id, files.value));
    return started.ok ? null : started.failure;
  }
}
