import { finish, round1, round2, round3, round4 } from './murmur3.ts';

/**
 * A 128-bit key of a series of strings and markers: MurmurHash3 x86_128 over blocks of four words. A string goes in as its
 * length and its UTF-16 units, so ("a", "bc") and ("ab", "c") differ, and no encoding is made on the way.
 */
export class KeyHash {
  readonly #state = new Uint32Array(4);
  #blocks = 0;

  reset(): void {
    this.#state.fill(0);
    this.#blocks = 0;
  }

  /** Takes in a small number that no string can be mistaken for: 0 ≤ n < 2³¹. */
  addMarker(n: number): void {
    // Strings are shorter than 2³⁰ units, so the top bit tells the two apart.
    this.#block(n | 0x80000000, 0, 0, 0);
  }

  addString(text: string): void {
    const { length } = text;
    this.#block(length, pair(text, 0), pair(text, 2), pair(text, 4));
    const tail = 6 + (length > 6 ? (length - 6) & ~7 : 0);
    this.#mixUnits(text, 6, tail);
    if (tail < length) this.#block(pair(text, tail), pair(text, tail + 2), pair(text, tail + 4), pair(text, tail + 6));
  }

  /** Writes the four words of the key; the hash may not be added to before the next reset. */
  digest(into: Uint32Array, at: number): void {
    finish(this.#state, 0, this.#blocks * 16);
    into.set(this.#state, at);
  }

  #block(k1: number, k2: number, k3: number, k4: number): void {
    const state = this.#state;
    const h1 = round1((state[0] ?? 0) | 0, k1, (state[1] ?? 0) | 0);
    const h2 = round2((state[1] ?? 0) | 0, k2, (state[2] ?? 0) | 0);
    const h3 = round3((state[2] ?? 0) | 0, k3, (state[3] ?? 0) | 0);
    state[3] = round4((state[3] ?? 0) | 0, k4, h1);
    state[2] = h3;
    state[1] = h2;
    state[0] = h1;
    this.#blocks++;
  }

  #mixUnits(text: string, start: number, end: number): void {
    if (start >= end) return;
    const state = this.#state;
    let h1 = (state[0] ?? 0) | 0;
    let h2 = (state[1] ?? 0) | 0;
    let h3 = (state[2] ?? 0) | 0;
    let h4 = (state[3] ?? 0) | 0;
    let k = 0;
    for (let i = start; i < end; i += 8) {
      // The four rounds written out: as calls they cost a quarter of a run before the optimiser takes them in.
      k = Math.imul(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16), 0x239b961b);
      h1 ^= Math.imul((k << 15) | (k >>> 17), 0xab0e9789);
      h1 = (Math.imul(((h1 << 19) | (h1 >>> 13)) + h2, 5) + 0x561ccd1b) | 0;
      k = Math.imul(text.charCodeAt(i + 2) | (text.charCodeAt(i + 3) << 16), 0xab0e9789);
      h2 ^= Math.imul((k << 16) | (k >>> 16), 0x38b34ae5);
      h2 = (Math.imul(((h2 << 17) | (h2 >>> 15)) + h3, 5) + 0x0bcaa747) | 0;
      k = Math.imul(text.charCodeAt(i + 4) | (text.charCodeAt(i + 5) << 16), 0x38b34ae5);
      h3 ^= Math.imul((k << 17) | (k >>> 15), 0xa1e38b93);
      h3 = (Math.imul(((h3 << 15) | (h3 >>> 17)) + h4, 5) + 0x96cd1c35) | 0;
      k = Math.imul(text.charCodeAt(i + 6) | (text.charCodeAt(i + 7) << 16), 0xa1e38b93);
      h4 ^= Math.imul((k << 18) | (k >>> 14), 0x239b961b);
      h4 = (Math.imul(((h4 << 13) | (h4 >>> 19)) + h1, 5) + 0x32ac3b17) | 0;
    }
    state[0] = h1;
    state[1] = h2;
    state[2] = h3;
    state[3] = h4;
    this.#blocks += (end - start) / 8;
  }
}

/** Two units as one word; 0 past the end of the text, where its length says what is meant. */
function pair(text: string, at: number): number {
  const { length } = text;
  if (at + 1 < length) return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
  return at < length ? text.charCodeAt(at) : 0;
}
