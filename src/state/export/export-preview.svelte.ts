import { describe } from '../../core/failure.ts';
import { type ExportPreview, previewExport } from '../../jobs/preview-export.ts';
import type { ExportRequest } from '../../jobs/export-version.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** The first rows of the file that the choices would make. */
export class ExportLook {
  preview = $state.raw<ExportPreview | null>(null);
  /** Whether other choices are being looked at: what is shown is of the ones before. */
  looking = $state(false);
  problem = $state('');
  readonly #tasks: Tasks;
  #task: Task | null = null;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  look = async (request: ExportRequest): Promise<void> => {
    this.stop();
    this.looking = true;
    const options = { name: 'Looking at the first rows', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => previewExport(request, run));
    this.#task = task;
    const outcome = await result;
    if (this.#task !== task) return;
    this.#task = null;
    this.looking = false;
    this.preview = outcome.ok ? outcome.value : null;
    this.problem = outcome.ok || outcome.failure.kind === 'cancelled' ? '' : describe(outcome.failure).what;
  };

  stop = (): void => {
    this.#task?.cancel();
    this.#task = null;
    this.looking = false;
  };
}
