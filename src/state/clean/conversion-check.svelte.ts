import type { ConversionReport } from '../../core/conversion/trace/report.ts';
import { describe } from '../../core/failure.ts';
import type { RecipeStep } from '../../core/version/version.ts';
import { reportConversion } from '../../jobs/report-conversion.ts';
import { SAMPLE_ROWS } from './recipe-run.svelte.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** A look at what a conversion does: at the first rows by itself, at all when asked. */
export class ConversionCheck {
  report = $state.raw<ConversionReport | null>(null);
  /** Whether the report is on all rows. */
  isWhole = $state(false);
  task = $state.raw<Task | null>(null);
  problem = $state('');
  readonly #tasks: Tasks;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  look = (versionId: string, steps: readonly RecipeStep[], whole: boolean): Promise<void> => {
    this.stop();
    const options = { name: 'Checking the conversion', writes: false, place: 'page' } as const;
    const request = { versionId, steps, ...(whole ? {} : { rows: SAMPLE_ROWS }) };
    const { task, result } = this.#tasks.start(options, (run) => reportConversion(request, run));
    this.task = task;
    return result.then((outcome) => {
      if (this.task !== task) return;
      this.task = null;
      this.isWhole = whole;
      this.report = outcome.ok ? outcome.value : null;
      this.problem = outcome.ok || outcome.failure.kind === 'cancelled' ? '' : describe(outcome.failure).what;
    });
  };

  stop = (): void => {
    this.task?.cancel();
    this.task = null;
  };
}
