import type { Dataset } from './dataset.svelte.ts';

/** The dataset whose pages are open, for what is outside of them; null on all other pages. */
export class Opened {
  current = $state.raw<Dataset | null>(null);

  /** For the time that the dataset's frame is there: `$effect(() => opened.hold(dataset))`. */
  hold = (dataset: Dataset): (() => void) => {
    this.current = dataset;
    return () => {
      if (this.current === dataset) this.current = null;
    };
  };
}
