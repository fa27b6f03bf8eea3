import { mixWords } from './mix-words.ts';

/** Finds the first row with the same words, among millions: an open-addressing table of positions. */
export class FirstOf {
  readonly #words: Uint32Array;
  readonly #width: 1 | 2;
  /** Position + 1; 0 is free. */
  readonly #slots: Uint32Array;
  readonly #mask: number;

  /** `width`: words a row. */
  constructor(words: Uint32Array, width: 1 | 2) {
    this.#words = words;
    this.#width = width;
    const slots = 2 ** Math.ceil(Math.log2(Math.max((words.length / width) * 1.5, 2)));
    this.#slots = new Uint32Array(slots);
    this.#mask = slots - 1;
  }

  /** The row that was added first with equal words; `row` itself where it is the first. */
  findOrAdd(row: number): number {
    const slots = this.#slots;
    const one = this.#word(row, 0);
    const two = this.#word(row, 1);
    let slot = mixWords(0, one, two) & this.#mask;
    for (;;) {
      const found = slots[slot] ?? 0;
      if (found === 0) break;
      if (this.#word(found - 1, 0) === one && this.#word(found - 1, 1) === two) return found - 1;
      slot = (slot + 1) & this.#mask;
    }
    slots[slot] = row + 1;
    return row;
  }

  #word(row: number, index: 0 | 1): number {
    return index < this.#width ? (this.#words[row * this.#width + index] ?? 0) : 0;
  }
}
