import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpelledText } from '../../../src/core/row/members.ts';
import { trimSpelled } from '../../../src/core/text/trim-spelled.ts';
import { isWhiteSpace, trim } from '../../../src/core/text/white-space.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const SPACES = Array.from({ length: 0x10000 }, (_, code) => code).filter(isWhiteSpace);
const SHORT: Readonly<Record<number, string>> = { 0x09: '\\t', 0x0a: '\\n', 0x0c: '\\f', 0x0d: '\\r' };

/** All ways to spell a white space in JSON. */
function spellingsOf(code: number): string[] {
  const hex = code.toString(16).padStart(4, '0');
  const raw = code < 0x20 ? [] : [String.fromCharCode(code)];
  return [...raw, ...(code in SHORT ? [SHORT[code]!] : []), `\\u${hex}`, `\\u${hex.toUpperCase()}`];
}

const space = fc.constantFrom(...SPACES).chain((code) => fc.constantFrom(...spellingsOf(code)));
/** What is no white space, and is spelled as `JSON.stringify` would: much of it looks like an escape behind a backslash. */
const plain = fc.constantFrom(
  ...['a', 'n', 't', 'u', 'u0020', 'u3000', 'u2028n', '0020', '/', '.', '\x7f', 'é', 'ł', '語', '🙂'],
  ...['\u200b', '\ufeff', '\u2060', '\u180e', '\u0084', '\u0120', '\u3001', '\u1681', '\u202e'],
  ...['\\\\n', '\\\\t', '\\\\u0020', '\\\\\\\\u000a', '\\\\\\"u3000'],
  ...['\\\\', '\\"', '\\b', '\\\\\\\\', '\\\\\\"'],
);
/** What `JSON.stringify` would spell in another way, or only perhaps so. */
const odd = fc.constantFrom(
  ...['\\/', '\\u0061', '\\u00e9', '\\u00E9', '\\u0000', '\\u005c', '\\u0022', '\\u0084', '\\u200b', '\\ufeff'],
  ...['\\ud83d\\ude42', '\\ud83d', '\\ude42', '\\udc20'],
);

interface Piece {
  readonly text: string;
  readonly isSpace: boolean;
  readonly isOdd: boolean;
}

const pieceOf = (text: string): Piece => ({
  text,
  isSpace: trim(JSON.parse(`"${text}"`) as string) === '',
  isOdd: /\\[^bfnrt"\\]/.test(text.replaceAll('\\\\', '')),
});
const ends = fc.oneof(fc.constant([]), fc.array(space, { maxLength: 3 }));
const inside = fc.array(
  fc.oneof({ weight: 3, arbitrary: plain }, { weight: 2, arbitrary: space }, { weight: 1, arbitrary: odd }),
  { maxLength: 4 },
);
const pieces = fc.tuple(ends, inside, ends).map((parts) => parts.flat().map(pieceOf));

/** A string of a row, among what could be more of it. */
function spelledText(text: string, around: string): SpelledText {
  const bytes = encoder.encode(`${around}${text}${around}`);
  const { length } = encoder.encode(around);
  return { bytes, start: length, end: bytes.length - length, escaped: text.includes('\\') };
}

describe('trimSpelled', () => {
  it('leaves what trimmed text would be spelled as, and gives up only where that may differ', () => {
    const seen = { kept: 0, cut: 0, unsure: 0 };
    const around = fc.constantFrom('"', ' ', '\\', '\\n', '\u3000');
    fc.assert(
      fc.property(pieces, around, (all, neighbour) => {
        const text = spelledText(all.map((piece) => piece.text).join(''), neighbour);
        const own = decoder.decode(text.bytes.subarray(text.start, text.end));
        const value = JSON.parse(`"${own}"`) as string;
        const first = all.findIndex(({ isSpace }) => !isSpace);
        const left = first < 0 ? [] : all.slice(first, all.findLastIndex(({ isSpace }) => !isSpace) + 1);
        const stays = trimSpelled(text);
        const spelling = stays && decoder.decode(text.bytes.subarray(stays.start, stays.end));
        if (left.length === all.length) {
          expect(trim(value)).toBe(value);
          expect(spelling).toBe(own);
          seen.kept++;
        } else if (left.some(({ isOdd }) => isOdd)) {
          expect(spelling).toBeNull();
          seen.unsure++;
        } else {
          expect(spelling).toBe(JSON.stringify(trim(value)).slice(1, -1));
          seen.cut++;
        }
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(150);
  });

  it.each([
    ['an escaped backslash before a letter', ' a\\\\n', 'a\\\\n'],
    ['an escaped backslash before a line break', 'a\\\\\\n', 'a\\\\'],
    ['an escaped backslash before hex digits', ' \\\\u0020', '\\\\u0020'],
    ['a backspace', '\\b \\b ', '\\b \\b'],
    ['line breaks inside', 'a\\n\\nb\\n', 'a\\n\\nb'],
    ['nothing but white space', ' \\t\\u000B\u3000\\u3000\\r', ''],
    ['nothing', '', ''],
  ])('knows %s', (_, text, after) => {
    const spelled = spelledText(text, '"');
    const stays = trimSpelled(spelled);
    expect(stays && decoder.decode(spelled.bytes.subarray(stays.start, stays.end))).toBe(after);
  });
});
