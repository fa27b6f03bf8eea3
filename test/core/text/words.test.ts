import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSpacedWords } from '../../../src/core/text/white-space.ts';
import { countWords } from '../../../src/core/text/words.ts';

describe('countWords', () => {
  it.each([
    ['', 0],
    [' \n', 0],
    ['one', 1],
    ["it's a well-known fact", 4],
    ['--- 42 !', 3],
    ['Größe ändern, bitte', 3],
    ['Привет мир', 2],
    ['你好', 2],
    ['「你好」。', 2],
    ['Wi-Fi很好。', 3],
    ['很Wi-Fi好', 3],
    ['2026年', 2],
    ['コーヒー', 4],
    ['ひらがな', 4],
    ['안녕 세상', 4],
    ['สวัสดี', 4],
    ['ສະບາຍ', 5],
    ['ជំរាប', 3],
    ['မြန်မာ', 3],
    ['𠀀𠀁', 2],
    ['😀', 1],
    ['好 !', 2],
    ['\ud83d two', 2],
    ['two \ud83d', 2],
    ['a\u3000b', 2],
  ])('%j has %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it('counts what white space separates where no such letters occur', () => {
    const unit = fc.constantFrom('a', 'Z', '7', '!', '-', ' ', '\n', '\x85', 'é', 'я', 'ع', '“', '…', '😀', '\ufeff');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
        expect(countWords(text)).toBe(countSpacedWords(text));
      }),
    );
  });

  it('stops at the number that is asked for', () => {
    const unit = fc.constantFrom('a', '!', ' ', '好', '。', 'か', '😀', '𠀀');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), fc.nat(8), (text, atMost) => {
        expect(countWords(text, atMost)).toBe(Math.min(atMost, countWords(text)));
      }),
    );
  });
});
