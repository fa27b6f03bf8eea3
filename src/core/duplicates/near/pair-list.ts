/** Pairs of rows as they are found, in any order and as often as they are met; typed, for there may be millions. */
export class PairList {
  #pairs = new Float64Array(1_024);
  #length = 0;
  readonly #rows: number;

  /** `rows`: every row is below it. */
  constructor(rows: number) {
    this.#rows = Math.max(1, rows);
  }

  get length(): number {
    return this.#length;
  }

  add(one: number, other: number): void {
    if (this.#length === this.#pairs.length) this.#makeRoom();
    this.#pairs[this.#length++] = Math.min(one, other) * this.#rows + Math.max(one, other);
  }

  /** Each pair once, two numbers a pair, the smaller first, ascending. */
  finish(): Uint32Array {
    this.#compact();
    const found = new Uint32Array(this.#length * 2);
    for (let at = 0; at < this.#length; at++) {
      const pair = this.#pairs[at] ?? 0;
      found[at * 2] = Math.floor(pair / this.#rows);
      found[at * 2 + 1] = pair % this.#rows;
    }
    return found;
  }

  /** Repeats go first: a pair that shares many bands is met in each. */
  #makeRoom(): void {
    this.#compact();
    if (this.#length < this.#pairs.length / 2) return;
    const larger = new Float64Array(this.#pairs.length * 2);
    larger.set(this.#pairs);
    this.#pairs = larger;
  }

  #compact(): void {
    const pairs = this.#pairs.subarray(0, this.#length).sort();
    let count = 0;
    for (let at = 0; at < pairs.length; at++) {
      if (at === 0 || pairs[at] !== pairs[count - 1]) pairs[count++] = pairs[at] ?? 0;
    }
    this.#length = count;
  }
}
