import type { Result } from '../../core/failure.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Recipe } from './recipe.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** The recipe that is being written for each dataset: it outlives a look at another page. */
export class Recipes {
  readonly #byDataset = new Map<string, Recipe>();
  readonly #tasks: Tasks;
  readonly #notices: Notices;

  constructor(tasks: Tasks, notices: Notices) {
    this.#tasks = tasks;
    this.#notices = notices;
  }

  /** `Maker`: the class, given by the page that needs it. With every step and format it is too much for a first load. */
  of(datasetId: string, Maker: typeof Recipe): Recipe {
    const known = this.#byDataset.get(datasetId);
    if (known) return known;
    const recipe = new Maker(datasetId, this.#tasks, this.#report);
    this.#byDataset.set(datasetId, recipe);
    return recipe;
  }

  /** A wrong argument is shown in its card, a cancelled count in its bar. */
  readonly #report = (result: Result<unknown>): void => {
    if (result.ok || result.failure.kind === 'cancelled' || result.failure.kind === 'bad-parameter') return;
    this.#notices.fail(result.failure);
  };
}
