import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundParts } from '../../../src/ui/text/found.ts';

describe('marking what was searched for', () => {
  it('marks every match whatever its letter case', () => {
    expect(foundParts('Card, card!', 'card')).toEqual([
      { text: 'Card', found: true },
      { text: ', ', found: false },
      { text: 'card', found: true },
      { text: '!', found: false },
    ]);
  });

  it('takes signs as they are', () => {
    expect(foundParts('a.b a+b', 'a+b').filter(({ found }) => found)).toEqual([{ text: 'a+b', found: true }]);
  });

  it('never loses text and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, query) => {
        expect(
          foundParts(text, query)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('finds a text in itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), (query, around) => {
        expect(foundParts(`${around}${query}`, query).some(({ found }) => found)).toBe(true);
      }),
    );
  });
});
