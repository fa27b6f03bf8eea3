/**
 * Where a string comes next in a text; the empty one comes nowhere. Remembers it, so that asking for each place of a text
 * searches it only once.
 */
export class NextIndex {
  readonly #needle: string;
  #text = '';
  #from = 0;
  #found = -1;

  constructor(needle: string) {
    this.#needle = needle;
  }

  /** Begins with another text. */
  reset(text: string): void {
    this.#text = text;
    this.#from = 0;
    this.#found = this.#needle === '' ? Infinity : -1;
  }

  /** The first index at or after `from`; Infinity where there is none. */
  find(from: number): number {
    if (from < this.#from || this.#found < from) {
      const found = this.#text.indexOf(this.#needle, from);
      this.#found = found < 0 ? Infinity : found;
      this.#from = from;
    }
    return this.#found;
  }
}
