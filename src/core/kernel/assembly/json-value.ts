import { BACKSLASH, COLON, COMMA, MINUS, OPEN_BRACE, OPEN_BRACKET, POINT, QUOTE, ZERO } from './ascii';
import { KEY_ENDS, KEYS, MAX_DEPTH, OPEN, WRONG } from './window';
import { afterCharacters } from './utf8-characters';

/** The closing bracket comes two after the opening one in ASCII. */
const TO_CLOSING: u32 = 2;

/** How many keys a row is expected to have; below zero where it is expected to be no object. */
export let expected: i32 = -1;

/** Nothing of a value is beyond it. */
let end: usize = 0;
let depth: i32 = 0;
/** Keys of the row at hand, and whether each is the one that was expected in its place. */
let keys: i32 = 0;
let isExpected: bool = false;

export function expectKeys(count: i32): void {
  expected = count;
}

/**
 * The offset after the JSON value (RFC 8259, in UTF-8) that begins at `start`; 0 where there is none before `limit`, or where it is
 * an object with other keys than expected.
 */
export function afterRow(start: usize, limit: usize): usize {
  end = limit;
  depth = 0;
  keys = 0;
  isExpected = true;
  const isObject = start < end && load<u8>(start) == OPEN_BRACE;
  if (isObject != expected >= 0) return WRONG;
  const after = afterValue(start);
  return isObject && !(isExpected && keys == expected) ? WRONG : after;
}

/** The first offset from `at` on without white space that can be within a line. */
export function afterSpace(at: usize, limit: usize): usize {
  while (at < limit) {
    const byte = load<u8>(at);
    if (byte > 0x20 || (byte != 0x20 && byte != 0x09 && byte != 0x0d)) break;
    at++;
  }
  return at;
}

function afterValue(start: usize): usize {
  let at = start;
  while (at != WRONG) {
    const byte: u32 = at < end ? load<u8>(at) : 0;
    if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
      if (depth == MAX_DEPTH) return WRONG;
      store<u8>(OPEN + depth++, <u8>byte);
      at = afterSpace(at + 1, end);
      const isEmpty = at < end && load<u8>(at) == byte + TO_CLOSING;
      if (!isEmpty) {
        if (byte == OPEN_BRACE) at = afterKey(at);
        continue;
      }
    } else {
      at = afterScalar(at, byte);
      if (at == WRONG || depth == 0) return at;
    }
    at = afterClosing(at);
    if (depth == 0) return at;
  }
  return WRONG;
}

/** Passes the brackets that close after a value, and gives where the next value begins, or the end. */
function afterClosing(at: usize): usize {
  while (depth > 0) {
    at = afterSpace(at, end);
    if (at >= end) return WRONG;
    const byte: u32 = load<u8>(at);
    const open: u32 = load<u8>(OPEN + depth - 1);
    if (byte == COMMA) {
      at = afterSpace(at + 1, end);
      return open == OPEN_BRACE ? afterKey(at) : at;
    }
    if (byte != open + TO_CLOSING) return WRONG;
    depth--;
    at++;
  }
  return at;
}

/** Reads a key and its colon. */
function afterKey(at: usize): usize {
  if (at >= end || load<u8>(at) != QUOTE) return WRONG;
  const after = depth == 1 ? afterTopKey(at) : afterString(at + 1);
  if (after == WRONG) return WRONG;
  const colon = afterSpace(after, end);
  return colon < end && load<u8>(colon) == COLON ? afterSpace(colon + 1, end) : WRONG;
}

function afterTopKey(at: usize): usize {
  const key = keys++;
  if (key < expected) {
    const from = key == 0 ? 0 : load<u32>(KEY_ENDS + (key - 1) * 4);
    const length: usize = load<u32>(KEY_ENDS + key * 4) - from;
    if (at + length <= end && memory.compare(at, KEYS + from, length) == 0) return at + length;
  }
  isExpected = false;
  return WRONG;
}

function afterScalar(at: usize, byte: u32): usize {
  if (byte == QUOTE) return afterString(at + 1);
  if (byte == MINUS || isDigit(byte)) return afterNumber(at);
  if (byte == 0x74) return afterWord(at, 0x65757274); // true
  if (byte == 0x6e) return afterWord(at, 0x6c6c756e); // null
  if (byte == 0x66 && at + 5 <= end && load<u8>(at, 4) == 0x65)
    return afterWord(at, 0x736c6166) == WRONG ? WRONG : at + 5; // false
  return WRONG;
}

function afterWord(at: usize, letters: u32): usize {
  return at + 4 <= end && load<u32>(at) == letters ? at + 4 : WRONG;
}

/** The offset after the string whose text begins at `at`. */
function afterString(at: usize): usize {
  const quote = i8x16.splat(<i8>QUOTE);
  const backslash = i8x16.splat(<i8>BACKSLASH);
  const space = i8x16.splat(0x20);
  while (at != WRONG) {
    while (at + 16 <= end) {
      const bytes = v128.load(at);
      // Bytes beyond ASCII are below zero, and so below a space like controls.
      const isSpecial = v128.or(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)), i8x16.lt_s(bytes, space));
      const places = i8x16.bitmask(isSpecial);
      if (places != 0) {
        at += <usize>ctz(places);
        break;
      }
      at += 16;
    }
    let byte: u32 = 0;
    while (at < end) {
      byte = load<u8>(at);
      if (byte < 0x20 || byte == QUOTE || byte == BACKSLASH || byte >= 0x80) break;
      at++;
    }
    if (at >= end) return WRONG;
    if (byte == QUOTE) return at + 1;
    if (byte < 0x20) return WRONG;
    at = byte == BACKSLASH ? afterEscape(at + 1) : afterCharacters(at, end);
  }
  return WRONG;
}

function afterEscape(at: usize): usize {
  if (at >= end) return WRONG;
  const byte: u32 = load<u8>(at);
  if (byte == 0x75) {
    const isCode =
      at + 5 <= end &&
      isHex(load<u8>(at, 1)) &&
      isHex(load<u8>(at, 2)) &&
      isHex(load<u8>(at, 3)) &&
      isHex(load<u8>(at, 4));
    return isCode ? at + 5 : WRONG;
  }
  const isLetter = byte == 0x62 || byte == 0x66 || byte == 0x6e || byte == 0x72 || byte == 0x74; // b f n r t
  return isLetter || byte == QUOTE || byte == BACKSLASH || byte == 0x2f ? at + 1 : WRONG;
}

function afterNumber(at: usize): usize {
  if (load<u8>(at) == MINUS) at++;
  const first = at;
  at = afterDigits(first);
  // No leading zeros, and at least one digit.
  if (at == first || (at > first + 1 && load<u8>(first) == ZERO)) return WRONG;
  if (at < end && load<u8>(at) == POINT) {
    const fraction = at + 1;
    at = afterDigits(fraction);
    if (at == fraction) return WRONG;
  }
  // E or e
  if (at < end && (load<u8>(at) | 0x20) == 0x65) {
    at++;
    if (at < end && (load<u8>(at) == 0x2b || load<u8>(at) == MINUS)) at++;
    const exponent = at;
    at = afterDigits(exponent);
    if (at == exponent) return WRONG;
  }
  return at;
}

function afterDigits(at: usize): usize {
  while (at < end && isDigit(load<u8>(at))) at++;
  return at;
}

function isDigit(byte: u32): bool {
  return byte - ZERO <= 9;
}

function isHex(byte: u32): bool {
  return isDigit(byte) || (byte | 0x20) - 0x61 <= 5;
}
