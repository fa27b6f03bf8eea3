import { viewOf } from '../../hash/byte-view.ts';
import { shapeOf, type KeyShape } from '../../row/key-shape.ts';
import { MAX_DEPTH } from '../settings.ts';
import { lengthOfCharacter } from '../utf8.ts';

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const OPEN_BRACE = 0x7b;

/** No place: what should be there is not. */
const WRONG = -1;
const NO_BYTE = -1;

/** 1 for bytes that can't be in a string, or not alone: controls, quote, backslash, and all beyond ASCII. */
const SPECIAL = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === QUOTE || byte === BACKSLASH || byte >= 0x80 ? 1 : 0,
);
const ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) =>
  '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? 1 : 0,
);
const HEX = Uint8Array.from({ length: 256 }, (_, byte) => (/[\da-f]/i.test(String.fromCharCode(byte)) ? 1 : 0));
const WORDS = ['true', 'false', 'null'].map((word) => Uint8Array.from(word, (letter) => letter.charCodeAt(0)));

/**
 * Checks bytes for being JSON (RFC 8259) in UTF-8, as strictly as TextDecoder and JSON.parse together, but without making
 * text or values of them; and notes the keys of an object. It says no without saying why, and so it does beyond MAX_DEPTH.
 */
export class JsonBytes {
  /** The keys of the last object that was checked; undefined where the last value was none. */
  shape: KeyShape | undefined;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = viewOf(this.#bytes);
  #end = 0;
  /** What counts as a line feed between values: none where the text is one line. */
  #lineFeed = LINE_FEED;
  /** The open brackets. */
  readonly #open = new Uint8Array(MAX_DEPTH + 1);
  #depth = 0;
  /** Of the top-level keys, quotes included. */
  #keys = 0;
  #keyStarts = new Uint32Array(64);
  #keyEnds = new Uint32Array(64);
  /** The keys that are expected: most rows have those of the row before. */
  #last: KeyShape | undefined;
  #isLast = false;

  /** True where the bytes from `start` up to `end` are one JSON value with nothing around it but white space. */
  check(bytes: Uint8Array, start: number, end: number): boolean {
    this.#lineFeed = LINE_FEED;
    return this.#read(bytes, start, end) === end;
  }

  /**
   * The end of the line that begins at `start`, its line feed or `end`, where it holds one JSON value and nothing else; -1
   * where it doesn't. So a line is checked and its end is found in one go.
   */
  endOfLine(bytes: Uint8Array, start: number, end: number): number {
    this.#lineFeed = NO_BYTE;
    const at = this.#read(bytes, start, end);
    return at === end || bytes[at] === LINE_FEED ? at : WRONG;
  }

  /** The offset after a value and the white space around it. */
  #read(bytes: Uint8Array, start: number, end: number): number {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#end = end;
    this.#depth = 0;
    this.#keys = 0;
    this.#isLast = this.#last !== undefined;
    const first = this.#skipSpace(start);
    const after = this.#readAll(first);
    if (after !== WRONG) this.shape = bytes[first] === OPEN_BRACE ? this.#shapeOfKeys() : undefined;
    return after;
  }

  #shapeOfKeys(): KeyShape {
    if (!this.#isLast || this.#last?.spelled.length !== this.#keys) {
      this.#last = shapeOf(this.#bytes, this.#keyStarts, this.#keyEnds, this.#keys);
    }
    return this.#last;
  }

  #readAll(start: number): number {
    const bytes = this.#bytes;
    for (let at = start; at !== WRONG;) {
      const byte = at < this.#end ? (bytes[at] ?? 0) : 0;
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.#depth === MAX_DEPTH) return WRONG;
        this.#open[this.#depth++] = byte;
        at = this.#skipSpace(at + 1);
        // The closing bracket comes two after the opening one in ASCII.
        const isEmpty = at < this.#end && bytes[at] === byte + 2;
        if (!isEmpty) {
          if (byte === OPEN_BRACE) at = this.#readKey(at);
          continue;
        }
      } else {
        at = this.#readScalar(at, byte);
        if (at === WRONG) return WRONG;
        if (this.#depth === 0) return this.#skipSpace(at);
      }
      at = this.#closeAll(at);
      if (this.#depth === 0) return at;
    }
    return WRONG;
  }

  /** Passes the brackets that close after a value, and gives where the next value begins, or the end. */
  #closeAll(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    while (this.#depth > 0) {
      at = this.#skipSpace(at);
      if (at >= this.#end) return WRONG;
      const byte = bytes[at] ?? 0;
      const open = this.#open[this.#depth - 1] ?? 0;
      if (byte === open + 2) {
        this.#depth--;
        at++;
      } else if (byte === COMMA) {
        at = this.#skipSpace(at + 1);
        return open === OPEN_BRACE ? this.#readKey(at) : at;
      } else return WRONG;
    }
    return this.#skipSpace(at);
  }

  /** Reads a key and its colon. */
  #readKey(at: number): number {
    const bytes = this.#bytes;
    if (at >= this.#end || bytes[at] !== QUOTE) return WRONG;
    const end = this.#depth === 1 ? this.#readTopKey(at) : this.#readString(at + 1);
    if (end === WRONG) return WRONG;
    const colon = this.#skipSpace(end);
    return colon < this.#end && bytes[colon] === COLON ? this.#skipSpace(colon + 1) : WRONG;
  }

  #readTopKey(at: number): number {
    const member = this.#keys++;
    if (member === this.#keyStarts.length) this.#grow();
    const expected = this.#isLast ? this.#last?.spelled[member] : undefined;
    this.#isLast = expected !== undefined && this.#holds(at, expected);
    const end = this.#isLast ? at + (expected?.length ?? 0) : this.#readString(at + 1);
    this.#keyStarts[member] = at;
    this.#keyEnds[member] = end;
    return end;
  }

  #holds(at: number, expected: Uint8Array): boolean {
    if (at + expected.length > this.#end) return false;
    for (let i = 0; i < expected.length; i++) if (this.#bytes[at + i] !== expected[i]) return false;
    return true;
  }

  #readScalar(at: number, byte: number): number {
    if (byte === QUOTE) return this.#readString(at + 1);
    if (byte === MINUS || isDigit(byte)) return this.#readNumber(at);
    for (const word of WORDS) if (byte === word[0]) return this.#holds(at, word) ? at + word.length : WRONG;
    return WRONG;
  }

  /** The offset after the string whose text begins at `at`. */
  #readString(at: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const end = this.#end;
    for (;;) {
      // Four bytes at a time while none is special: what is below a limit borrows from its top bit.
      while (at + 4 <= end) {
        const word = view.getInt32(at, true);
        const quote = (word ^ 0x22222222) - 0x01010101;
        const slash = (word ^ 0x5c5c5c5c) - 0x01010101;
        if (((quote | slash | (word - 0x20202020) | word) & 0x80808080) !== 0) break;
        at += 4;
      }
      while (at < end && SPECIAL[bytes[at] ?? 0] === 0) at++;
      if (at >= end) return WRONG;
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) return at + 1;
      if (byte < 0x20) return WRONG;
      at = byte === BACKSLASH ? this.#readEscape(at + 1) : this.#readCharacters(at);
      if (at === WRONG) return WRONG;
    }
  }

  #readEscape(at: number): number {
    if (at >= this.#end) return WRONG;
    const byte = this.#bytes[at] ?? 0;
    if (byte !== SMALL_U) return ESCAPED[byte] === 1 ? at + 1 : WRONG;
    if (at + 5 > this.#end) return WRONG;
    for (let i = at + 1; i < at + 5; i++) if (HEX[this.#bytes[i] ?? 0] === 0) return WRONG;
    return at + 5;
  }

  /** Passes characters beyond ASCII. */
  #readCharacters(at: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    while (at < end && (bytes[at] ?? 0) >= 0x80) {
      const length = lengthOfCharacter(bytes, at);
      if (length === 0 || at + length > end) return WRONG;
      at += length;
    }
    return at;
  }

  #readNumber(start: number): number {
    const bytes = this.#bytes;
    let at = bytes[start] === MINUS ? start + 1 : start;
    const first = at;
    at = this.#skipDigits(at);
    // No leading zeros, and at least one digit.
    if (at === first || (at > first + 1 && bytes[first] === ZERO)) return WRONG;
    if (at < this.#end && bytes[at] === POINT) {
      const fraction = at + 1;
      at = this.#skipDigits(fraction);
      if (at === fraction) return WRONG;
    }
    // E or e
    if (at < this.#end && ((bytes[at] ?? 0) | 0x20) === 0x65) {
      at++;
      if (at < this.#end && (bytes[at] === 0x2b || bytes[at] === MINUS)) at++;
      const exponent = at;
      at = this.#skipDigits(exponent);
      if (at === exponent) return WRONG;
    }
    return at;
  }

  #skipDigits(at: number): number {
    while (at < this.#end && isDigit(this.#bytes[at] ?? 0)) at++;
    return at;
  }

  #skipSpace(at: number): number {
    for (; at < this.#end; at++) {
      const byte = this.#bytes[at] ?? 0;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== this.#lineFeed)) break;
    }
    return at;
  }

  #grow(): void {
    this.#keyStarts = doubled(this.#keyStarts);
    this.#keyEnds = doubled(this.#keyEnds);
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}
