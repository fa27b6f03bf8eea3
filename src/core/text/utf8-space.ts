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

/** How many bytes the white space takes that ends at `end`; 0 where none does that begins at `start` or later. */
export function spaceBefore(bytes: Uint8Array, start: number, end: number): number {
  const last = end > start ? (bytes[end - 1] ?? 0) : 0;
  if (last < 0x80) return ONE_BYTE[last] ?? 0;
  if (end - start > 1 && spaceAt(bytes, end - 2, end) === 2) return 2;
  return end - start > 2 && spaceAt(bytes, end - 3, end) === 3 ? 3 : 0;
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
