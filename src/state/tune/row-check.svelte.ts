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
  /** Whether the last check ended without a result, by Cancel or by a failure: it can be asked for again. */
  stopped = $state(false);
  #run: CheckedRun | null = null;
  /** How the rows are to be split: it outlives the check that it was said in. */
  #wish: SplitSettings | null = null;
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

  /** Checks the rows of a version again. They are split as was last wished, also where that is said while they are checked. */
  look = async (request: CheckRequest): Promise<void> => {
    this.close();
    this.stopped = false;
    const options = { name: 'Checking the rows', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => checkRows(request, run));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) {
      if (outcome.ok) outcome.value.close();
      return;
    }
    this.task = null;
    this.stopped = !outcome.ok;
    this.#take(outcome, request);
    await this.#followWish();
  };

  /** Splits the checked rows; the last wish wins where several come at once, and before the rows are checked. */
  divide = async (split: SplitSettings): Promise<void> => {
    this.#wish = split;
    await this.#followWish();
  };

  async #followWish(): Promise<void> {
    if (this.#splitting) return;
    this.#splitting = true;
    let tried: readonly [CheckedRun, SplitSettings] | null = null;
    while (this.#run && this.#wish && (tried?.[0] !== this.#run || tried[1] !== this.#wish)) {
      const [run, wish]: readonly [CheckedRun, SplitSettings] = [this.#run, this.#wish];
      tried = [run, wish];
      const done = await run.split(wish);
      if (run !== this.#run) continue;
      if (done.ok) {
        this.split = done.value;
        this.#splitBy = wish;
        this.problem = '';
      } else {
        this.problem = describe(done.failure).what;
      }
    }
    this.#splitting = false;
  }

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
