import { LARGE_ROW_BYTES } from '../filetypes/settings.ts';
import { HASH_WORDS } from '../version/digest.ts';

/** Rows ready to be stored: each row's UTF-8 bytes followed by one line end (0x0A). */
export interface BlockDraft {
  readonly bytes: Uint8Array;
  /** Where each row begins, and after the last one the total length: `count + 1` numbers. */
  readonly offsets: Uint32Array;
  readonly count: number;
  /** HASH_WORDS a row, where whoever read the rows has hashed them. */
  readonly hashes?: Uint32Array;
}

/** Blocks of this size were the fastest to write and read back on both storage backends. */
export const BLOCK_BYTES = 3 << 20;

const LINE_END = 10;
const encoder = new TextEncoder();

/**
 * Gathers rows into blocks of about `targetBytes`. A row over 1 MiB gets a block of its own. A row's text must not hold
 * a raw line end. Call `flush` after the last row.
 */
export class BlockBuilder {
  readonly #targetBytes: number;
  readonly #onBlock: (draft: BlockDraft) => void;
  #bytes = new Uint8Array(64 << 10);
  #offsets = new Uint32Array(1 << 10);
  #used = 0;
  #count = 0;

  constructor(targetBytes: number = BLOCK_BYTES, onBlock: (draft: BlockDraft) => void) {
    this.#targetBytes = targetBytes;
    this.#onBlock = onBlock;
  }

  addText(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    if (text.length * 3 > LARGE_ROW_BYTES) {
      const bytes = encoder.encode(text);
      this.addBytes(bytes, 0, bytes.length);
      return;
    }
    this.#reserve(text.length * 3 + 1);
    this.#finishRow(encoder.encodeInto(text, this.#bytes.subarray(this.#used)).written);
  }

  /** Adds the row that is in `bytes` from `start` up to `end`. */
  addBytes(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (length > LARGE_ROW_BYTES) {
      this.flush();
      this.#onBlock(blockOfOneRow(bytes.subarray(start, end)));
      return;
    }
    this.#reserve(length + 1);
    this.#bytes.set(bytes.subarray(start, end), this.#used);
    this.#finishRow(length);
  }

  /** Hands out what was gathered; does nothing where there is none. */
  flush(): void {
    if (this.#count === 0) return;
    const offsets = this.#offsets.slice(0, this.#count + 1);
    offsets[this.#count] = this.#used;
    // A copy of the exact size: a structured clone of a view would take the whole buffer along.
    this.#onBlock({ bytes: this.#bytes.slice(0, this.#used), offsets, count: this.#count });
    this.#used = 0;
    this.#count = 0;
  }

  #finishRow(length: number): void {
    this.#offsets[this.#count++] = this.#used;
    this.#used += length;
    this.#bytes[this.#used++] = LINE_END;
    if (this.#used >= this.#targetBytes) this.flush();
  }

  #reserve(more: number): void {
    // Room for the end of the last row too.
    if (this.#count + 2 > this.#offsets.length) {
      const grown = new Uint32Array(this.#offsets.length * 2);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    const needed = this.#used + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = grown;
  }
}

/**
 * Cuts rows that already are behind one another, each with its line end, into blocks without copying them: the drafts
 * are views of `bytes`. `offsets` and `hashes` as in a draft.
 */
export function cutBlocks(
  bytes: Uint8Array,
  offsets: Uint32Array,
  hashes: Uint32Array,
  targetBytes: number = BLOCK_BYTES,
): BlockDraft[] {
  const view = (from: number, to: number): BlockDraft => ({
    ...viewRows(bytes, offsets, from, to),
    hashes: hashes.slice(from * HASH_WORDS, to * HASH_WORDS),
  });
  const drafts: BlockDraft[] = [];
  const count = offsets.length - 1;
  let from = 0;
  for (let row = 0; row < count; row++) {
    const start = at(offsets, from);
    const isLarge = at(offsets, row + 1) - at(offsets, row) > LARGE_ROW_BYTES + 1;
    if (isLarge && row > from) {
      drafts.push(view(from, row));
      from = row;
    }
    if (isLarge || at(offsets, row + 1) - start >= targetBytes) {
      drafts.push(view(from, row + 1));
      from = row + 1;
    }
  }
  if (from < count) drafts.push(view(from, count));
  return drafts;
}

function viewRows(bytes: Uint8Array, offsets: Uint32Array, from: number, to: number): BlockDraft {
  const start = at(offsets, from);
  const own = offsets.slice(from, to + 1);
  if (start > 0) for (let i = 0; i < own.length; i++) own[i] = at(own, i) - start;
  return { bytes: bytes.subarray(start, at(offsets, to)), offsets: own, count: to - from };
}

function blockOfOneRow(row: Uint8Array): BlockDraft {
  const bytes = new Uint8Array(row.length + 1);
  bytes.set(row);
  bytes[row.length] = LINE_END;
  return { bytes, offsets: Uint32Array.of(0, bytes.length), count: 1 };
}

/** A number that is known to be there. */
function at(numbers: Uint32Array, index: number): number {
  return numbers[index] ?? 0;
}
