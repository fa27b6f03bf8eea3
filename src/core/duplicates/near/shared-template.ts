/** How many shingles of a template a recipe holds at most: a template of 2,000 words. */
const MOST = 2_000;

/** Counts in how many rows each shingle occurs, to find those of a template that rows share. */
export class ShingleCounts {
  readonly #counts = new Map<number, number>();
  #rows = 0;

  /** Takes in the distinct shingles of one row. */
  add(shingles: Float64Array): void {
    this.#rows++;
    for (const shingle of shingles) this.#counts.set(shingle, (this.#counts.get(shingle) ?? 0) + 1);
  }

  /** The shingles that are in more than this share of the rows, from 0 to 1: the most frequent first. */
  above(share: number): number[] {
    const least = this.#rows * share;
    const found = [...this.#counts].filter(([, count]) => count > least && count > 1);
    found.sort(([one, ones], [other, others]) => others - ones || one - other);
    return found.slice(0, MOST).map(([shingle]) => shingle);
  }
}
