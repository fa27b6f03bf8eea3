import { describe, type Result } from '../../core/failure.ts';
import type { SplitSettings } from '../../core/tuning/job.ts';
import {
  type CheckedRun,
  checkRows,
  type CheckReport,
  type CheckRequest,
  type SplitReport,
} from '../../jobs/check-rows.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** The rows of a version, checked for a target, and how they are split. It is kept up with what is asked for. */
export class RowCheck {
  report = $state.raw<CheckReport | null>(null);
  split = $state.raw<SplitReport | null>(null);
  #request = $state.raw<CheckRequest | null>(null);
  #splitBy = $state.raw<SplitSettings | null>(null);
  task = $state.raw<Task | null>(null);
  problem = $state('');
  #run: CheckedRun | null = null;
  #wanted: SplitSettings | null = null;
  #splitting = false;
  readonly #tasks: Tasks;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  /** What was checked; for preparing a job. */
  get checked(): CheckedRun | null {
    return this.#run;
  }

  /** Whether the split on the screen is made by these settings: another one may be on its way. */
  isSplitBy(split: SplitSettings): boolean {
    return JSON.stringify(split) === JSON.stringify(this.#splitBy);
  }

  /** Whether these very rows were checked, for this target and by these limits. */
  isOf(request: CheckRequest): boolean {
    return JSON.stringify(request) === JSON.stringify(this.#request);
  }

  look = async (request: CheckRequest, split: SplitSettings): Promise<void> => {
    this.close();
    const options = { name: 'Checking the rows', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => checkRows(request, run));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) {
      if (outcome.ok) outcome.value.close();
      return;
    }
    this.task = null;
    this.#take(outcome, request);
    if (outcome.ok) await this.divide(split);
  };

  /** Splits the checked rows; the last wish wins where several come at once. */
  divide = async (split: SplitSettings): Promise<void> => {
    this.#wanted = split;
    if (this.#splitting) return;
    this.#splitting = true;
    while (this.#run && this.#wanted) {
      const wanted: SplitSettings = this.#wanted;
      this.#wanted = null;
      const run: CheckedRun = this.#run;
      const done = await run.split(wanted);
      if (run === this.#run && done.ok) {
        this.split = done.value;
        this.#splitBy = wanted;
      }
      if (!done.ok && run === this.#run) this.problem = describe(done.failure).what;
    }
    this.#splitting = false;
  };

  /** Ends the workers; what was found stays on the screen until the next look. */
  close = (): void => {
    this.task?.cancel();
    this.task = null;
    this.#run?.close();
    this.#run = null;
    this.report = null;
    this.split = null;
    this.#splitBy = null;
    this.#request = null;
  };

  #take(outcome: Result<CheckedRun>, request: CheckRequest): void {
    this.problem = outcome.ok || outcome.failure.kind === 'cancelled' ? '' : describe(outcome.failure).what;
    if (!outcome.ok) return;
    this.#run = outcome.value;
    this.report = outcome.value.report;
    this.#request = request;
  }
}
