import { describe } from '../../core/failure.ts';
import type { ComparedRow, ComparisonCounts, ComparisonKind } from '../../core/version/comparison.ts';
import { compareVersions, type HeldComparison } from '../../jobs/compare-versions.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** Rows on one page. */
export const COMPARED_ROWS = 50;

/** Two versions beside each other, as they are looked at. */
export class Comparison {
  counts = $state.raw<ComparisonCounts | null>(null);
  task = $state.raw<Task | null>(null);
  kind = $state<ComparisonKind>('changed');
  /** 0-based place of the first row shown. */
  from = $state(0);
  rows = $state.raw<readonly ComparedRow[]>([]);
  problem = $state('');
  readonly #tasks: Tasks;
  #held: HeldComparison | null = null;
  #asked = 0;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  /** Rows of the kind that is shown. */
  get total(): number {
    return this.counts?.[this.kind] ?? 0;
  }

  /** Compares two versions by their ids, and shows the first kind of difference that there is. */
  compare = async (before: string, after: string): Promise<void> => {
    this.close();
    const options = { name: 'Comparing the versions', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => compareVersions({ before, after }, run));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) {
      if (outcome.ok) outcome.value.close();
      return;
    }
    this.task = null;
    if (!outcome.ok) {
      if (outcome.failure.kind !== 'cancelled') this.problem = describe(outcome.failure).what;
      return;
    }
    this.#held = outcome.value;
    const { counts } = outcome.value;
    this.counts = counts;
    this.kind =
      counts.changed > 0 ? 'changed' : counts.removed > 0 ? 'removed' : counts.added > 0 ? 'added' : 'changed';
    this.from = 0;
    await this.#read();
  };

  choose = (kind: ComparisonKind): Promise<void> => {
    this.kind = kind;
    this.from = 0;
    this.rows = [];
    return this.#read();
  };

  turn = (by: number): Promise<void> => {
    this.from = Math.max(0, this.from + by * COMPARED_ROWS);
    return this.#read();
  };

  /** Shows all of one row, at its place on the page. */
  unfold = async (index: number): Promise<void> => {
    const asked = this.#asked;
    const read = await this.#held?.page({ kind: this.kind, from: this.from + index, count: 1, whole: true });
    if (!read || asked !== this.#asked) return;
    this.problem = read.ok ? '' : describe(read.failure).what;
    const [row] = read.ok ? read.value : [];
    if (row) this.rows = this.rows.with(index, row);
  };

  /** Ends what runs and lets go of what was found. */
  close = (): void => {
    const { task } = this;
    this.task = null;
    task?.cancel();
    this.#held?.close();
    this.#held = null;
    this.#asked++;
    this.counts = null;
    this.rows = [];
    this.problem = '';
  };

  async #read(): Promise<void> {
    const asked = ++this.#asked;
    const read = await this.#held?.page({ kind: this.kind, from: this.from, count: COMPARED_ROWS });
    if (!read || asked !== this.#asked) return;
    this.problem = read.ok ? '' : describe(read.failure).what;
    if (read.ok) this.rows = read.value;
  }
}
