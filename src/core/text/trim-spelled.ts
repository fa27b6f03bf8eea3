import type { SpelledText } from '../row/members.ts';
import type { ValueSpan } from '../row/scan-bytes.ts';
import { readHex } from '../row/unescape.ts';
import { spaceAt, spaceBefore } from './utf8-space.ts';
import { isWhiteSpace } from './white-space.ts';

const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
/** `\n` takes two bytes, `\u0020` six. */
const SHORT_ESCAPE = 2;
const LONG_ESCAPE = 6;

/** What follows the backslash in the short escapes of white space: `\t`, `\n`, `\f` and `\r`. */
const SHORT_SPACES = new Set(new TextEncoder().encode('tnfr'));
/** The same of all escapes that `JSON.stringify` writes too. `\/` and most of `\u` it spells in another way. */
const SHORT_ESCAPES = new Set(new TextEncoder().encode('bfnrt"\\'));

const stays = { start: 0, end: 0 };

/**
 * What stays of a spelled text where `trim` has taken the white space at both ends: all of it, or a stretch that is as
 * `JSON.stringify` would spell it. Null where it would be spelled in another way. Good until the next call.
 */
export function trimSpelled(text: SpelledText): ValueSpan | null {
  const from = startOf(text);
  const to = endOf(text, from);
  if (from === text.start && to === text.end) return text;
  // What is raw in a row stays raw: no quotes, backslashes and control characters, and no halves of characters.
  if (text.escaped && !hasOnlyShortEscapes(text.bytes.subarray(from, to))) return null;
  stays.start = from;
  stays.end = to;
  return stays;
}

/** Where the first character is that is no white space; the end where there is none. */
function startOf({ bytes, start, end }: SpelledText): number {
  let at = start;
  while (at < end) {
    const space = bytes[at] === BACKSLASH ? escapedSpaceAt(bytes, at, end) : spaceAt(bytes, at, end);
    if (space === 0) break;
    at += space;
  }
  return at;
}

/** Where the last one ends, in what is from `start` on, where a character begins. */
function endOf({ bytes, end, escaped }: SpelledText, start: number): number {
  let at = end;
  while (at > start) {
    const raw = spaceBefore(bytes, start, at);
    const space = raw === 0 && escaped ? escapedSpaceBefore(bytes, start, at) : raw;
    if (space === 0) break;
    at -= space;
  }
  return at;
}

/** How many bytes the escape takes that begins at `at`; 0 where it spells no white space. */
function escapedSpaceAt(bytes: Uint8Array, at: number, end: number): number {
  const kind = bytes[at + 1] ?? 0;
  if (kind !== SMALL_U) return SHORT_SPACES.has(kind) ? SHORT_ESCAPE : 0;
  return at + LONG_ESCAPE <= end && isWhiteSpace(readHex(bytes, at + 2)) ? LONG_ESCAPE : 0;
}

/** The same of the escape that ends at `end`. */
function escapedSpaceBefore(bytes: Uint8Array, start: number, end: number): number {
  if (beginsEscape(bytes, start, end - SHORT_ESCAPE)) {
    return escapedSpaceAt(bytes, end - SHORT_ESCAPE, end);
  }
  return beginsEscape(bytes, start, end - LONG_ESCAPE) && bytes[end - LONG_ESCAPE + 1] === SMALL_U
    ? escapedSpaceAt(bytes, end - LONG_ESCAPE, end)
    : 0;
}

/** True for a backslash that no other one escapes. */
function beginsEscape(bytes: Uint8Array, start: number, at: number): boolean {
  let before = at;
  while (before >= start && bytes[before] === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

function hasOnlyShortEscapes(bytes: Uint8Array): boolean {
  // Searched by the engine: code of a worker that has just begun takes long for each byte.
  let at = bytes.indexOf(BACKSLASH);
  while (at >= 0) {
    if (!SHORT_ESCAPES.has(bytes[at + 1] ?? 0)) return false;
    at = bytes.indexOf(BACKSLASH, at + SHORT_ESCAPE);
  }
  return true;
}
