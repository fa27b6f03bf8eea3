import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from '../../../src/state/frame/fuzzy.ts';

/** The best first, as the palette lists them. */
function ranked(typed: string, texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => {
      const match = fuzzyMatch(typed, text);
      return match ? [{ text, score: match.score }] : [];
    })
    .sort((one, other) => other.score - one.score)
    .map(({ text }) => text);
}

describe('what is typed', () => {
  it('finds words by their beginnings, before letters somewhere', () => {
    const titles = ['Drop short outputs', 'Remove duplicates', 'Rename columns', 'Trim whitespace'];
    expect(ranked('tw', titles)[0]).toBe('Trim whitespace');
    expect(ranked('redu', titles)[0]).toBe('Remove duplicates');
    expect(ranked('ren', titles)[0]).toBe('Rename columns');
    expect(ranked('export', ['Rows', 'Expert tuning of rows', 'Export'])[0]).toBe('Export');
  });

  it('finds nothing where a letter is missing or out of order', () => {
    expect(fuzzyMatch('pirt', 'Trim whitespace')).toBeNull();
    expect(fuzzyMatch('z', '')).toBeNull();
  });

  it('marks letters of the text, in order, that are those that were typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 40 }), (typed, text) => {
        const match = fuzzyMatch(typed, text);
        if (!match) return;
        const letters = Array.from(typed.toLowerCase()).filter((letter) => letter.trim() !== '');
        expect(match.at.map((at, index) => text.toLowerCase().startsWith(letters[index] ?? '', at))).toEqual(
          letters.map(() => true),
        );
        expect([...match.at].sort((a, b) => a - b)).toEqual(match.at);
      }),
    );
  });

  it('always finds a text by itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), (text) => {
        expect(fuzzyMatch(text, text)).not.toBeNull();
      }),
    );
  });
});
