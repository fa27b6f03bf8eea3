import { hashBytes } from '../../hash/murmur3.ts';
import { type Kernel, openKernel, type ReadLines } from '../../kernel/kernel.ts';
import { cutBlocks, type BlockDraft } from '../../row/block-builder.ts';
import { HASH_WORDS } from '../../version/digest.ts';
import { type Mended, sumMended } from '../lenient/mended.ts';
import { JsonLineChecker, whyNotRow } from './json-line.ts';
import { LineRowsReader, type LineSettings } from './line-rows.ts';
import { MAX_ROW_BYTES, type QuarantineDraft } from '../settings.ts';
import { tooLong } from '../too-long.ts';
import { decodeUtf8, findUtf8Fault } from '../utf8.ts';

/** What a chunk of a JSON Lines file holds. */
export interface JsonLinesReport {
  /** The rows in order. Views of one buffer: of the chunk's own where nothing had to be left out. */
  readonly drafts: readonly BlockDraft[];
  readonly rows: number;
  /** Top-level keys in order of first appearance in the text; `value` for rows that are not objects. */
  readonly columns: readonly string[];
  /** `line` counts from the chunk's start, `byte` from the file's. `raw` is the line without its line end. */
  readonly quarantined: readonly QuarantineDraft[];
  /** All lines: rows, blank ones and quarantined ones. */
  readonly lines: number;
  readonly blankLines: number;
  /** Lines that end in CR LF. */
  readonly crlf: number;
  /** Rows with other white space around the value than that CR. */
  readonly padded: number;
  /** What a lenient reading put right. */
  readonly mended?: Mended;
  readonly bom: boolean;
  /** False where the chunk's last line has no line end. */
  readonly finalNewline: boolean;
}

export interface ChunkPlace {
  /** True for the chunk that begins the file: a byte order mark is taken off and noted. */
  readonly first: boolean;
  /** Where the chunk begins in the file. */
  readonly byteOffset: number;
}

const encoder = new TextEncoder();
const LF = 10;
const CR = 13;

/**
 * Reads a chunk that begins at the start of a line and ends at the end of one, or at the end of the file. Lines end at
 * byte 0x0A only; space, tab and CR around a value are not the row. Objects glued together on a line are a row each.
 * Lines that can't be read are quarantined. Without a `kernel` the result is the same, and takes longer.
 */
export function readJsonLines(
  bytes: Uint8Array,
  place: ChunkPlace,
  settings: LineSettings = {},
  kernel = openKernel(),
): JsonLinesReport {
  const bom = place.first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const reader = new ChunkReader(bytes, place.byteOffset, bom ? 3 : 0, new LineRowsReader(settings));
  reader.read(kernel);
  return {
    drafts: reader.drafts(),
    rows: reader.rows,
    columns: reader.columns,
    quarantined: reader.quarantined,
    lines: reader.lines,
    blankLines: reader.blankLines,
    crlf: reader.crlf,
    padded: reader.padded,
    ...(reader.mended ? { mended: reader.mended } : {}),
    bom,
    finalNewline: bytes.length === 0 || bytes[bytes.length - 1] === LF,
  };
}

class ChunkReader {
  readonly quarantined: QuarantineDraft[] = [];
  rows = 0;
  lines = 0;
  blankLines = 0;
  crlf = 0;
  padded = 0;
  mended: Mended | undefined;

  readonly #bytes: Uint8Array;
  readonly #byteOffset: number;
  readonly #begin: number;
  readonly #checker = new JsonLineChecker();
  readonly #lineRows: LineRowsReader;
  /** The rows that don't be in the chunk as they are, by their number. */
  readonly #made = new Map<number, Uint8Array>();
  /** Start and end of each row, in turn. */
  #spans = new Uint32Array(1 << 12);
  #hashes = new Uint32Array(1 << 13);

  constructor(bytes: Uint8Array, byteOffset: number, begin: number, lineRows: LineRowsReader) {
    this.#lineRows = lineRows;
    this.#bytes = bytes;
    this.#byteOffset = byteOffset;
    this.#begin = begin;
  }

  get columns(): readonly string[] {
    return this.#checker.columns;
  }

  read(kernel: Kernel | null): void {
    const bytes = this.#bytes;
    kernel?.begin(bytes);
    for (let start = this.#begin; start < bytes.length;) {
      start = kernel?.read(start, this.#take) ?? start;
      if (start >= bytes.length) break;
      // Nearly every line is a row, whose check comes to its end: only of the others it must be looked for.
      const found = this.#lineRows.takesApart ? -1 : this.#checker.endOfRow(bytes, start, bytes.length, MAX_ROW_BYTES);
      const end = found < 0 ? this.#lineEnd(start) : found;
      this.#readLine(start, end, found >= 0);
      if (found >= 0) kernel?.expect(this.#checker.shape);
      start = end + 1;
    }
    kernel?.end();
  }

  /** Keeps rows that the kernel has read: all have the keys of the last one that was read here. */
  readonly #take = ({ rows, starts, ends, hashes, ...lines }: ReadLines): void => {
    this.#reserve(rows);
    for (let row = 0, at = this.rows * 2; row < rows; row++) {
      this.#spans[at++] = starts[row] ?? 0;
      this.#spans[at++] = ends[row] ?? 0;
    }
    this.#hashes.set(hashes, this.rows * HASH_WORDS);
    this.rows += rows;
    this.lines += rows + lines.blankLines;
    this.blankLines += lines.blankLines;
    this.crlf += lines.crlf;
    this.padded += lines.padded;
  };

  drafts(): readonly BlockDraft[] {
    if (this.#made.size > 0) return this.#gathered();
    return this.#isUnbroken() ? this.#views() : this.#packed();
  }

  #readLine(lineStart: number, lineEnd: number, isRow: boolean): void {
    const bytes = this.#bytes;
    let start = lineStart;
    let end = lineEnd;
    while (start < end && isSpace(bytes[start] ?? 0)) start++;
    while (end > start && isSpace(bytes[end - 1] ?? 0)) end--;
    const isCrlf = lineEnd > lineStart && bytes[lineEnd - 1] === CR && lineEnd < bytes.length;
    this.lines++;
    if (isCrlf) this.crlf++;
    if (start === end) {
      this.blankLines++;
    } else if (isRow) {
      if (start > lineStart || lineEnd - end > (isCrlf ? 1 : 0)) this.padded++;
      this.#keep(bytes, start, end);
    } else if (lineEnd - lineStart > MAX_ROW_BYTES || !this.#keepInner(start, end)) {
      this.#refuse(lineStart, lineEnd, start, end);
    }
  }

  /** Keeps the rows that are in a line without being it; false where there are none. */
  #keepInner(start: number, end: number): boolean {
    const line = decodeUtf8(this.#bytes.subarray(start, end));
    const found = line === null ? null : this.#lineRows.read(line);
    if (found === null) return false;
    if (found.mended) this.mended = sumMended(this.mended, found.mended);
    for (const row of found.rows) {
      const bytes = encoder.encode(row);
      // It is JSON; this gathers its columns.
      this.#checker.checkBytes(bytes, 0, bytes.length);
      this.#made.set(this.rows, bytes);
      this.#keep(bytes, 0, bytes.length);
    }
    return true;
  }

  /** Says why a line is no row, which is in it from `from` up to `to`: it alone is decoded. */
  #refuse(start: number, end: number, from: number, to: number): void {
    // The white space around it is UTF-8 in any case.
    const line = decodeUtf8(this.#bytes.subarray(from, to));
    if (line === null) this.#quarantine(start, end, this.#whyNotUtf8(start, end));
    else this.#quarantine(start, end, end - start > MAX_ROW_BYTES ? tooLong(end - start) : whyNotRow(line));
  }

  #whyNotUtf8(start: number, end: number): string {
    const fault = findUtf8Fault(this.#bytes.subarray(start, end));
    if (fault === null) throw new Error(`jsonl: line at byte ${this.#byteOffset + start} decodes here, but not there`);
    const hex = fault.byte.toString(16).toUpperCase().padStart(2, '0');
    const place = `column ${fault.column}, byte ${this.#byteOffset + start + fault.at} of the file`;
    return `not UTF-8: byte 0x${hex} at ${place}`;
  }

  #quarantine(start: number, end: number, reason: string): void {
    this.quarantined.push({
      line: this.lines,
      byte: this.#byteOffset + start,
      bytes: end - start,
      reason,
      // A copy, so that a few bad lines don't hold the chunk in memory.
      raw: this.#bytes.slice(start, end),
    });
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    this.#reserve(1);
    const row = this.rows++;
    this.#spans[row * 2] = start;
    this.#spans[row * 2 + 1] = end;
    hashBytes(bytes, start, end, this.#hashes, row * HASH_WORDS);
  }

  /** Makes room for more rows. */
  #reserve(rows: number): void {
    const needed = (this.rows + rows) * 2;
    if (needed <= this.#spans.length) return;
    const size = Math.max(needed, this.#spans.length * 2);
    const [spans, hashes] = [new Uint32Array(size), new Uint32Array((size / 2) * HASH_WORDS)];
    spans.set(this.#spans);
    hashes.set(this.#hashes);
    [this.#spans, this.#hashes] = [spans, hashes];
  }

  #lineEnd(from: number): number {
    const lineFeed = this.#bytes.indexOf(LF, from);
    return lineFeed < 0 ? this.#bytes.length : lineFeed;
  }

  /** True where each row is followed by its line end and at once by the next row. */
  #isUnbroken(): boolean {
    const spans = this.#spans;
    for (let i = 2; i < this.rows * 2; i += 2) if (spans[i] !== (spans[i - 1] ?? 0) + 1) return false;
    return this.rows > 0 && this.#bytes[spans[this.rows * 2 - 1] ?? 0] === LF;
  }

  #views(): BlockDraft[] {
    const spans = this.#spans;
    const start = spans[0] ?? 0;
    const end = (spans[this.rows * 2 - 1] ?? 0) + 1;
    const offsets = new Uint32Array(this.rows + 1);
    for (let row = 0; row < this.rows; row++) offsets[row] = (spans[row * 2] ?? 0) - start;
    offsets[this.rows] = end - start;
    return cutBlocks(this.#bytes.subarray(start, end), offsets, this.#hashes);
  }

  /** The rows together, some of the chunk and some made of it. */
  #gathered(): BlockDraft[] {
    const spans = this.#spans;
    const offsets = new Uint32Array(this.rows + 1);
    for (let row = 0; row < this.rows; row++) {
      offsets[row + 1] = (offsets[row] ?? 0) + (spans[row * 2 + 1] ?? 0) - (spans[row * 2] ?? 0) + 1;
    }
    const bytes = new Uint8Array(offsets[this.rows] ?? 0);
    for (let row = 0; row < this.rows; row++) {
      const from = this.#made.get(row) ?? this.#bytes.subarray(spans[row * 2], spans[row * 2 + 1]);
      bytes.set(from, offsets[row]);
      bytes[(offsets[row + 1] ?? 0) - 1] = LF;
    }
    return cutBlocks(bytes, offsets, this.#hashes);
  }

  /** The rows moved together in one copy of the chunk. */
  #packed(): BlockDraft[] {
    const spans = this.#spans;
    // The last row may lack its line end.
    const bytes = new Uint8Array(this.#bytes.length + 1);
    bytes.set(this.#bytes);
    const offsets = new Uint32Array(this.rows + 1);
    let used = 0;
    for (let row = 0; row < this.rows; row++) {
      const start = spans[row * 2] ?? 0;
      const end = spans[row * 2 + 1] ?? 0;
      bytes.copyWithin(used, start, end);
      used += end - start;
      bytes[used++] = LF;
      offsets[row + 1] = used;
    }
    return cutBlocks(bytes.subarray(0, used), offsets, this.#hashes);
  }
}

/** White space of JSON that can be within a line. */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === CR;
}
