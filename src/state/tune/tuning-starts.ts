import type { TuningStart } from './tuning-start.svelte.ts';

/**
 * One start a dataset: whoever leaves the form while its files are written, and comes back, finds that start at work, and none
 * that could be pressed again.
 */
export class TuningStarts {
  readonly #starts = new Map<string, TuningStart>();

  of(datasetId: string, make: () => TuningStart): TuningStart {
    const start = this.#starts.get(datasetId) ?? make();
    this.#starts.set(datasetId, start);
    return start;
  }
}
