import type { StepContext } from '../recipe/step.ts';
import type { Row } from '../row/row.ts';
import { isBlankUtf8 } from '../text/utf8-space.ts';
import type { Utf8Text } from '../row/unescape.ts';
import { asOne, isNothing, numberOf, textReader } from './read-texts.ts';
import { lengthReader, stringReader } from './text-length.ts';
import type { Sort } from './view.ts';

/** What rows are sorted by: unsigned words, as many a row, of which those from `first` to before `last` count in their order. */
export interface SortKeys {
  readonly width: number;
  readonly first: number;
  readonly last: number;
  readonly words: Uint32Array;
  /** 1 for rows that have no value: they come last. */
  readonly missing: Uint8Array;
  /** Of a sort by text: each value is a number, whose key is in the first two words. */
  readonly numeric: boolean;
}

/** Words that a number takes. */
const NUMBER_WORDS = 2;
/** Memory that the keys of all rows may take. */
const MOST_WORDS = 16 << 20;

/**
 * How many words of each text are compared, four bytes a word: 64 bytes of each of a million rows, 1 KiB of each of ten
 * thousand. Texts that begin with the same bytes keep their order. So a sort needs no text in memory, and no second look
 * at rows; a table shows no more of a cell than that.
 */
export function textWords(rows: number): number {
  return Math.min(256, Math.max(16, Math.floor(MOST_WORDS / Math.max(1, rows))));
}

/** Gathers the keys of rows, one after another. */
export class SortKeyBuilder {
  readonly width: number;
  readonly #read: (row: Row, into: Uint32Array, at: number) => boolean;
  #words = new Uint32Array(0);
  #missing = new Uint8Array(0);
  #count = 0;
  #numeric = true;

  /** `words`: how many of each text are compared (`textWords`). Of a sort by what an analysis has, rows need no keys. */
  constructor({ by, of }: Sort, words: number, context: StepContext) {
    if (by === 'text') {
      const texts = textReader(of, context);
      this.width = NUMBER_WORDS + words;
      const string = stringReader(of, context);
      this.#read = (row, into, at) => {
        // Once a text is no number, strings are taken as their bytes are, without decoding them.
        const bytes = this.#numeric ? null : string(row);
        if (bytes) {
          if (isBlankUtf8(bytes)) return false;
          writeBytes(bytes, into, at + NUMBER_WORDS, words);
          return true;
        }
        const found = texts(row);
        if (isNothing(found)) return false;
        const text = asOne(found);
        const number = this.#numeric ? numberOf(text) : NaN;
        if (Number.isNaN(number)) this.#numeric = false;
        else writeNumber(number, into, at);
        writeText(text, into, at + NUMBER_WORDS, words);
        return true;
      };
      return;
    }
    const length = lengthReader(of, by === 'words' ? 'words' : 'characters', context);
    this.width = 1;
    this.#read = (row, into, at) => {
      into[at] = length(row);
      return true;
    };
  }

  add(row: Row): void {
    if (this.#count === this.#missing.length) this.#grow();
    if (!this.#read(row, this.#words, this.#count * this.width)) this.#missing[this.#count] = 1;
    this.#count++;
  }

  finish(): SortKeys {
    return {
      width: this.width,
      first: 0,
      last: this.width,
      words: this.#words.slice(0, this.#count * this.width),
      missing: this.#missing.slice(0, this.#count),
      numeric: this.#numeric,
    };
  }

  #grow(): void {
    const rows = Math.max(1_024, this.#count * 2);
    const words = new Uint32Array(rows * this.width);
    words.set(this.#words);
    const missing = new Uint8Array(rows);
    missing.set(this.#missing);
    this.#words = words;
    this.#missing = missing;
  }
}

const encoder = new TextEncoder();
/** The longest beginning of a text that counts, and room for a character that is cut at its end. */
const encoded = new Uint8Array(256 * 4 + 4);
const beginning = { bytes: encoded, start: 0, end: 0 };
const padded = new Uint8Array(256 * 4);
const paddedView = new DataView(padded.buffer);
const float = new DataView(new ArrayBuffer(8));

function writeText(text: string, into: Uint32Array, at: number, words: number): void {
  beginning.end = encoder.encodeInto(text.slice(0, words * 4 + 1), encoded).written;
  writeBytes(beginning, into, at, words);
}

/** Bytes of UTF-8 are in the order of code points. What a text is shorter is zeros. */
function writeBytes({ bytes, start, end }: Utf8Text, into: Uint32Array, at: number, words: number): void {
  const size = Math.min(end - start, words * 4);
  // A loop: a call for so few bytes costs more than it copies.
  for (let byte = 0; byte < size; byte++) padded[byte] = bytes[start + byte] ?? 0;
  const used = Math.ceil(size / 4);
  for (let byte = size; byte < used * 4; byte++) padded[byte] = 0;
  for (let word = 0; word < used; word++) into[at + word] = paddedView.getUint32(word * 4);
  for (let word = used; word < words; word++) into[at + word] = 0;
}

/** The bits of a double, turned so that they are in the order of the numbers; -0 is 0. */
function writeNumber(number: number, into: Uint32Array, at: number): void {
  float.setFloat64(0, number + 0);
  const high = float.getUint32(0);
  const low = float.getUint32(4);
  const isNegative = high >>> 31 === 1;
  into[at] = (isNegative ? ~high : high | 0x8000_0000) >>> 0;
  into[at + 1] = (isNegative ? ~low : low) >>> 0;
}

/** The keys of parts, one after another. Numbers count where all values are numbers, else what follows them. */
export function joinKeys(parts: readonly SortKeys[]): SortKeys {
  const width = parts[0]?.width ?? 1;
  const isText = width > 1;
  const numeric = isText && parts.every((part) => part.numeric);
  const rows = parts.reduce((sum, { missing }) => sum + missing.length, 0);
  const words = new Uint32Array(rows * width);
  const missing = new Uint8Array(rows);
  let at = 0;
  for (const part of parts) {
    missing.set(part.missing, at);
    words.set(part.words, at * width);
    at += part.missing.length;
  }
  const first = isText && !numeric ? NUMBER_WORDS : 0;
  return { width, first, last: numeric ? NUMBER_WORDS : width, words, missing, numeric };
}
