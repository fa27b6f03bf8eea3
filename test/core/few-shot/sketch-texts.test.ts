import { describe, expect, it } from 'vitest';
import { distance, sketch, wordShingles } from '../../../src/core/few-shot/shingles.ts';
import { sketchTexts } from '../../../src/core/few-shot/sketch-texts.ts';

const TEMPLATE = Array.from({ length: 300 }, (_, n) => `said${n}`).join(' ');

/** The least distance of two different texts. */
function closest(sketches: readonly Uint32Array[]): number {
  const pairs = sketches.flatMap((one, index) => sketches.slice(index + 1).map((other) => distance(one, other)));
  return Math.min(...pairs);
}

describe('sketches of texts', () => {
  it('leave out the template that all of them share', () => {
    const texts = Array.from({ length: 50 }, (_, n) => `${TEMPLATE} thing${n} colour${n} place${n}`);
    expect(closest(texts.map((text) => sketch(wordShingles(text))))).toBeLessThan(0.1);
    expect(closest(sketchTexts(texts))).toBe(1);
  });

  it('tell texts apart that differ in symbols only', () => {
    // Bits as opening or closing brackets, so that no two are the same
    const brackets = (n: number): string => n.toString(2).padStart(5, '0').replaceAll('0', ' (').replaceAll('1', ' [');
    const texts = Array.from({ length: 32 }, (_, n) => `Close these:${brackets(n)}`);
    expect(
      texts.map((text) => sketch(wordShingles(text))).every((each, _, all) => distance(each, all[0] ?? each) === 0),
    ).toBe(true);
    const sketches = sketchTexts(texts);
    const first = sketches[0] ?? expect.unreachable();
    expect(sketches.filter((each) => distance(each, first) > 0).length).toBeGreaterThan(20);
  });

  it('are near for the same text, whatever the others say', () => {
    const texts = [...Array.from({ length: 40 }, (_, n) => `${TEMPLATE} thing${n}`), `${TEMPLATE} thing0!`];
    const sketches = sketchTexts(texts);
    expect(distance(sketches[0] ?? expect.unreachable(), sketches.at(-1) ?? expect.unreachable())).toBe(0);
  });

  it('are those of the words where texts are few', () => {
    const texts = ['a red gem', 'a blue gem', 'a red ring'];
    expect(sketchTexts(texts)).toEqual(texts.map((text) => sketch(wordShingles(text))));
  });
});
