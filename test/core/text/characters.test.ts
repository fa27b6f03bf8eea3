import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCharacters } from '../../../src/core/text/characters.ts';
import { countCharactersUtf8 } from '../../../src/core/text/utf8-words.ts';

describe('countCharacters', () => {
  it('counts code points, lone surrogates too, up to the number that is asked for', () => {
    const unit = fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), fc.nat(8), (text, atMost) => {
        expect(countCharacters(text)).toBe(Array.from(text).length);
        expect(countCharacters(text, atMost)).toBe(Math.min(atMost, Array.from(text).length));
      }),
    );
  });

  it('counts the same in bytes, wherever the text is among them', () => {
    const unit = fc.constantFrom('a', ' ', 'é', '語', '😀');
    fc.assert(
      fc.property(fc.string({ unit }), fc.string({ unit }), fc.nat(12), (before, text, atMost) => {
        const bytes = new TextEncoder().encode(`${before}${text}${before}`);
        const start = new TextEncoder().encode(before).length;
        const utf8 = { bytes, start, end: bytes.length - start };
        expect(countCharactersUtf8(utf8, Infinity)).toBe(Array.from(text).length);
        expect(countCharactersUtf8(utf8, atMost)).toBe(Math.min(atMost, Array.from(text).length));
      }),
    );
  });
});
