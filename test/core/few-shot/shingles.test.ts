import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, sketch, SKETCH_SIZE, symbolShingles, wordShingles } from '../../../src/core/few-shot/shingles.ts';

const words = fc.array(fc.constantFrom('gem', 'stone', 'cut', 'polish', 'ruby', 'opal', 'ring'), { maxLength: 20 });

/** Words and pairs of words as plain strings. */
function shinglesOf(list: readonly string[]): Set<string> {
  return new Set([...list, ...list.slice(1).map((word, index) => `${list[index] ?? ''} ${word}`)]);
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const union = new Set([...one, ...other]);
  return union.size === 0 ? 0 : 1 - [...one].filter((each) => other.has(each)).length / union.size;
}

const sketchText = (text: string): Uint32Array => sketch(wordShingles(text));

function between(one: string, other: string): number {
  return distance(sketchText(one), sketchText(other));
}

describe('the distance of two texts', () => {
  it('is that of their words and pairs of words', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(between(one.join(' '), other.join(' '))).toBeCloseTo(jaccard(shinglesOf(one), shinglesOf(other)), 10);
      }),
    );
  });

  it('is the same both ways, and 0 to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        expect(between(one, other)).toBe(between(other, one));
        expect(between(one, one)).toBe(0);
      }),
    );
  });

  it('does not see case, punctuation and spacing', () => {
    expect(between('Free  entry, now!', 'free entry now')).toBe(0);
  });

  it('sees what scripts without spaces share', () => {
    expect(between('今天天气很好', '今天天气不好')).toBeGreaterThan(0);
    expect(between('今天天气很好', '今天天气不好')).toBeLessThan(0.7);
  });

  it('is that of symbols where those are asked for', () => {
    const bySymbols = (one: string, other: string): number =>
      distance(sketch(symbolShingles(one)), sketch(symbolShingles(other)));
    expect(bySymbols('( [ ] )', '([])')).toBe(0);
    // ( [ ] ) ([ [] ]) against ( ) [ ] () )[ []: five of nine are shared
    expect(bySymbols('( [ ] )', '( ) [ ]')).toBeCloseTo(1 - 5 / 9, 10);
  });

  it('is estimated for long texts', () => {
    const numbers = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, index) => `w${from + index}`).join(' ');
    // Of 6,000 different words each text has 4,000, of which 2,000 are in both: about one third.
    const estimate = between(numbers(0, 4000), numbers(2000, 6000));
    expect(sketchText(numbers(0, 4000))).toHaveLength(SKETCH_SIZE);
    expect(estimate).toBeGreaterThan(0.56);
    expect(estimate).toBeLessThan(0.77);
  });
});
