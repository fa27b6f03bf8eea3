import { KeyHash } from '../hash/key-hash.ts';
import { normalise } from '../text/normalise.ts';

const ALIKE = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: false };

/** A 64-bit key of what goes into the model. Texts that differ in letter case or white space only have the same. */
export class InputKey {
  readonly #hash = new KeyHash();
  readonly #words = new Uint32Array(4);

  of(inputs: readonly string[]): readonly [number, number] {
    this.#hash.reset();
    this.#hash.addMarker(inputs.length);
    for (const text of inputs) this.#hash.addString(normalise(text, ALIKE));
    this.#hash.digest(this.#words, 0);
    return [this.#words[0] ?? 0, this.#words[1] ?? 0];
  }
}
