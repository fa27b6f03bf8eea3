import { searchRows } from '../../jobs/search-rows.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** The rows of a version that contain a text, as they are found. */
export class RowSearch {
  query = $state('');
  /** Ascending positions; null where nothing is searched for. */
  found = $state.raw<Uint32Array | null>(null);
  task = $state.raw<Task | null>(null);
  /** True where the search was stopped before the end. */
  partial = $state(false);
  readonly #tasks: Tasks;
  readonly #notices: Notices;

  constructor(tasks: Tasks, notices: Notices) {
    this.#tasks = tasks;
    this.#notices = notices;
  }

  async search(versionId: string, query: string): Promise<void> {
    this.task?.cancel();
    this.task = null;
    this.query = query;
    this.partial = false;
    this.found = query === '' ? null : new Uint32Array();
    if (query === '') return;
    const options = { name: `Search for “${query}”`, writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) =>
      searchRows(versionId, query, {
        ...run,
        onFound: (positions) => {
          if (this.task === task) this.found = positions;
        },
      }),
    );
    this.task = task;
    const outcome = await result;
    if (this.task !== task) return;
    this.task = null;
    if (outcome.ok) this.found = outcome.value;
    else if (outcome.failure.kind === 'cancelled') this.partial = true;
    else this.#notices.fail(outcome.failure);
  }
}
