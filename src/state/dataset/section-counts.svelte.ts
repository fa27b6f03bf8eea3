import { SvelteMap } from 'svelte/reactivity';

/** Figures beside the links of a dataset's pages, told by those that know them: duplicates found, rows that need attention. */
export class SectionCounts {
  readonly #counts = new SvelteMap<string, number>();

  /** What is shown beside a page's link; null where nothing is known. */
  of(section: string): number | null {
    return this.#counts.get(section) ?? null;
  }

  /** Says how many there are, by the id of the page; null takes the figure away. */
  tell = (section: string, count: number | null): void => {
    if (count === null) this.#counts.delete(section);
    else this.#counts.set(section, count);
  };
}
