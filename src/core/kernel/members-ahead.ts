import type { KeyShape } from '../row/key-shape.ts';
import { KernelInput } from './kernel-input.ts';
import { type KernelExports, startKernel } from './kernel-program.ts';

/** Ends each row of a block. A row that a step made has none behind it. */
const LINE_FEED = 10;
/** After this many rows in a row the kernel looks ahead. */
const IN_A_ROW = 8;
/** Rows less far apart than this still count: what is between them was dropped. */
const GAP_BYTES = 4_096;

/** What the kernel found, in arrays that the next search overwrites. */
class FoundMembers {
  readonly input: KernelInput;
  readonly rowStarts: Uint32Array;
  readonly rowEnds: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly escaped: Uint8Array;
  readonly #exports: KernelExports;

  constructor(exports: KernelExports) {
    const { buffer } = exports.memory;
    const [rows, members] = [exports.MOST_ROWS.value, exports.MOST_MEMBERS.value];
    this.#exports = exports;
    this.input = new KernelInput(exports);
    this.rowStarts = new Uint32Array(buffer, exports.STARTS.value, rows);
    this.rowEnds = new Uint32Array(buffer, exports.ENDS.value, rows);
    this.starts = new Uint32Array(buffer, exports.VALUE_STARTS.value, members);
    this.ends = new Uint32Array(buffer, exports.VALUE_ENDS.value, members);
    this.escaped = new Uint8Array(buffer, exports.ESCAPED.value, members);
  }

  /** How many rows with these keys follow one another from `start` on, within the window. */
  find(bytes: Uint8Array, start: number, shape: KeyShape): number {
    const { input } = this;
    if (input.bytes !== bytes) input.begin(bytes);
    input.expect(shape);
    if (!input.isExpecting || !input.hold(start)) return 0;
    return this.#exports.findMembers(start - input.from, input.to - input.from, input.from);
  }
}

/** How many rows of some bytes were asked for in a row, and where the last one ended. */
interface Track {
  bytes: Uint8Array | undefined;
  end: number;
  inARow: number;
  /** The keys of that row, where they are known. */
  shape: KeyShape | undefined;
}

/**
 * The members of rows that lie side by side in a block. Where rows are looked at one after another, the kernel finds those of the next
 * thousands in one go; of other rows nothing is known here.
 */
export class MembersAhead {
  /** Of each value that was found, quotes included. */
  starts: Uint32Array = new Uint32Array(0);
  ends: Uint32Array = new Uint32Array(0);
  /** 1 for a string with a backslash in it. */
  escaped: Uint8Array = new Uint8Array(0);
  /** The keys of all rows that were found. */
  shape: KeyShape | undefined;
  /** Null where there is no kernel, undefined before it is first needed. */
  #kernel: FoundMembers | null | undefined;
  #rows = 0;
  #next = 0;
  /** Where the last rows were: those of a block may take turns with those that steps make of them. */
  #last: Track = { bytes: undefined, end: 0, inARow: 0, shape: undefined };
  #other: Track = { bytes: undefined, end: 0, inARow: 0, shape: undefined };

  /**
   * The place of a row's first member in the arrays above, the others behind it; -1 where the row is none that was found.
   * `lastShape`: the keys of the row that was asked for before, where they are known.
   */
  find(bytes: Uint8Array, start: number, end: number, lastShape: KeyShape | undefined): number {
    this.#last.shape = lastShape;
    this.#follow(bytes, start, end);
    const row = this.#rowAt(bytes, start, end);
    if (row >= 0) return row * (this.shape?.spelled.length ?? 0);
    const { inARow, shape } = this.#last;
    if (!shape || inARow < IN_A_ROW || bytes[end] !== LINE_FEED) return -1;
    return this.#look(bytes, start, end, shape) ? 0 : -1;
  }

  #follow(bytes: Uint8Array, start: number, end: number): void {
    if (bytes !== this.#last.bytes) [this.#last, this.#other] = [this.#other, this.#last];
    const last = this.#last;
    const isNext = bytes === last.bytes && start >= last.end && start - last.end < GAP_BYTES;
    last.inARow = isNext ? last.inARow + 1 : 0;
    last.bytes = bytes;
    last.end = end;
  }

  #rowAt(bytes: Uint8Array, start: number, end: number): number {
    const kernel = this.#kernel;
    if (!kernel || kernel.input.bytes !== bytes) return -1;
    while (this.#next < this.#rows && (kernel.rowStarts[this.#next] ?? 0) < start) this.#next++;
    const isThere = this.#next < this.#rows && kernel.rowStarts[this.#next] === start;
    return isThere && kernel.rowEnds[this.#next] === end ? this.#next++ : -1;
  }

  /** Looks for the row and those that follow; false where it has other keys. */
  #look(bytes: Uint8Array, start: number, end: number, shape: KeyShape): boolean {
    this.#kernel ??= this.#start();
    const rows = this.#kernel?.find(bytes, start, shape) ?? 0;
    const isThere = rows > 0 && this.#kernel?.rowEnds[0] === end;
    this.#rows = isThere ? rows : 0;
    this.#next = 1;
    this.shape = shape;
    if (!isThere) this.#last.inARow = 0;
    return isThere;
  }

  #start(): FoundMembers | null {
    if (this.#kernel === null) return null;
    const exports = startKernel();
    if (!exports) return null;
    const kernel = new FoundMembers(exports);
    ({ starts: this.starts, ends: this.ends, escaped: this.escaped } = kernel);
    return kernel;
  }
}
