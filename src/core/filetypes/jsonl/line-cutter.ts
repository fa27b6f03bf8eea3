import { joinBytes } from '../bytes.ts';
import { MAX_ROW_BYTES } from '../settings.ts';

/** Whole lines, and after them at most one that is longer than a row may be. */
export interface CutLines {
  readonly bytes: Uint8Array;
  /** Where they begin in the stream. */
  readonly byteOffset: number;
  readonly oversized?: OversizedLine;
}

export interface OversizedLine {
  readonly byte: number;
  readonly bytes: number;
  /** Its beginning. */
  readonly raw: Uint8Array;
}

const LINE_FEED = 10;
/** Of a line that is too long to hold, this much is kept to show. */
const KEPT_BYTES = 64 << 10;

/** Cuts a stream of bytes into chunks of whole lines, and never holds more of it than one row may have. */
export class LineCutter {
  #rest: Uint8Array[] = [];
  #restBytes = 0;
  #offset = 0;
  #long: { readonly byte: number; readonly raw: Uint8Array } | null = null;

  /** The lines that are whole now, in order; with `last`, what is left is a line too. */
  push(bytes: Uint8Array, last: boolean): CutLines[] {
    const cuts: CutLines[] = [];
    const start = this.#long === null ? 0 : this.#passLong(bytes, last, cuts);
    const end = last ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1;
    if (end > start || (last && this.#restBytes > 0)) {
      cuts.push({ bytes: joinBytes(...this.#rest, bytes.subarray(start, end)), byteOffset: this.#offset });
      this.#offset += this.#restBytes + end - start;
      this.#rest = [];
      this.#restBytes = 0;
    }
    this.#keep(bytes.slice(Math.max(start, end)));
    return cuts;
  }

  #keep(rest: Uint8Array): void {
    if (rest.length === 0 || this.#long !== null) return;
    this.#rest.push(rest);
    this.#restBytes += rest.length;
    if (this.#restBytes <= MAX_ROW_BYTES) return;
    this.#long = { byte: this.#offset, raw: joinBytes(...this.#rest).slice(0, KEPT_BYTES) };
    this.#offset += this.#restBytes;
    this.#rest = [];
    this.#restBytes = 0;
  }

  /** Passes over a line that is too long; gives where the next one begins. */
  #passLong(bytes: Uint8Array, last: boolean, cuts: CutLines[]): number {
    const lineFeed = bytes.indexOf(LINE_FEED);
    const end = lineFeed < 0 ? bytes.length : lineFeed;
    this.#offset += end;
    const long = this.#long;
    if (long === null || (lineFeed < 0 && !last)) return bytes.length;
    const { byte, raw } = long;
    const none = new Uint8Array(0);
    cuts.push({ bytes: none, byteOffset: byte, oversized: { byte, bytes: this.#offset - byte, raw } });
    this.#long = null;
    this.#offset += lineFeed < 0 ? 0 : 1;
    return lineFeed < 0 ? end : end + 1;
  }
}
