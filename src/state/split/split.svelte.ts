import { ok, type Result } from '../../core/failure.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import {
  type LeakPage,
  openSplit,
  type SplitPreview,
  type SplitReport,
  type SplitRequest,
  type SplitRun,
  type SplitSettings,
} from '../../jobs/split-rows.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

export type { LeakPage, SplitPreview } from '../../jobs/split-rows.ts';

/** What was stored: the version that has it, and how many rows are on each side. */
interface MadeSplit {
  readonly version: VersionInfo;
  readonly sides: SplitPreview['sides'];
}

/** Pairs on one page of leaks. */
const PAGE_LEAKS = 20;
/** Typing settles before the worker is asked. */
const ASK_AFTER_MS = 150;
const SIXTY = 60;

/** How the version on the screen is to be split, and what its sides share now. */
export class Split {
  by = $state<'share' | 'count'>('share');
  validation = $state(10);
  test = $state(10);
  /** In per cent; what is typed as rows is what the others leave. */
  train = $state(80);
  seed = $state(1);
  balanced = $state(true);
  near = $state<number | null>(80);
  keeps = $state(false);
  report = $state.raw<SplitReport | null>(null);
  preview = $state.raw<SplitPreview | null>(null);
  leaks = $state.raw<LeakPage | null>(null);
  otherLeaks = $state.raw<LeakPage | null>(null);
  task = $state.raw<Task | null>(null);
  saving = $state(false);
  stopped = $state(false);
  /** How many pairs are shown of each list. */
  #shown = { split: PAGE_LEAKS, other: PAGE_LEAKS };
  #request: SplitRequest | null = null;
  #run: SplitRun | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #askedLeaks = 0;
  readonly #tasks: Tasks;
  readonly #onFailure: (result: Result<unknown>) => void;

  constructor(tasks: Tasks, onFailure: (result: Result<unknown>) => void) {
    this.#tasks = tasks;
    this.#onFailure = onFailure;
  }

  /** From how much on rows are nearly the same, for the leak meter. */
  get nearFrom(): number {
    return Math.max(SIXTY, this.near ?? 80);
  }

  /** What is wrong with the sizes; empty where nothing is. */
  get problem(): string {
    const all = this.train + this.validation + this.test;
    if (this.by === 'share') return all === 100 ? '' : `The shares add up to ${all}%. Make them add up to 100%.`;
    const rows = this.report?.rows ?? 0;
    const held = this.validation + this.test;
    if (rows > 0 && held >= rows)
      return `Validation and test take ${held} of ${rows} rows, which leaves none for training.`;
    return '';
  }

  /** Looks at a version, unless it was looked at in this way. */
  lookAt = async (request: SplitRequest): Promise<void> => {
    if (JSON.stringify(request) === JSON.stringify(this.#request)) return;
    this.close();
    this.#request = request;
    const options = { name: 'Looking at the rows', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => openSplit(request, run));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) {
      if (outcome.ok) outcome.value.close();
      return;
    }
    this.task = null;
    if (!outcome.ok) {
      this.stopped = true;
      if (outcome.failure.kind !== 'cancelled') this.#onFailure(outcome);
      return;
    }
    this.#run = outcome.value;
    this.report = outcome.value.report;
    // Rows that came since the last split are to be put on a side; the others stay where they are.
    this.keeps = this.report.marked !== null && this.report.unmarked > 0;
    await Promise.all([this.#show(), this.#findLeaks()]);
  };

  close = (): void => {
    clearTimeout(this.#timer);
    this.task?.cancel();
    this.task = null;
    this.#run?.close();
    this.#run = null;
    this.#request = null;
    this.report = null;
    this.preview = null;
    this.leaks = null;
    this.otherLeaks = null;
    this.stopped = false;
    this.#shown = { split: PAGE_LEAKS, other: PAGE_LEAKS };
  };

  /** Changes how rows are split. What validation and test leave is for training, unless that is typed. */
  set = (
    change: Partial<Pick<Split, 'by' | 'train' | 'validation' | 'test' | 'seed' | 'balanced' | 'near' | 'keeps'>>,
  ): void => {
    const before = this.nearFrom;
    Object.assign(this, change);
    if (change.by !== undefined) this.#startSizes(change.by);
    const isHeld = change.validation !== undefined || change.test !== undefined;
    if (isHeld && this.by === 'share') this.train = Math.max(0, 100 - this.validation - this.test);
    this.#soon();
    if (before !== this.nearFrom) void this.#findLeaks();
  };

  /** Stores the split as it is set now, whatever was counted before; null where there is nothing to store. */
  make = async (): Promise<Result<MadeSplit | null>> => {
    const run = this.#run;
    if (!run || this.saving || this.problem !== '') return ok(null);
    this.saving = true;
    const settings = this.#settings();
    try {
      // The worker keeps the split that it counts, and stores just that.
      const preview = await run.preview(settings);
      if (!preview.ok) return preview;
      const saved = await run.save(settings);
      return saved.ok ? ok({ version: saved.value, sides: preview.value.sides }) : saved;
    } finally {
      this.saving = false;
    }
  };

  /** Shows more of the pairs that sides share. */
  more = (between: 'split' | 'other'): void => {
    this.#shown[between] += PAGE_LEAKS;
    void this.#findLeaks();
  };

  #startSizes(by: 'share' | 'count'): void {
    const rows = this.report?.rows ?? 0;
    [this.train, this.validation, this.test] = [80, 10, 10];
    if (by === 'count') [this.validation, this.test] = [Math.floor(rows / 10), Math.floor(rows / 10)];
  }

  #settings(): SplitSettings {
    const { by, validation, test, seed, balanced, near, keeps } = this;
    return { by, validation, test, seed, balanced, near, keeps };
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), ASK_AFTER_MS);
  }

  async #show(): Promise<void> {
    const run = this.#run;
    if (!run || this.problem !== '') return;
    const asked = ++this.#asked;
    const result = await run.preview(this.#settings());
    if (asked !== this.#asked || run !== this.#run) return;
    if (result.ok) this.preview = result.value;
    else this.#onFailure(result);
  }

  async #findLeaks(): Promise<void> {
    const run = this.#run;
    if (!run || !this.report) return;
    const asked = ++this.#askedLeaks;
    const isOld = (): boolean => asked !== this.#askedLeaks || run !== this.#run;
    const near = this.nearFrom;
    const ask = async (between: 'split' | 'other'): Promise<LeakPage | null> => {
      const result = await run.leaks({ between, near, from: 0, count: this.#shown[between] });
      if (result.ok) return result.value;
      if (!isOld()) this.#onFailure(result);
      return null;
    };
    const leaks = this.report.marked === null ? null : await ask('split');
    if (isOld()) return;
    const otherLeaks = this.#request?.otherId === null ? null : await ask('other');
    if (!isOld()) [this.leaks, this.otherLeaks] = [leaks, otherLeaks];
  }
}
