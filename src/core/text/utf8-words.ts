import { viewOf } from '../hash/byte-view.ts';
import type { Utf8Text } from '../row/unescape.ts';
import { spaceAt } from './utf8-space.ts';
import { countWords } from './words.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The first byte of U+0800 to U+0FFF, and the least of characters that take three bytes or more. */
const THREE_BYTES = 0xe0;

/** How many words white space separates; stops counting at `atMost`. */
export function countSpacedWordsUtf8({ bytes, start, end }: Utf8Text, atMost: number): number {
  let count = 0;
  let inWord = false;
  for (let at = start; at < end && count < atMost;) {
    const space = spaceAt(bytes, at, end);
    if (space === 0 && !inWord) count++;
    inWord = space === 0;
    at += space || 1;
  }
  return count;
}

/**
 * Whether `countWords` gives at least `minimum`. Each stretch between white space has a word or more, and as many as it has
 * letters that are words by themselves: where that is not enough, a text with such letters must be looked at as a text.
 */
export function hasWordsUtf8(text: Utf8Text, minimum: number): boolean {
  const { bytes, start, end } = text;
  let count = 0;
  let inWord = false;
  let letters = 0;
  let isSure = true;
  for (let at = start; at < end; at++) {
    const space = spaceAt(bytes, at, end);
    if (space > 0) {
      inWord = false;
      at += space - 1;
      continue;
    }
    if (!inWord) {
      inWord = true;
      letters = 0;
      count++;
    }
    const byte = bytes[at] ?? 0;
    if (byte >= THREE_BYTES && mayBeWord(byte, bytes[at + 1] ?? 0)) {
      isSure = false;
      if (isWord(byte) && ++letters > 1) count++;
    }
    if (count >= minimum) return true;
  }
  return !isSure && countWords(decoder.decode(bytes.subarray(start, end)), minimum) >= minimum;
}

/** False for what is below U+0E01, and for U+2000 to U+203F: quotes and dashes, frequent in any script, never a letter. */
function mayBeWord(first: number, second: number): boolean {
  return first === THREE_BYTES ? second >= 0xb8 : first !== 0xe2 || second !== 0x80;
}

/** True for U+5000 to U+8FFF, most of Han, and U+B000 to U+CFFF, most of Hangul. */
function isWord(first: number): boolean {
  return (first >= 0xe5 && first <= 0xe8) || first === 0xeb || first === 0xec;
}

/** How many characters (code points) a text has; stops counting at `atMost`. */
export function countCharactersUtf8({ bytes, start, end }: Utf8Text, atMost: number): number {
  const view = viewOf(bytes);
  const last = Math.min(end, start + atMost);
  let at = start;
  let count = 0;
  // Every byte begins a character but those that go on with one, whose two top bits are 10: four of them at a time.
  for (; at + 4 <= last; at += 4) {
    const word = view.getInt32(at, true);
    count += 4 - (Math.imul((word >>> 7) & ~(word >>> 6) & 0x01010101, 0x01010101) >>> 24);
  }
  for (; at < end && count < atMost; at++) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) count++;
  return count;
}
