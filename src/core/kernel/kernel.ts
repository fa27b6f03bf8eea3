import type { KeyShape } from '../row/key-shape.ts';
import program from './assembly/index.ts?wasm';

/** What `assembly/index.ts` exports. */
interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly WINDOW: { readonly value: number };
  readonly WINDOW_BYTES: { readonly value: number };
  readonly KEYS: { readonly value: number };
  readonly KEY_ENDS: { readonly value: number };
  readonly MOST_KEYS: { readonly value: number };
  readonly MOST_KEY_BYTES: { readonly value: number };
  readonly MOST_ROWS: { readonly value: number };
  readonly STARTS: { readonly value: number };
  readonly ENDS: { readonly value: number };
  readonly HASHES: { readonly value: number };
  readonly rows: { readonly value: number };
  readonly blankLines: { readonly value: number };
  readonly crlf: { readonly value: number };
  readonly padded: { readonly value: number };
  expectKeys(count: number): void;
  readLines(from: number, to: number, base: number): number;
}

/** Lines that were read in a row, each a JSON value or blank. */
export interface ReadLines {
  readonly rows: number;
  /** Where each row begins and ends, white space around it left out. These arrays are good until the next lines are read. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Four words a row, as `hashBytes` writes them. */
  readonly hashes: Uint32Array;
  readonly blankLines: number;
  /** Lines that end in CR LF. */
  readonly crlf: number;
  /** Rows with other white space around the value than that CR. */
  readonly padded: number;
}

const NOTHING: Uint8Array = new Uint8Array(0);
const LINE_FEED = 10;
const HASH_WORDS = 4;
/** Of a row that is no object. */
const NO_KEYS = -1;

/**
 * The part of reading rows that is done in WebAssembly: compiled once for all workers of a tab, where each would compile its
 * JavaScript while it already reads, and sixteen bytes at a time. It reads the usual, rows of the same keys in whole lines; whoever
 * asks it reads the rest.
 */
export class Kernel {
  readonly #exports: KernelExports;
  readonly #window: Uint8Array;
  readonly #keys: Uint8Array;
  readonly #keyEnds: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #hashes: Uint32Array;
  #bytes: Uint8Array = NOTHING;
  /** What of `#bytes` is in the window. */
  #from = 0;
  #to = 0;
  #shape: KeyShape | undefined | null = null;

  constructor(exports: KernelExports) {
    const { buffer } = exports.memory;
    const rows = exports.MOST_ROWS.value;
    this.#exports = exports;
    this.#window = new Uint8Array(buffer, exports.WINDOW.value, exports.WINDOW_BYTES.value);
    this.#keys = new Uint8Array(buffer, exports.KEYS.value, exports.MOST_KEY_BYTES.value);
    this.#keyEnds = new Uint32Array(buffer, exports.KEY_ENDS.value, exports.MOST_KEYS.value);
    this.#starts = new Uint32Array(buffer, exports.STARTS.value, rows);
    this.#ends = new Uint32Array(buffer, exports.ENDS.value, rows);
    this.#hashes = new Uint32Array(buffer, exports.HASHES.value, rows * HASH_WORDS);
  }

  /** Lets go of the bytes. */
  end(): void {
    this.begin(NOTHING);
  }

  /** Begins with other bytes. No row is expected yet. */
  begin(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#from = this.#to = 0;
    this.#shape = null;
  }

  /** Names the keys of the rows to come; undefined for rows that are no objects. */
  expect(shape: KeyShape | undefined): void {
    if (shape === this.#shape) return;
    this.#shape = shape === undefined || this.#setKeys(shape.spelled) ? shape : null;
    this.#exports.expectKeys(shape === undefined ? NO_KEYS : shape.spelled.length);
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

  /** Reads lines from the one that begins at `start` on, and gives the start of the first one that is left to be read. */
  read(start: number, take: (lines: ReadLines) => void): number {
    let at = start;
    while (this.#shape !== null && at < this.#bytes.length) {
      if (!this.#holds(at) && !this.#fill(at)) break;
      const stop = this.#exports.readLines(at - this.#from, this.#to - this.#from, this.#from) + this.#from;
      if (stop === at) break;
      take(this.#found());
      at = stop;
    }
    return at;
  }

  #holds(at: number): boolean {
    return at >= this.#from && at < this.#to;
  }

  /** Copies whole lines into the window; false where not even one has room. */
  #fill(at: number): boolean {
    const most = Math.min(this.#bytes.length, at + this.#window.length);
    const to = most === this.#bytes.length ? most : this.#bytes.lastIndexOf(LINE_FEED, most - 1) + 1;
    if (to <= at) return false;
    this.#window.set(this.#bytes.subarray(at, to));
    [this.#from, this.#to] = [at, to];
    return true;
  }

  #found(): ReadLines {
    const { rows, blankLines, crlf, padded } = this.#exports;
    return {
      rows: rows.value,
      starts: this.#starts.subarray(0, rows.value),
      ends: this.#ends.subarray(0, rows.value),
      hashes: this.#hashes.subarray(0, rows.value * HASH_WORDS),
      blankLines: blankLines.value,
      crlf: crlf.value,
      padded: padded.value,
    };
  }
}

let opened: Kernel | null | undefined;

/** The kernel of this thread; null where WebAssembly is forbidden or too old, and JavaScript reads everything. */
export function openKernel(): Kernel | null {
  opened ??= startKernel();
  return opened;
}

function startKernel(): Kernel | null {
  try {
    const bytes = Uint8Array.from(atob(program), (character) => character.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    // The cast: what is compiled from `assembly/index.ts` exports what it says.
    return new Kernel(exports as unknown as KernelExports);
  } catch {
    return null;
  }
}
