import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaccard, Shingler } from '../../../../src/core/duplicates/near/shingle-hashes.ts';
import { seededRandom } from '../../../../src/core/hash/seeded-random.ts';
import { brutePairs, shinglesOf } from '../../../support/brute-near.ts';
import { expandPairs, nearOfTexts } from '../../../support/near-of-texts.ts';

const word = fc.constantFrom('cut', 'gem', 'opal', 'Ruby', 'ring', 'stone', 'blue', 'red', 'x_1', '42', 'é', '😀');
const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));

const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

describe('shingles', () => {
  it('are as many as the definition has, whatever the text', () => {
    const shingler = new Shingler();
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (some) => {
        fc.pre(!UNSPACED.test(some));
        expect(shingler.of(some).length).toBe(shinglesOf(some).size);
      }),
    );
  });

  it('share what the texts share', () => {
    const shingler = new Shingler();
    const alike = (one: string, other: string): number => jaccard(shingler.of(one).slice(), shingler.of(other));
    expect(alike('A b c d', 'a B, c; D!')).toBe(1);
    expect(alike('a b c d', 'a b c e')).toBe(1 / 3);
    expect(alike('a b', 'a b c')).toBe(0);
    expect(alike('', '')).toBe(0);
  });

  it('are of letters where words have no spaces between them', () => {
    const shingler = new Shingler();
    expect(shingler.of('今天天气很好').length).toBe(4);
    expect(shingler.of('วันนี้อากาศดี').length).toBeGreaterThan(4);
    // Korean has spaces
    expect(shingler.of('오늘 날씨가 아주 좋다').length).toBe(2);
  });
});

describe('near rows', () => {
  it('of short texts are all pairs that there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(word, { maxLength: 20 }), { maxLength: 30 }), async (rows) => {
        const texts = rows.map((words) => words.join(' '));
        const found = expandPairs(await nearOfTexts(texts));
        expect([...found.keys()].sort()).toEqual([...brutePairs(texts, 0.6 - 1e-9).keys()].sort());
      }),
    );
  });

  it('of long texts are nearly all of them, and nothing else', async () => {
    const random = seededRandom(7);
    const words = Array.from({ length: 3_000 }, (_, at) => `w${at}`);
    const pick = (): string => words[Math.floor(random() * words.length)] ?? '';
    const texts: string[] = [];
    for (let group = 0; group < 300; group++) {
      const own = Array.from({ length: 40 + Math.floor(random() * 400) }, pick);
      texts.push(own.join(' '));
      // up to a sixth of the words is changed, each of which changes three shingles
      const changes = Math.floor(own.length * random() * 0.17);
      const other = [...own];
      for (let change = 0; change < changes; change++) other[Math.floor(random() * other.length)] = pick();
      texts.push(other.join(' '));
    }
    const wanted = [...brutePairs(texts, 0.7)];
    const found = expandPairs(await nearOfTexts(texts));
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted.filter(([pair]) => found.has(pair)).length).toBeGreaterThanOrEqual(wanted.length * 0.99);
    const all = brutePairs(texts, 0.6 - 1e-9);
    for (const [pair, alike] of found) expect(all.get(pair)).toBeCloseTo(alike, 10);
  });

  it('of a crowd that shares a template are counted, not hidden', async () => {
    const template = Array.from({ length: 200 }, (_, at) => `t${at}`).join(' ');
    const near = await nearOfTexts(Array.from({ length: 400 }, (_, at) => `${template} own${at} end`));
    expect(near.crowded).toBe(400);
    // each is known to be like the first one
    const found = expandPairs(near);
    for (let row = 1; row < 400; row++) expect(found.has(`0 ${row}`)).toBe(true);
  });
});
