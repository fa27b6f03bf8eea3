import type { KeyShape } from '../row/key-shape.ts';
import { KernelInput } from './kernel-input.ts';
import { type KernelExports, startKernel } from './kernel-program.ts';

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

const HASH_WORDS = 4;

/**
 * The part of reading rows that is done in WebAssembly: compiled once for all workers of a tab, where each would compile its
 * JavaScript while it already reads, and sixteen bytes at a time. It reads the usual, rows of the same keys in whole lines; whoever
 * asks it reads the rest.
 */
export class Kernel {
  readonly #exports: KernelExports;
  readonly #input: KernelInput;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #hashes: Uint32Array;

  constructor(exports: KernelExports) {
    const { buffer } = exports.memory;
    const rows = exports.MOST_ROWS.value;
    this.#exports = exports;
    this.#input = new KernelInput(exports);
    this.#starts = new Uint32Array(buffer, exports.STARTS.value, rows);
    this.#ends = new Uint32Array(buffer, exports.ENDS.value, rows);
    this.#hashes = new Uint32Array(buffer, exports.HASHES.value, rows * HASH_WORDS);
  }

  /** Lets go of the bytes. */
  end(): void {
    this.#input.end();
  }

  /** Begins with other bytes. No row is expected yet. */
  begin(bytes: Uint8Array): void {
    this.#input.begin(bytes);
  }

  /** Names the keys of the rows to come; undefined for rows that are no objects. */
  expect(shape: KeyShape | undefined): void {
    this.#input.expect(shape);
  }

  /** Reads lines from the one that begins at `start` on, and gives the start of the first one that is left to be read. */
  read(start: number, take: (lines: ReadLines) => void): number {
    const input = this.#input;
    let at = start;
    while (input.isExpecting && at < input.bytes.length && input.hold(at)) {
      const { from, to } = input;
      const stop = this.#exports.readLines(at - from, to - from, from) + from;
      if (stop === at) break;
      take(this.#found());
      at = stop;
    }
    return at;
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

/** The kernel that reads lines on this thread; null where WebAssembly is forbidden or too old, and JavaScript reads everything. */
export function openKernel(): Kernel | null {
  if (opened !== undefined) return opened;
  const exports = startKernel();
  return (opened = exports && new Kernel(exports));
}
