import { isWhiteSpace } from './white-space.ts';
import { isWordByItself, widthAt } from './words.ts';

/**
 * The words of a text by the rule of `countWords`: stretches between white space, and each letter of a script that is
 * written without spaces. What is between such letters is a word of its own, even where it is punctuation.
 */
export function listWords(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  const end = (at: number): void => {
    if (start !== -1) words.push(text.slice(start, at));
    start = -1;
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const width = widthAt(text, i, code);
    if (isWhiteSpace(code)) end(i);
    else if (code >= 0x0e01 && isWordByItself(text, i, code)) {
      end(i);
      words.push(text.slice(i, i + width));
    } else if (start === -1) start = i;
    i += width - 1;
  }
  end(text.length);
  return words;
}
