import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listWords } from '../../../src/core/text/word-list.ts';
import { countWords } from '../../../src/core/text/words.ts';

const letter = fc.constantFrom(
  'a',
  'B',
  '7',
  ' ',
  '\n',
  '\u3000',
  '語',
  '题',
  'か',
  'ไ',
  '한',
  '𠀀',
  '🙂',
  'é',
  '\ud83d',
);

describe('the words of a text', () => {
  it.each([
    ['Free entry  in 2', ['Free', 'entry', 'in', '2']],
    ['Wi-Fi很好', ['Wi-Fi', '很', '好']],
    [' 𠀀𠀁 a', ['𠀀', '𠀁', 'a']],
    ['สวัส', ['ส', 'ว', 'ั', 'ส']],
    ['', []],
    ['---', ['---']],
    ['a\ud83d', ['a\ud83d']],
    ['\ud83d b', ['\ud83d', 'b']],
  ])('of %j', (text, words) => {
    expect(listWords(text)).toEqual(words);
  });

  it('hold every character that is no white space, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: letter }), (text) => {
        expect(listWords(text).join('')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });

  it('are as many as are counted, where there is no punctuation', () => {
    const plain = letter.filter((one) => one !== '🙂' && one !== '\ud83d');
    fc.assert(
      fc.property(fc.string({ unit: plain }), (text) => {
        expect(listWords(text)).toHaveLength(countWords(text));
      }),
    );
  });
});
