import type { Utf8Text } from '../row/unescape.ts';
import { countCharacters } from './characters.ts';
import { isBlankUtf8 } from './utf8-space.ts';
import { countCharactersUtf8, countSpacedWordsUtf8, hasWordsUtf8 } from './utf8-words.ts';
import { countSpacedWords, isBlank } from './white-space.ts';
import { countWords } from './words.ts';

/** One question about a text that both a string and its UTF-8 bytes can answer, always alike. */
export interface TextTest {
  readonly ofText: (text: string) => boolean;
  readonly ofBytes: (text: Utf8Text) => boolean;
}

/** Whether there is anything but white space. */
export const isFilled: TextTest = {
  ofText: (text) => !isBlank(text),
  ofBytes: (text) => !isBlankUtf8(text),
};

/** Whether a text has at least `minimum` words by the rule of `countWords`. */
export function hasWords(minimum: number): TextTest {
  return {
    ofText: (text) => countWords(text, minimum) >= minimum,
    ofBytes: (text) => hasWordsUtf8(text, minimum),
  };
}

/** Whether white space separates a text into at least `minimum` words. */
export function hasSpacedWords(minimum: number): TextTest {
  return {
    ofText: (text) => countSpacedWords(text, minimum) >= minimum,
    ofBytes: (text) => countSpacedWordsUtf8(text, minimum) >= minimum,
  };
}

/** Whether a text has at least `minimum` characters. */
export function hasCharacters(minimum: number): TextTest {
  return {
    ofText: (text) => countCharacters(text, minimum) >= minimum,
    ofBytes: (text) => countCharactersUtf8(text, minimum) >= minimum,
  };
}
