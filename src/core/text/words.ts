import { isWhiteSpace } from './white-space.ts';

/** Scripts that put no spaces between words, or (Hangul) pack a syllable into a letter: each letter is a word. */
const LETTER_IS_WORD =
  /^(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{N}]/u;

/** The first character of these scripts: U+0E01 in Thai. */
const FIRST_LETTER_WORD = 0x0e01;

/**
 * The one word rule: white space separates words; in Han, Kana, Hangul, Thai, Lao, Khmer and Myanmar each letter is one.
 * Beside such letters, what is between them counts where it holds a letter or digit, so "Wi-Fi很好。" has three words.
 * Stops counting at `atMost`.
 */
export function countWords(text: string, atMost = Infinity): number {
  let count = 0;
  // Words of the chunk between white space so far; a chunk without any, such as "---", is one word in the end.
  let inChunk = 0;
  let isChunk = false;
  let stretchCounted = false;
  for (let i = 0; i < text.length && count < atMost; i++) {
    const code = text.charCodeAt(i);
    if (isWhiteSpace(code)) {
      if (isChunk && inChunk === 0) count++;
      inChunk = 0;
      isChunk = stretchCounted = false;
      continue;
    }
    isChunk = true;
    const isLetterWord = code >= FIRST_LETTER_WORD && isWordByItself(text, i, code);
    if (isLetterWord || (!stretchCounted && isLetterOrDigit(text, i, code))) {
      count++;
      inChunk++;
      stretchCounted = !isLetterWord;
    }
    i += widthAt(text, i, code) - 1;
  }
  return isChunk && inChunk === 0 && count < atMost ? count + 1 : count;
}

/** How many units the character at `at` has: half of a pair that has lost the other is a character too. */
export function widthAt(text: string, at: number, code: number): 1 | 2 {
  if (code < 0xd800 || code >= 0xdc00) return 1;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next < 0xe000 ? 2 : 1;
}

/** Whether the character at `at`, whose unit is `code`, counts as a word of its own. */
export function isWordByItself(text: string, at: number, code: number): boolean {
  if ((code >= 0x4e00 && code <= 0x9fa5) || (code >= 0xac00 && code <= 0xd7a3)) return true;
  // General punctuation is frequent in any script and never a letter.
  if (code >= 0x2000 && code < 0x2070) return false;
  return LETTER_IS_WORD.test(text.slice(at, at + 2));
}

function isLetterOrDigit(text: string, at: number, code: number): boolean {
  if (code >= 0x80) return LETTER_OR_DIGIT.test(text.slice(at, at + 2));
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}
