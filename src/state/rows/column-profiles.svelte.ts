import type { TextChoice } from '../../core/recipe/step.ts';
import type { ColumnProfile } from '../../core/view/column-profile.ts';
import { equalChoices } from '../../core/view/view.ts';
import { profileColumns } from '../../jobs/look-rows.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** What the columns of the version on the screen hold, over all of its rows. */
export class ColumnProfiles {
  all = $state.raw<readonly ColumnProfile[]>([]);
  #task: Task | null = null;
  #of = '';
  readonly #tasks: Tasks;
  readonly #notices: Notices;

  constructor(tasks: Tasks, notices: Notices) {
    this.#tasks = tasks;
    this.#notices = notices;
  }

  find(of: TextChoice): ColumnProfile | undefined {
    return this.all.find((profile) => equalChoices(profile.of, of));
  }

  /** Those of the version before stay until these are there: after an edit most of them are the same. */
  async show(versionId: string, of: readonly TextChoice[]): Promise<void> {
    const wanted = JSON.stringify([versionId, of]);
    if (wanted === this.#of) return;
    this.stop();
    this.#of = wanted;
    const { task, result } = this.#tasks.start(
      { name: 'Overview of the columns', writes: false, place: 'page', givesWay: true },
      (run) => profileColumns(versionId, of, run),
    );
    this.#task = task;
    const outcome = await result;
    if (this.#task !== task) return;
    this.#task = null;
    if (outcome.ok) this.all = outcome.value;
    else if (outcome.failure.kind !== 'cancelled') this.#notices.fail(outcome.failure);
  }

  stop(): void {
    this.#task?.cancel();
    this.#task = null;
    this.#of = '';
  }
}
