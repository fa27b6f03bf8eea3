import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateTokens, pairTokens } from '../../../src/core/tokens/estimate-tokens.ts';

const ENGLISH =
  'A jeweller cuts a rough stone with care, since what is gone is gone: first the table, then the crown, and at last the pavilion. ';

it('finds about four characters a token in English', () => {
  const text = ENGLISH.repeat(50);
  const { low, likely, high } = estimateTokens(text);
  expect(likely / text.length).toBeGreaterThan(0.22);
  expect(likely / text.length).toBeLessThan(0.26);
  // "100 tokens = 60-80 words" by Google: 24 words in the sentence
  expect(low).toBeLessThan((24 * 50) / 0.8);
  expect(high).toBeGreaterThan((24 * 50) / 0.8);
});

it('finds scripts whose letters are words much denser', () => {
  for (const text of [
    '细胞理论是生物科学的一个理论',
    'これは宝石です',
    '보석을 자르는 사람은 조심한다',
    'เขาเจียระไนพลอย',
  ]) {
    const { low, likely, high } = estimateTokens(text.repeat(10));
    expect(likely / (text.length * 10)).toBeGreaterThan(0.45);
    expect(high).toBeGreaterThan(low * 2);
  }
});

it('keeps its bounds in order, counts more for more, and nothing for nothing', () => {
  expect(estimateTokens('', '')).toEqual({ low: 0, likely: 0, high: 0 });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      const all = estimateTokens(one, other);
      const first = estimateTokens(one);
      expect(all.low).toBeLessThanOrEqual(all.likely);
      expect(all.likely).toBeLessThanOrEqual(all.high);
      expect(all.low).toBeGreaterThanOrEqual(first.low);
      expect(all.high).toBeGreaterThanOrEqual(first.high);
      // never more than a token a byte
      expect(first.high).toBeLessThanOrEqual(Buffer.byteLength(one) + one.length);
    }),
  );
});

it('counts a pair’s prompt with either answer', () => {
  const range = (likely: number): { low: number; likely: number; high: number } => ({ low: 1, likely, high: 9 });
  expect(pairTokens(range(3), range(4))).toEqual({ low: 3, likely: 10, high: 27 });
});
