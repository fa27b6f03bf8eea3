import { encodedLength } from '../encoded-length.ts';
import { LineEnds, MORE } from '../line-ends.ts';
import { NextIndex } from '../json/next-index.ts';
import { DelimiterSearch } from './delimiter-search.ts';
import { dialectOf } from './dialect.ts';
import { NEVER, QuotedField } from './quoted-field.ts';
import { RecordBatch } from './record-batch.ts';
import { StrayQuotes } from './stray-quotes.ts';
import { Trail } from '../json/trail.ts';
import { MAX_ROW_BYTES, type Newline, type ReadSettings } from '../settings.ts';

/** A quoted cell over this many characters, or a record over `MAX_RECORD_LINES`, is an open quote that was never closed. */
export const MAX_CELL_LENGTH = 10 << 20;
export const MAX_RECORD_LINES = 10_000;
/** Of a line that is too long to hold, this many characters are kept to show. */
const KEPT_LENGTH = 64 << 10;

export interface CutterOptions extends Pick<ReadSettings, 'delimiter' | 'quote' | 'escape' | 'comment'> {
  /** Without it, or where it is CR, any line end ends a record; else LF and CR LF do. */
  readonly newline?: Newline;
  /** For byte offsets; exact for UTF-8, see `encodedLength`. */
  readonly encoding?: string;
  /** Where the text begins in the file: the length of a byte order mark. */
  readonly byteOffset?: number;
}

/**
 * Cuts delimited text, piece by piece, into records. A line end within a quoted cell is part of the cell; a quote opens
 * a cell only at its start. A quote that never closes costs its own line, not the rest of the file.
 */
export class RecordCutter {
  readonly #encoding: string;
  readonly #lineEnds: LineEnds;
  readonly #quoted: QuotedField;
  readonly #strays: StrayQuotes;
  readonly #quote: string;
  readonly #comment: string | undefined;
  readonly #quotes: NextIndex;
  readonly #delimiters: DelimiterSearch;
  readonly #trail = new Trail();
  /** Characters of the stream before `#text`. */
  #base = 0;
  #text = '';
  #at = 0;
  #line = 1;
  #byte: number;
  /** The line whose bytes are passed over because it is too long to hold. */
  #skipped: { readonly start: string; bytes: number } | null = null;
  /** Where the line `line` begins: how far a record may reach. */
  #horizon = { line: 1, at: 0 };

  constructor({ newline, encoding = 'utf-8', byteOffset = 0, ...options }: CutterOptions) {
    const dialect = dialectOf(options);
    this.#encoding = encoding;
    this.#byte = byteOffset;
    this.#lineEnds = new LineEnds(newline);
    this.#delimiters = new DelimiterSearch(dialect);
    this.#quoted = new QuotedField(dialect, this.#delimiters, this.#lineEnds);
    this.#strays = new StrayQuotes(dialect, newline);
    this.#quote = dialect.quote;
    this.#quotes = new NextIndex(dialect.quote);
    this.#comment = dialect.comment;
  }

  /** The records that are whole now. With `last`, all that is left is a record too. */
  push(text: string, last: boolean): RecordBatch {
    const consumed = this.#at;
    this.#base += consumed;
    this.#text = consumed === this.#text.length ? text : this.#text.slice(consumed) + text;
    this.#at = 0;
    for (const search of [this.#quotes, this.#delimiters]) search.reset(this.#text);
    this.#lineEnds.reset(this.#text, last);
    this.#quoted.reset(this.#text, last, consumed);
    this.#horizon = { line: this.#horizon.line, at: this.#horizon.at - consumed };

    const batch = new RecordBatch(this.#text, this.#byte, this.#encoding);
    while (this.#at < this.#text.length && this.#cutNext(batch, last));
    if (last && this.#skipped !== null) this.#endSkipped(batch);
    this.#byte = batch.byteAt(this.#at);
    return batch;
  }

  /** Takes one record or refuses one line. False where the rest has to wait for more text. */
  #cutNext(batch: RecordBatch, last: boolean): boolean {
    const start = this.#at;
    const lineEnd = this.#lineEnds.find(start);
    if (this.#comment !== undefined && this.#skipped === null) {
      const isComment = this.#text.startsWith(this.#comment, start);
      // Its beginning may go on in the next piece.
      if (!last && (isComment ? lineEnd === MORE : this.#text.length - start < this.#comment.length)) return false;
      if (isComment) return this.#passComment(batch, lineEnd);
    }
    if (this.#skipped !== null) return this.#skip(batch, lineEnd);
    const lineStop = lineEnd === MORE ? this.#text.length : lineEnd;
    if (lineStop - start > MAX_ROW_BYTES) return this.#startSkip(start);
    if (this.#quotes.find(start) >= lineStop) {
      if (lineEnd === MORE) return false;
      this.#take(batch, lineEnd, 1);
      return true;
    }

    this.#quoted.startRecord();
    const end = this.#findRecordEnd(start, last);
    batch.isOdd ||= this.#quoted.isOdd;
    const isTooLong = (end < 0 ? this.#text.length : end) - start > MAX_ROW_BYTES;
    if (end === NEVER || isTooLong) {
      if (lineEnd === MORE) return false;
      this.#refuseLine(batch, lineEnd, this.#whyRefused(end));
      return true;
    }
    if (end === MORE) return false;
    const lines = end === lineEnd ? 1 : this.#lineEnds.count(start, end) + 1;
    if (lines > 1 && this.#strays.isStray(this.#text, start, end, lines, this.#lineEnds)) this.#takeLines(batch, end);
    else this.#take(batch, end, lines);
    return true;
  }

  /** Where the record ends that begins at `start`: walks from cell to cell, because quotes count only at a cell's start. */
  #findRecordEnd(start: number, last: boolean): number {
    this.#trail.begin();
    for (let cell = this.#delimiters.firstCell(start); ;) {
      if (this.#text[cell] === this.#quote) {
        const open = this.#follow(cell);
        const end = this.#quoted.findEnd(open);
        const isBeyond = this.#isBeyondLimit(open, end < 0 ? this.#text.length : end);
        if (end < 0 || isBeyond) this.#trail.stop(this.#base + open);
        if (isBeyond) return NEVER;
        if (end < 0 || end === this.#text.length || this.#lineEnds.isAt(end)) return end;
        cell = this.#delimiters.after(end);
      } else {
        const lineEnd = this.#lineEnds.find(cell);
        const stop = lineEnd === MORE ? this.#text.length : lineEnd;
        const delimiter = this.#delimiters.find(cell);
        if (delimiter >= stop || this.#quotes.find(cell) >= stop) return lineEnd;
        cell = this.#delimiters.after(delimiter);
      }
      // The next cell's first character decides whether it is quoted.
      if (cell === this.#text.length && !last) return MORE;
    }
  }

  /** The open quote to go on from: the farthest that a search before came to from this one. */
  #follow(cell: number): number {
    const open = this.#trail.pass(this.#base + cell) - this.#base;
    if (open > cell) this.#quoted.isOdd = true;
    return open;
  }

  #isBeyondLimit(open: number, end: number): boolean {
    if (end - open > MAX_CELL_LENGTH) return true;
    // Each line takes at least its line end.
    if (end - this.#at <= MAX_RECORD_LINES) return false;
    return this.#lineStart(this.#line + MAX_RECORD_LINES) <= end;
  }

  /** Where a line begins that lies ahead; Infinity where it has not come. Lines are asked for in order. */
  #lineStart(line: number): number {
    if (this.#horizon.line < this.#line || this.#horizon.line > line)
      this.#horizon = { line: this.#line, at: this.#at };
    let { line: known, at } = this.#horizon;
    while (known < line) {
      const end = this.#lineEnds.find(at);
      if (end === MORE || end === this.#text.length) break;
      at = this.#lineEnds.after(end);
      known++;
    }
    this.#horizon = { line: known, at };
    return known < line ? Infinity : at;
  }

  #take(batch: RecordBatch, end: number, lines: number): void {
    const next = this.#lineEnds.after(end);
    batch.add(this.#at, end, next, this.#line, lines);
    this.#line += lines;
    this.#at = next;
  }

  /** Takes each line up to `end` as a record. */
  #takeLines(batch: RecordBatch, end: number): void {
    batch.isOdd = true;
    batch.strays.push(this.#line);
    while (this.#at <= end) {
      const lineEnd = this.#lineEnds.find(this.#at);
      const stop = lineEnd === MORE ? this.#text.length : Math.min(lineEnd, end);
      this.#take(batch, stop, 1);
      if (stop === end) return;
    }
  }

  #passComment(batch: RecordBatch, lineEnd: number): boolean {
    batch.comments++;
    this.#line++;
    this.#at = lineEnd === MORE ? this.#text.length : this.#lineEnds.after(lineEnd);
    return true;
  }

  #refuseLine(batch: RecordBatch, end: number, reason: string): void {
    batch.isOdd = true;
    batch.refused.push(batch.quarantine(this.#at, end, this.#line, reason));
    this.#line++;
    this.#at = this.#lineEnds.after(end);
  }

  #whyRefused(end: number): string {
    return end === NEVER ? `quote opened at line ${this.#line} never closes` : `record over ${MAX_ROW_BYTES >> 20} MiB`;
  }

  #startSkip(start: number): boolean {
    this.#skipped = { start: this.#text.slice(start, start + KEPT_LENGTH), bytes: 0 };
    return true;
  }

  #skip(batch: RecordBatch, lineEnd: number): boolean {
    const skipped = this.#skipped;
    if (skipped === null) return true;
    // A CR at the end may be half of a line end.
    const end = lineEnd === MORE ? this.#text.length - (this.#text.endsWith('\r') ? 1 : 0) : lineEnd;
    skipped.bytes += encodedLength(this.#text.slice(this.#at, end), this.#encoding);
    this.#at = end;
    if (lineEnd === MORE) return false;
    this.#endSkipped(batch);
    this.#at = this.#lineEnds.after(end);
    return true;
  }

  #endSkipped(batch: RecordBatch): void {
    if (this.#skipped === null) return;
    const { start, bytes } = this.#skipped;
    batch.isOdd = true;
    batch.refused.push(batch.oversized(start, bytes, batch.byteAt(this.#at) - bytes, this.#line++));
    this.#skipped = null;
  }
}
