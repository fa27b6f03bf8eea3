/**
 * Where a search passed that came to no end. Another one that reaches any of these places would go the same way, so it
 * may go on at the frontier: a file in which every line opens a quote is read in one pass.
 */
export class Trail {
  #passed = new Set<number>();
  #frontier = 0;
  readonly #walk: number[] = [];
  #hasJoined = false;

  begin(): void {
    this.#walk.length = 0;
    this.#hasJoined = false;
  }

  /** Goes through a place; gives the place to go on from. */
  pass(place: number): number {
    if (this.#passed.size > 0 && this.#passed.has(place)) {
      this.#hasJoined = true;
      return this.#frontier;
    }
    this.#walk.push(place);
    return place;
  }

  /** Ends a search that came to no end at `frontier`. */
  stop(frontier: number): void {
    if (!this.#hasJoined) this.#passed = new Set();
    for (const place of this.#walk) this.#passed.add(place);
    this.#passed.add(frontier);
    this.#frontier = frontier;
  }
}
