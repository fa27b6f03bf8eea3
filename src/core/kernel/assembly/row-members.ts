import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './ascii';
import { afterSpace, expected } from './json-value';
import {
  ENDS,
  ESCAPED,
  KEY_ENDS,
  KEYS,
  MOST_MEMBERS,
  MOST_ROWS,
  STARTS,
  VALUE_ENDS,
  VALUE_STARTS,
  WINDOW,
  WRONG,
} from './window';

/** Whether the last string that was passed holds a backslash. */
let isEscaped: bool = false;

/**
 * Finds the members of the rows in the window from `from` up to `to`, and returns of how many: it stops before the first row that is
 * no object with the keys that are expected, or where no more members can be noted. Rows are JSON and a line each, which was checked when
 * they came in. Places are noted as they are where the window begins at `base`.
 */
export function findMembers(from: i32, to: i32, base: i32): i32 {
  if (expected <= 0) return 0;
  const end = WINDOW + to;
  const most = min(MOST_ROWS, MOST_MEMBERS / expected);
  let row = 0;
  let start: usize = WINDOW + from;
  while (start < end && row < most) {
    const after = afterMembers(start, end, row * expected, base);
    if (after == WRONG || (after < end && load<u8>(after) != LINE_FEED)) break;
    store<u32>(STARTS + row * 4, base + <i32>(start - WINDOW));
    store<u32>(ENDS + row * 4, base + <i32>(after - WINDOW));
    row++;
    start = after + 1;
  }
  return row;
}

/** The offset after the object that begins at `start`; notes its members from place `first` on. */
function afterMembers(start: usize, end: usize, first: i32, base: i32): usize {
  if (load<u8>(start) != OPEN_BRACE) return WRONG;
  let at = start;
  for (let member = 0; member < expected; member++) {
    const value = afterKey(afterSpace(at + 1, end), end, member);
    if (value == WRONG) return WRONG;
    const after = afterValue(value, end);
    if (after == WRONG) return WRONG;
    const place = (first + member) * 4;
    store<u32>(VALUE_STARTS + place, base + <i32>(value - WINDOW));
    store<u32>(VALUE_ENDS + place, base + <i32>(after - WINDOW));
    store<u8>(ESCAPED + first + member, isEscaped ? 1 : 0);
    at = afterSpace(after, end);
    if (at >= end || load<u8>(at) != (member + 1 < expected ? COMMA : CLOSE_BRACE)) return WRONG;
  }
  return at + 1;
}

/** Where the value begins behind the key that is expected in this place. */
function afterKey(at: usize, end: usize, key: i32): usize {
  const from = key == 0 ? 0 : load<u32>(KEY_ENDS + (key - 1) * 4);
  const length: usize = load<u32>(KEY_ENDS + key * 4) - from;
  if (at + length > end || memory.compare(at, KEYS + from, length) != 0) return WRONG;
  const colon = afterSpace(at + length, end);
  if (colon >= end || load<u8>(colon) != COLON) return WRONG;
  const value = afterSpace(colon + 1, end);
  return value < end ? value : WRONG;
}

function afterValue(start: usize, end: usize): usize {
  const first: u32 = load<u8>(start);
  isEscaped = false;
  if (first == QUOTE) return afterString(start + 1, end);
  let at = start;
  if (first != OPEN_BRACE && first != OPEN_BRACKET) {
    while (at < end && !isAfterScalar(load<u8>(at))) at++;
    return at;
  }
  at = afterNested(start, end);
  isEscaped = false;
  return at;
}

function isAfterScalar(byte: u32): bool {
  return byte <= 0x20 || byte == COMMA || byte == CLOSE_BRACE;
}

function afterNested(start: usize, end: usize): usize {
  let depth = 0;
  let at = start;
  while (at < end && at != WRONG) {
    const byte: u32 = load<u8>(at);
    if (byte == QUOTE) {
      at = afterString(at + 1, end);
      continue;
    }
    if (byte == OPEN_BRACE || byte == OPEN_BRACKET) depth++;
    else if ((byte == CLOSE_BRACE || byte == CLOSE_BRACKET) && --depth == 0) return at + 1;
    at++;
  }
  return WRONG;
}

/** The offset after the string whose text begins at `at`. */
function afterString(at: usize, end: usize): usize {
  const quote = i8x16.splat(<i8>QUOTE);
  const backslash = i8x16.splat(<i8>BACKSLASH);
  while (at < end) {
    const bytes = v128.load(at);
    const places = i8x16.bitmask(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)));
    if (places == 0) {
      at += 16;
      continue;
    }
    at += <usize>ctz(places);
    if (at >= end) return WRONG;
    if (load<u8>(at) == QUOTE) return at + 1;
    isEscaped = true;
    at += 2;
  }
  return WRONG;
}
