import { encodeUtf8 } from '../text/utf8-encode.ts';
import { finish, lastWord, mixBytes, mixWords } from './murmur3.ts';
import { viewOf } from './byte-view.ts';

/**
 * A 128-bit key of a series of texts and markers: MurmurHash3 x86_128 over blocks of four words. A text goes in as its
 * length and its UTF-8 bytes, lone surrogates as bytes that no other text has, so ("a", "bc") and ("ab", "c") differ.
 */
export class KeyHash {
  readonly #state = new Uint32Array(4);
  #blocks = 0;

  reset(): void {
    const state = this.#state;
    // One by one: a call of `fill` costs more for four words.
    state[0] = state[1] = state[2] = state[3] = 0;
    this.#blocks = 0;
  }

  /** Takes in a small number that no text can be mistaken for: 0 ≤ n < 2³¹. */
  addMarker(n: number): void {
    // Texts are shorter than 2³¹ bytes, so the top bit tells the two apart.
    mixWords(this.#state, 0, n | 0x80000000, 0, 0, 0);
    this.#blocks++;
  }

  /** Takes in the four words of another key. A marker or text must come before it, or it could be mistaken for one. */
  addKey(key: Uint32Array): void {
    mixWords(this.#state, 0, key[0] ?? 0, key[1] ?? 0, key[2] ?? 0, key[3] ?? 0);
    this.#blocks++;
  }

  addString(text: string): void {
    const { bytes, start, end } = encodeUtf8(text);
    this.addBytes(bytes, start, end);
  }

  /** Takes in a text that is in `bytes` from `start` up to `end`. */
  addBytes(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    const view = viewOf(bytes);
    const state = this.#state;
    // The first block holds the length: most short texts are no more than it.
    const first = start + 12;
    if (first <= end) {
      mixWords(
        state,
        0,
        length,
        view.getInt32(start, true),
        view.getInt32(start + 4, true),
        view.getInt32(start + 8, true),
      );
    } else {
      mixWords(
        state,
        0,
        length,
        lastWord(view, start, end),
        lastWord(view, start + 4, end),
        lastWord(view, start + 8, end),
      );
    }
    this.#blocks++;
    if (first >= end) return;
    const tail = first + ((end - first) & ~15);
    mixBytes(view, first, tail, state, 0);
    this.#blocks += (tail - first) >> 4;
    if (tail === end) return;
    mixWords(
      state,
      0,
      lastWord(view, tail, end),
      lastWord(view, tail + 4, end),
      lastWord(view, tail + 8, end),
      lastWord(view, tail + 12, end),
    );
    this.#blocks++;
  }

  /** Writes the four words of the key; the hash may not be added to before the next reset. */
  digest(into: Uint32Array, at: number): void {
    const state = this.#state;
    finish(state, 0, this.#blocks * 16);
    for (let word = 0; word < 4; word++) into[at + word] = state[word] ?? 0;
  }
}
