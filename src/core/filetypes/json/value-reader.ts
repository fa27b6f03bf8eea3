import { findJsonFault, type JsonFault } from './json-fault.ts';
import { MORE } from '../line-ends.ts';
import { MAX_ROW_BYTES } from '../settings.ts';
import { type Place, TextPlace } from '../text-place.ts';
import { LenientScanner } from '../lenient/lenient-scanner.ts';
import { type Scanner, ValueScanner } from './value-scanner.ts';

/** Of a value that is too long to hold, this many characters are kept to show. */
const KEPT_LENGTH = 64 << 10;
const BACKSLASH = '\\';

/** One value as it is in the file. */
export interface ReadValue {
  /** Its text; only the beginning where it is too long. */
  readonly text: string;
  readonly place: Place;
  /** Where it begins in the reader's text, unless it is too long. */
  readonly start: number;
  /** Its whole length where it is too long to hold, else 0. */
  readonly oversized: number;
  /** True where it stops being JSON at its end, or the file ends within it. */
  readonly isBroken: boolean;
  /** True where only white space is before it on its line. */
  readonly startsLine: boolean;
}

/** What is wrong with a value that can't be parsed. */
export function faultOf({ text, isBroken }: ReadValue): JsonFault {
  // The space tells a bad word from one that is cut.
  const fault = findJsonFault(isBroken ? text : `${text} `);
  return fault ?? { at: text.length, cut: true, what: 'it ends too early' };
}

/** Reads values from a text that comes in pieces, and holds no more of it than the value at hand. */
export class ValueReader {
  text = '';
  /** Where to read on: after the last value, or at the start of one that has not ended. */
  at = 0;
  isLast = false;
  readonly #place: TextPlace;
  readonly #scanner: Scanner;
  readonly #isLenient: boolean;
  #startsLine = true;
  #isReading = false;
  #oversized: { readonly text: string; readonly place: Place } | null = null;

  /** `byteOffset`: where the text begins in the file, which is the length of a byte order mark. */
  constructor(encoding: string, byteOffset: number, isLenient = false) {
    this.#scanner = isLenient ? new LenientScanner() : new ValueScanner();
    this.#isLenient = isLenient;
    this.#place = new TextPlace(encoding, byteOffset);
  }

  push(text: string, last: boolean): void {
    const consumed = this.at;
    this.#place.reset(this.text, consumed);
    this.text = consumed === this.text.length ? text : this.text.slice(consumed) + text;
    this.at = 0;
    this.isLast = last;
    this.#scanner.reset(this.text, consumed);
  }

  /** Moves past white space, and comments in a lenient reading; the character there, undefined where the text is at its end. */
  skipSpace(): string | undefined {
    const { text } = this;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === 0x0a) this.#startsLine = true;
      else if (code !== 0x20 && code !== 0x0d && code !== 0x09) {
        const comment = this.#isLenient ? this.#commentLength() : 0;
        if (comment === MORE) return undefined;
        if (comment === 0) return text[this.at];
        this.at += comment - 1;
      }
    }
    return undefined;
  }

  /** Passes one character, which is no white space. */
  pass(): void {
    this.at++;
    this.#startsLine = false;
  }

  /** The length of the comment that begins here; 0 where none does, MORE where its end has not come. */
  #commentLength(): number {
    const { text, at } = this;
    const mark = text[at];
    if (mark !== '#' && mark !== '/') return 0;
    const next = text[at + 1];
    if (mark === '/' && next === undefined && !this.isLast) return MORE;
    if (mark === '/' && next !== '/' && next !== '*') return 0;
    // The line end is no part of it.
    const isBlock = mark === '/' && next === '*';
    const end = isBlock ? text.indexOf('*/', at + 2) + 2 : text.indexOf('\n', at);
    const isOpen = end < (isBlock ? 2 : 0);
    if (isOpen) return this.isLast ? text.length - at : MORE;
    return end - at;
  }

  placeOf(at: number): Place {
    return this.#place.ahead(this.text, at);
  }

  /** The value that begins at `at`; null where the rest of it has not come yet. */
  read(): ReadValue | null {
    if (!this.#isReading) this.#scanner.begin(this.at);
    this.#isReading = true;
    const found = this.#scanner.findEnd();
    if (found === MORE && !this.isLast) return this.#oversized !== null || this.#isTooLong() ? this.#skip() : null;
    const isCut = found === MORE && !this.#scanner.isScalar;
    return this.#finish(found === MORE ? this.text.length : found, isCut || this.#scanner.isBroken);
  }

  #isTooLong(): boolean {
    return this.text.length - this.at > MAX_ROW_BYTES;
  }

  /** Lets go of a value that is too long; gives it back where it is no JSON anyway. */
  #skip(): ReadValue | null {
    if (this.#oversized === null) {
      const fault = this.#isLenient ? null : findJsonFault(this.text.slice(this.at));
      if (fault !== null && !fault.cut) return this.#finish(this.text.length, true);
      const place = this.#place.moveTo(this.text, this.at);
      this.#oversized = { text: this.text.slice(this.at, this.at + KEPT_LENGTH), place };
    }
    // An odd backslash decides what the next character is.
    let end = this.#scanner.at;
    let slashes = 0;
    while (this.text[end - 1 - slashes] === BACKSLASH) slashes++;
    end -= slashes % 2;
    this.at = end;
    return null;
  }

  #finish(end: number, isBroken: boolean): ReadValue {
    this.#isReading = false;
    const oversized = this.#oversized;
    this.#oversized = null;
    const place = oversized?.place ?? this.#place.moveTo(this.text, this.at);
    const start = this.at;
    const text = oversized?.text ?? this.text.slice(start, end);
    this.at = end;
    const startsLine = this.#startsLine;
    this.#startsLine = false;
    return { text, place, start, isBroken, startsLine, oversized: oversized ? this.placeOf(end).byte - place.byte : 0 };
  }
}
