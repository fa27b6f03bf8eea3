import { cutBlocks, type BlockDraft } from '../../row/block-builder.ts';
import { JsonLineChecker } from './json-line.ts';
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

/** What is decoded at once: twice as fast as a whole chunk, because the text stays in the processor's cache. */
const PIECE_BYTES = 64 << 10;

const LF = 10;
const CR = 13;

/**
 * Reads a chunk that begins at the start of a line and ends at the end of one, or at the end of the file. Lines end at
 * byte 0x0A only; space, tab and CR around a value are not the row. Lines that can't be read are quarantined.
 */
export function readJsonLines(bytes: Uint8Array, place: ChunkPlace): JsonLinesReport {
  const bom = place.first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const reader = new ChunkReader(bytes, place.byteOffset, bom ? 3 : 0);
  reader.read();
  return {
    drafts: reader.drafts(),
    rows: reader.rows,
    columns: reader.columns,
    quarantined: reader.quarantined,
    lines: reader.lines,
    blankLines: reader.blankLines,
    crlf: reader.crlf,
    padded: reader.padded,
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

  readonly #bytes: Uint8Array;
  readonly #byteOffset: number;
  readonly #begin: number;
  readonly #checker = new JsonLineChecker();
  /** Start and end of each row, in turn. */
  #spans = new Uint32Array(1 << 12);

  constructor(bytes: Uint8Array, byteOffset: number, begin: number) {
    this.#bytes = bytes;
    this.#byteOffset = byteOffset;
    this.#begin = begin;
  }

  get columns(): readonly string[] {
    return this.#checker.columns;
  }

  read(): void {
    for (let start = this.#begin; start < this.#bytes.length;) {
      const end = this.#pieceEnd(start);
      const text = decodeUtf8(this.#bytes.subarray(start, end));
      if (text === null) this.#readByLine(start, end);
      else this.#readText(text, start, end);
      start = end;
    }
  }

  drafts(): readonly BlockDraft[] {
    return this.#isUnbroken() ? this.#views() : this.#packed();
  }

  /** The end of the last line that begins and ends within a piece; of the first one where none does. */
  #pieceEnd(start: number): number {
    const limit = start + PIECE_BYTES;
    if (limit >= this.#bytes.length) return this.#bytes.length;
    const lineFeed = this.#bytes.lastIndexOf(LF, limit - 1);
    return lineFeed >= start ? lineFeed + 1 : Math.min(this.#lineEnd(limit) + 1, this.#bytes.length);
  }

  /** The fast way: the piece was decoded at once, and its lines are slices of that text. */
  #readText(text: string, start: number, pieceEnd: number): void {
    // Without other letters than ASCII, a place in the text is a place in the bytes.
    const isAscii = text.length === pieceEnd - start;
    let byte = start;
    for (let at = 0; at < text.length;) {
      const lineFeed = text.indexOf('\n', at);
      const end = lineFeed < 0 ? text.length : lineFeed;
      const byteEnd = isAscii ? end + start : this.#lineEnd(byte);
      this.#readLine(text.slice(at, end), byte, byteEnd);
      at = end + 1;
      byte = byteEnd + 1;
    }
  }

  /** The slow way, for a piece with a bad byte somewhere: only the lines that hold one are refused. */
  #readByLine(start: number, pieceEnd: number): void {
    for (let byte = start; byte < pieceEnd;) {
      const end = this.#lineEnd(byte);
      const text = decodeUtf8(this.#bytes.subarray(byte, end));
      if (text === null) this.#refuseBytes(byte, end);
      else this.#readLine(text, byte, end);
      byte = end + 1;
    }
  }

  #readLine(line: string, byteStart: number, byteEnd: number): void {
    this.lines++;
    const units = line.length;
    let start = 0;
    let end = units;
    while (start < end && isSpace(line.charCodeAt(start))) start++;
    while (end > start && isSpace(line.charCodeAt(end - 1))) end--;
    const isCrlf = line.charCodeAt(units - 1) === CR && byteEnd < this.#bytes.length;
    if (isCrlf) this.crlf++;
    if (start === end) {
      this.blankLines++;
      return;
    }
    const why = this.#check(start === 0 && end === units ? line : line.slice(start, end), byteEnd - byteStart);
    if (why !== null) {
      this.#quarantine(byteStart, byteEnd, why);
      return;
    }
    if (start > 0 || units - end > (isCrlf ? 1 : 0)) this.padded++;
    this.#keep(byteStart + start, byteEnd - (units - end));
  }

  #check(line: string, byteLength: number): string | null {
    return byteLength > MAX_ROW_BYTES ? tooLong(byteLength) : this.#checker.check(line);
  }

  #refuseBytes(start: number, end: number): void {
    this.lines++;
    if (this.#bytes[end - 1] === CR && end < this.#bytes.length) this.crlf++;
    const fault = findUtf8Fault(this.#bytes.subarray(start, end));
    if (fault === null) throw new Error(`jsonl: line at byte ${this.#byteOffset + start} decodes here, but not there`);
    const hex = fault.byte.toString(16).toUpperCase().padStart(2, '0');
    const place = `column ${fault.column}, byte ${this.#byteOffset + start + fault.at} of the file`;
    this.#quarantine(start, end, `not UTF-8: byte 0x${hex} at ${place}`);
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

  #keep(start: number, end: number): void {
    const at = this.rows++ * 2;
    if (at === this.#spans.length) {
      const grown = new Uint32Array(at * 2);
      grown.set(this.#spans);
      this.#spans = grown;
    }
    this.#spans[at] = start;
    this.#spans[at + 1] = end;
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
    return cutBlocks(this.#bytes.subarray(start, end), offsets);
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
    return cutBlocks(bytes.subarray(0, used), offsets);
  }
}

/** White space of JSON that can stand within a line. */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === CR;
}
