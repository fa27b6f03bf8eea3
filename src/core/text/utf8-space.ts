import type { SpelledText } from '../row/members.ts';
import type { Utf8Text } from '../row/unescape.ts';

/** White space as in `white-space.ts`, asked of UTF-8 bytes. Table of the one-byte characters. */
const ONE_BYTE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || (byte >= 0x1c && byte <= 0x1f) ? 1 : 0,
);

/** How many bytes the white space takes that begins at `at`; 0 where none does. */
export function spaceAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return ONE_BYTE[first] ?? 0;
  const second = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
  // U+0085 and U+00A0
  if (first === 0xc2) return second === 0x85 || second === 0xa0 ? 2 : 0;
  if (first < 0xe1 || first > 0xe3) return 0;
  const third = at + 2 < end ? (bytes[at + 2] ?? 0) : 0;
  return isLongSpace(first, second, third) ? 3 : 0;
}

/** U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000. */
function isLongSpace(first: number, second: number, third: number): boolean {
  if (first === 0xe1) return second === 0x9a && third === 0x80;
  if (first === 0xe3) return second === 0x80 && third === 0x80;
  if (second === 0x81) return third === 0x9f;
  return second === 0x80 && ((third >= 0x80 && third <= 0x8a) || third === 0xa8 || third === 0xa9 || third === 0xaf);
}

function endsInSpace(bytes: Uint8Array, start: number, end: number): boolean {
  if (end <= start) return false;
  const last = bytes[end - 1] ?? 0;
  if (last < 0x80) return ONE_BYTE[last] === 1;
  return spaceAt(bytes, Math.max(start, end - 2), end) === 2 || (end - start > 2 && spaceAt(bytes, end - 3, end) === 3);
}

/** True where `trim` would leave the text as it is. */
function isTrimmedUtf8({ bytes, start, end }: Utf8Text): boolean {
  return start === end || (spaceAt(bytes, start, end) === 0 && !endsInSpace(bytes, start, end));
}

const BACKSLASH = 0x5c;
/** `\\u0020` takes six bytes. */
const LONGEST_ESCAPE = 6;

/** The same of a spelled text, false also where an escape at either end would have to be read first. */
export function isSurelyTrimmed(text: SpelledText): boolean {
  const { bytes, start, end, escaped } = text;
  if (escaped) {
    if (bytes[start] === BACKSLASH) return false;
    for (let at = Math.max(start, end - LONGEST_ESCAPE); at < end; at++) if (bytes[at] === BACKSLASH) return false;
  }
  return isTrimmedUtf8(text);
}

/** True where there is nothing but white space. */
export function isBlankUtf8({ bytes, start, end }: Utf8Text): boolean {
  for (let at = start; at < end;) {
    const space = spaceAt(bytes, at, end);
    if (space === 0) return false;
    at += space;
  }
  return true;
}
