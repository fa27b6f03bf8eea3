import type { KeyShape } from '../row/key-shape.ts';
import type { KernelExports } from './kernel-program.ts';

const NOTHING: Uint8Array = new Uint8Array(0);
const LINE_FEED = 10;
/** Of a row that is no object. */
const NO_KEYS = -1;

/** What a kernel looks at: a window of bytes, in whole lines, and the keys that rows are expected to have. */
export class KernelInput {
  readonly #exports: KernelExports;
  readonly #window: Uint8Array;
  readonly #keys: Uint8Array;
  readonly #keyEnds: Uint32Array;
  #bytes: Uint8Array = NOTHING;
  #shape: KeyShape | undefined | null = null;
  /** What of the bytes is in the window. */
  from = 0;
  to = 0;

  constructor(exports: KernelExports) {
    const { buffer } = exports.memory;
    this.#exports = exports;
    this.#window = new Uint8Array(buffer, exports.WINDOW.value, exports.WINDOW_BYTES.value);
    this.#keys = new Uint8Array(buffer, exports.KEYS.value, exports.MOST_KEY_BYTES.value);
    this.#keyEnds = new Uint32Array(buffer, exports.KEY_ENDS.value, exports.MOST_KEYS.value);
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** False where no rows are expected: after other bytes, or where their keys are too many. */
  get isExpecting(): boolean {
    return this.#shape !== null;
  }

  /** Begins with other bytes. No row is expected yet. */
  begin(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.from = this.to = 0;
    this.#shape = null;
  }

  /** Lets go of the bytes. */
  end(): void {
    this.begin(NOTHING);
  }

  /** Names the keys of the rows to come; undefined for rows that are no objects. */
  expect(shape: KeyShape | undefined): void {
    if (shape === this.#shape) return;
    this.#shape = shape === undefined || this.#setKeys(shape.spelled) ? shape : null;
    this.#exports.expectKeys(shape === undefined ? NO_KEYS : shape.spelled.length);
  }

  /** Has the line that begins at `at` in the window; false where it has no room. */
  hold(at: number): boolean {
    return (at >= this.from && at < this.to) || this.#fill(at);
  }

  /** Copies whole lines into the window; false where not even one has room. */
  #fill(at: number): boolean {
    const most = Math.min(this.#bytes.length, at + this.#window.length);
    const to = most === this.#bytes.length ? most : this.#bytes.lastIndexOf(LINE_FEED, most - 1) + 1;
    if (to <= at) return false;
    this.#window.set(this.#bytes.subarray(at, to));
    [this.from, this.to] = [at, to];
    return true;
  }

  /** False where there are too many. */
  #setKeys(keys: readonly Uint8Array[]): boolean {
    const size = keys.reduce((sum, key) => sum + key.length, 0);
    if (keys.length > this.#keyEnds.length || size > this.#keys.length) return false;
    let at = 0;
    for (const [index, key] of keys.entries()) {
      this.#keys.set(key, at);
      this.#keyEnds[index] = at += key.length;
    }
    return true;
  }
}
