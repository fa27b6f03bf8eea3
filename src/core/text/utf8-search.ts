import type { SpelledText } from '../row/members.ts';
import type { Row } from '../row/row.ts';

const encoder = new TextEncoder();
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;

/** True for a spelled text that is ASCII all through; false also where an escape may spell another character. */
export function isSurelyAscii({ bytes, start, end, escaped }: SpelledText): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || (escaped && byte === BACKSLASH && bytes[at + 1] === SMALL_U)) return false;
  }
  return true;
}

/** Makes a test that is true for spelled texts that don't hold a text; false also where an escape may spell it. */
export function surelyLacks(wanted: string): (text: SpelledText) => boolean {
  const sought = encoder.encode(wanted);
  // What has no UTF-8 is spelled as an escape, and what must be escaped is too.
  return ({ bytes, start, end, escaped }) => !escaped && !holdsBytes(bytes, start, end, sought);
}

function holdsBytes(bytes: Uint8Array, start: number, end: number, sought: Uint8Array): boolean {
  const first = sought[0] ?? 0;
  const last = end - sought.length;
  for (let at = start; at <= last; at++) {
    if (bytes[at] !== first) continue;
    let same = 1;
    while (same < sought.length && bytes[at + same] === sought[same]) same++;
    if (same >= sought.length) return true;
  }
  return false;
}

/** U+0130 and U+212A are, but for ASCII's own, the letters whose lower case has ASCII in it: İ has i, the Kelvin sign k. */
const DOTTED = 0xc4;
const KELVIN = 0xe2;

/**
 * Makes a test that is true for the bytes of rows that hold a text of lower case in no letter case; false also where only
 * the decoded text can tell. Undefined for a text beyond ASCII.
 */
export function surelyLacksLetters(wanted: string): ((row: Row) => boolean) | undefined {
  const sought = encoder.encode(wanted);
  if (sought.some((byte) => byte >= 0x80)) return undefined;
  if (sought.length === 0) return () => false;
  const first = sought[0] ?? 0;
  const isOddly = sought.includes(0x69) || sought.includes(0x6b);
  // Every byte as the first of the text, as one that leads to the decoded text, or neither.
  const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte === BACKSLASH || (isOddly && (byte === DOTTED || byte === KELVIN))) return 2;
    return lowered(byte) === first ? 1 : 0;
  });
  return ({ bytes, start, end }) => {
    for (let at = start; at < end; at++) {
      const kind = kinds[bytes[at] ?? 0];
      if (kind === 0) continue;
      if (kind === 2) return false;
      if (at + sought.length > end) continue;
      let same = 1;
      while (same < sought.length && lowered(bytes[at + same] ?? 0) === sought[same]) same++;
      if (same === sought.length) return false;
    }
    return true;
  };
}

function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
