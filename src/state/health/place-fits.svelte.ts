import type { Failure } from '../../core/failure.ts';
import type { Fit } from '../../core/health/fit.ts';
import { fitPlaces } from '../../jobs/look-at-health.ts';
import type { Limits } from '../../core/models/catalogue.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** By version, place and limits. A fit is small, but versions come and go. */
const remembered = new Map<string, Fit>();
const REMEMBERED = 200;

/** How the rows of the open version fit the places that can tune, as far as that was asked for. */
export class PlaceFits {
  known = $state.raw<ReadonlyMap<string, Fit>>(new Map());
  task = $state.raw<Task | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #tasks: Tasks;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  /** Asks for places; those that are known are there at once. `limitsOf`: the user's, by place. */
  look = async (versionId: string, places: readonly string[], limitsOf: (place: string) => Limits): Promise<void> => {
    this.stop();
    this.failure = null;
    const keyOf = (place: string): string => JSON.stringify([versionId, place, limitsOf(place)]);
    const show = (): void => {
      const fits = places.flatMap((place) => remembered.get(keyOf(place)) ?? []);
      this.known = new Map(fits.map((fit) => [fit.place, fit]));
    };
    show();
    const missing = places.filter((place) => !remembered.has(keyOf(place)));
    if (missing.length === 0) return;
    const input = { versionId, places: missing.map((id) => ({ id, limits: limitsOf(id) })) };
    const options = { name: 'Checking against the rules', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => fitPlaces(input, run));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) return;
    this.task = null;
    if (!outcome.ok) {
      if (outcome.failure.kind !== 'cancelled') this.failure = outcome.failure;
      return;
    }
    if (remembered.size > REMEMBERED) remembered.clear();
    for (const fit of outcome.value) remembered.set(keyOf(fit.place), fit);
    show();
  };

  stop = (): void => {
    const { task } = this;
    this.task = null;
    task?.cancel();
  };
}
