import { viewOf } from '../hash/byte-view.ts';

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
const BACKSLASH = 0x5c;
export const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

/** Where a key ends that is spelled as expected; -1 for another one. */
export function matchKey(bytes: Uint8Array, at: number, end: number, expected: Uint8Array): number {
  const { length } = expected;
  if (at + length > end) return -1;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== expected[i]) return -1;
  return at + length;
}

/** Where the value ends that begins at `at`; of a string, `sawEscape` says whether a backslash was passed. */
export function endOfValue(bytes: Uint8Array, view: DataView, at: number, end: number): number {
  const first = bytes[at];
  sawEscape = 0;
  if (first === QUOTE) return closingQuote(bytes, view, at + 1, end) + 1;
  return first === OPEN_BRACE || first === OPEN_BRACKET
    ? endOfNested(bytes, view, at, end)
    : endOfScalar(bytes, at, end);
}

/** Where a value is among bytes. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
}

/** Where the item with this index of the list lies that `span` holds; null where there is no list or no such item. */
export function findItem(bytes: Uint8Array, { start, end }: ValueSpan, index: number): ValueSpan | null {
  const view = viewOf(bytes);
  let at = skipSpace(bytes, start, end);
  if (bytes[at] !== OPEN_BRACKET) return null;
  at = skipSpace(bytes, at + 1, end);
  if (bytes[at] === CLOSE_BRACKET) return null;
  for (let item = 0; at < end; item++) {
    const valueEnd = endOfValue(bytes, view, at, end);
    if (item === index) return { start: at, end: valueEnd };
    at = skipSpace(bytes, valueEnd, end);
    if (bytes[at] !== COMMA) return null;
    at = skipSpace(bytes, at + 1, end);
  }
  return null;
}

export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x20 || (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) break;
  }
  return at;
}

/** Set to 1 by `closingQuote` where it passes a backslash: a second result that costs no object. */
export let sawEscape = 0;

/** The quote that closes the string whose text begins at `at`; `end - 1` at most. */
export function closingQuote(bytes: Uint8Array, view: DataView, at: number, end: number): number {
  for (;;) {
    // Four bytes at a time while none is a quote or backslash: a byte of 0 borrows from its top bit.
    while (at + 4 <= end) {
      const word = view.getInt32(at, true);
      const quote = word ^ 0x22222222;
      const slash = word ^ 0x5c5c5c5c;
      if (((((quote - 0x01010101) & ~quote) | ((slash - 0x01010101) & ~slash)) & 0x80808080) !== 0) break;
      at += 4;
    }
    let byte = 0;
    while (at < end && (byte = bytes[at] ?? 0) !== QUOTE && byte !== BACKSLASH) at++;
    if (at >= end || byte === QUOTE) return Math.min(at, end - 1);
    sawEscape = 1;
    at += 2;
  }
}

function endOfNested(bytes: Uint8Array, view: DataView, at: number, end: number): number {
  let depth = 0;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = closingQuote(bytes, view, at + 1, end);
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return at + 1;
  }
  return end;
}

function endOfScalar(bytes: Uint8Array, at: number, end: number): number {
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte <= 0x20 || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) break;
  }
  return at;
}
