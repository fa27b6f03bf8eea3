import { lookAtRows } from '../../jobs/look-rows.ts';
import { EVERYTHING, isNarrowed, type View } from '../../core/view/view.ts';
import { viewWords } from '../../words/view-words.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** The rows that a view shows of a version, as they are found. */
export class RowLook {
  /** What is shown, or is being looked for. */
  view = $state.raw<View>(EVERYTHING);
  /** In the order of the view; null where all rows are shown as they are. */
  positions = $state.raw<Uint32Array | null>(null);
  /** How many rows were found, so far where it still runs; null where no row is left out. */
  found = $state<number | null>(null);
  task = $state.raw<Task | null>(null);
  /** True where it was stopped before the end. */
  partial = $state(false);
  readonly #tasks: Tasks;
  readonly #notices: Notices;

  constructor(tasks: Tasks, notices: Notices) {
    this.#tasks = tasks;
    this.#notices = notices;
  }

  /** True once every row of the view is known. */
  get isWhole(): boolean {
    return this.task === null && !this.partial;
  }

  async look(versionId: string, view: View): Promise<void> {
    this.task?.cancel();
    this.task = null;
    this.view = view;
    this.partial = false;
    if (!isNarrowed(view) && !view.sort) {
      this.positions = null;
      this.found = null;
      return;
    }
    const isNarrow = isNarrowed(view);
    this.found = isNarrow ? 0 : null;
    const name = isNarrow ? `Looking for ${viewWords(view)}` : 'Sorting';
    const { task, result } = this.#tasks.start({ name, writes: false, place: 'page' }, (run) =>
      lookAtRows(versionId, view, {
        ...run,
        onFound: ({ positions, count }) => {
          if (this.task !== task) return;
          // What was shown before stays until there is something to show in its place.
          if (positions && positions.length > 0) this.positions = positions;
          if (isNarrow) this.found = count;
        },
      }),
    );
    this.task = task;
    const outcome = await result;
    if (this.task !== task) return;
    this.task = null;
    if (outcome.ok) {
      this.positions = outcome.value.positions;
      this.found = isNarrow ? outcome.value.count : null;
    } else if (outcome.failure.kind === 'cancelled') this.partial = true;
    else this.#notices.fail(outcome.failure);
  }
}
