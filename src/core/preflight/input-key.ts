import { KeyHash } from '../hash/key-hash.ts';
import { asciiForm } from '../text/ascii-form.ts';
import { normalise } from '../text/normalise.ts';

const ALIKE = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: false };

/** Words that `write` gives. */
export const INPUT_KEY_WORDS = 4;

/** A key of what goes into the model. Texts that differ in letter case or white space only have the same. */
export class InputKey {
  readonly #hash = new KeyHash();
  readonly #words = new Uint32Array(INPUT_KEY_WORDS);

  /** The first 64 bits. */
  of(inputs: readonly string[]): readonly [number, number] {
    this.write(inputs, this.#words, 0);
    return [this.#words[0] ?? 0, this.#words[1] ?? 0];
  }

  /** All 128 bits, as four words from index `at`. */
  write(inputs: readonly string[], into: Uint32Array, at: number): void {
    this.#hash.reset();
    this.#hash.addMarker(inputs.length);
    for (const text of inputs) this.#add(text);
    this.#hash.digest(into, at);
  }

  #add(text: string): void {
    const form = asciiForm(text);
    if (form) this.#hash.addBytes(form.bytes, form.start, form.end);
    else this.#hash.addString(normalise(text, ALIKE));
  }
}
