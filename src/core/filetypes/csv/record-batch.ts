import { encodedLength } from '../encoded-length.ts';
import { tooLong } from '../too-long.ts';
import type { Newline, QuarantineDraft } from '../settings.ts';

const encoder = new TextEncoder();
const LF = 10;

/** The records that a piece of text completed, as places in `text`. */
export class RecordBatch {
  /** What was left over from before, and the new piece. */
  readonly text: string;
  readonly starts: number[] = [];
  /** Without their line ends. */
  readonly ends: number[] = [];
  /** The line of the file, from 1, on which each begins. */
  readonly lines: number[] = [];
  /** How many lines those records have that are more than one, by their number. */
  readonly #lineCounts = new Map<number, number>();
  readonly refused: QuarantineDraft[] = [];
  /** True where another reader might cut these records otherwise: a misplaced quote, a refused line. */
  isOdd = false;
  /** Lines that were passed over as comments. */
  comments = 0;
  /** The lines in which a quote was taken for text, because each line after it is a row of its own. */
  readonly strays: number[] = [];
  /** Records by how they end; a last one without a line end counts nowhere. */
  lf = 0;
  crlf = 0;
  cr = 0;
  readonly #encoding: string;
  /** A place whose offset is known. */
  #known: { at: number; byte: number };
  readonly #origin: number;

  constructor(text: string, byte: number, encoding: string) {
    this.text = text;
    this.#encoding = encoding;
    this.#origin = byte;
    this.#known = { at: 0, byte };
  }

  get count(): number {
    return this.starts.length;
  }

  /** The line end that all records have; null where they differ. LF where there is none. */
  get newline(): Newline | null {
    const { lf, crlf, cr } = this;
    if (crlf === 0 && cr === 0) return '\n';
    if (lf === 0 && cr === 0) return '\r\n';
    return lf === 0 && crlf === 0 ? '\r' : null;
  }

  add(start: number, end: number, next: number, line: number, lines: number): void {
    if (lines > 1) this.#lineCounts.set(this.starts.length, lines);
    this.starts.push(start);
    this.ends.push(end);
    this.lines.push(line);
    if (next - end === 2) this.crlf++;
    else if (next > end && this.text.charCodeAt(end) === LF) this.lf++;
    else if (next > end) this.cr++;
  }

  linesOf(record: number): number {
    return this.#lineCounts.get(record) ?? 1;
  }

  textOf(record: number): string {
    return this.text.slice(this.starts[record], this.ends[record]);
  }

  /** Offset in the file; as exact as `encodedLength`. Quick where places are asked for in order. */
  byteAt(at: number): number {
    if (at < this.#known.at) this.#known = { at: 0, byte: this.#origin };
    const { at: from, byte } = this.#known;
    this.#known = { at, byte: byte + encodedLength(this.text.slice(from, at), this.#encoding) };
    return this.#known.byte;
  }

  quarantineRecord(record: number, reason: string): QuarantineDraft {
    return this.quarantine(this.starts[record] ?? 0, this.ends[record] ?? 0, this.lines[record] ?? 0, reason);
  }

  /** `raw` holds the text as UTF-8, whatever the file's encoding is. */
  quarantine(start: number, end: number, line: number, reason: string): QuarantineDraft {
    const byte = this.byteAt(start);
    const text = this.text.slice(start, end);
    return { line, byte, bytes: encodedLength(text, this.#encoding), reason, raw: encoder.encode(text) };
  }

  /** A line that is too long to hold: `raw` is only its start. */
  oversized(start: string, bytes: number, byte: number, line: number): QuarantineDraft {
    return { line, byte, bytes, reason: tooLong(bytes), raw: encoder.encode(start) };
  }
}
