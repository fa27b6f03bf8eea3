import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCharacters } from '../../../src/core/text/characters.ts';

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
});
