const NONE = -1;

/** Rows by a number that equal rows share, each given out once, the first one first. A hash table in two typed arrays. */
export class Alike {
  readonly #mask: number;
  /** The first row of each chain, and the next row after each. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;

  /** Rows 0 to `count` that `isIn`; `keyOf` may give the same for rows that are not equal. */
  constructor(count: number, keyOf: (row: number) => number, isIn: (row: number) => boolean) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(count, 1)) + 1);
    this.#mask = size - 1;
    this.#first = new Int32Array(size).fill(NONE);
    this.#next = new Int32Array(count).fill(NONE);
    // The last one first, so that each chain begins with the first.
    for (let row = count - 1; row >= 0; row--) {
      if (!isIn(row)) continue;
      const at = this.#placeOf(keyOf(row));
      this.#next[row] = this.#first[at] ?? NONE;
      this.#first[at] = row;
    }
  }

  /** The first row left that is equal, which is then gone; null where there is none. */
  take(key: number, isEqual: (row: number) => boolean): number | null {
    const at = this.#placeOf(key);
    let before = NONE;
    for (let row = this.#first[at] ?? NONE; row !== NONE; row = this.#next[row] ?? NONE) {
      if (isEqual(row)) {
        if (before === NONE) this.#first[at] = this.#next[row] ?? NONE;
        else this.#next[before] = this.#next[row] ?? NONE;
        return row;
      }
      before = row;
    }
    return null;
  }

  /** Neighbouring keys, which row ids are, go far apart. */
  #placeOf(key: number): number {
    const mixed = Math.imul(key ^ (key >>> 16), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }
}
