/** Words of one key: 128 bits. */
export const KEY_WORDS = 4;

/**
 * Finds equal 128-bit keys among millions: an open-addressing table of positions into the keys themselves, 6 to 12 bytes a
 * key. A JS Map would hold an object per row.
 */
export class KeyIndex {
  readonly #keys: Uint32Array;
  readonly #words: number;
  /** Position + 1; 0 is free. */
  readonly #slots: Uint32Array;
  readonly #mask: number;

  /** `words`: from one key to the next, where other numbers follow each. */
  constructor(keys: Uint32Array, count: number, words = KEY_WORDS) {
    this.#keys = keys;
    this.#words = words;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(count * 1.5, 2)));
    this.#slots = new Uint32Array(slots);
    this.#mask = slots - 1;
  }

  /** The position that was added first with an equal key; `position` itself where it is the first. */
  findOrAdd(position: number): number {
    const slots = this.#slots;
    // The last word of a Murmur hash is as well spread as any.
    let slot = (this.#keys[position * this.#words + 3] ?? 0) & this.#mask;
    for (;;) {
      const found = slots[slot] ?? 0;
      if (found === 0) break;
      if (this.#isEqual(found - 1, position)) return found - 1;
      slot = (slot + 1) & this.#mask;
    }
    slots[slot] = position + 1;
    return position;
  }

  #isEqual(one: number, other: number): boolean {
    const keys = this.#keys;
    const a = one * this.#words;
    const b = other * this.#words;
    return (
      keys[a] === keys[b] && keys[a + 1] === keys[b + 1] && keys[a + 2] === keys[b + 2] && keys[a + 3] === keys[b + 3]
    );
  }
}
