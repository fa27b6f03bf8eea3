import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/hash/seeded-random.ts';
import { chooseRows } from '../../../src/core/tokens/choose-rows.ts';
import {
  correctRow,
  correctTotal,
  type CountedRow,
  fitCorrection,
  LEAST_ROWS,
} from '../../../src/core/tokens/correction.ts';
import { estimateTokens } from '../../../src/core/tokens/estimate-tokens.ts';

const row: fc.Arbitrary<CountedRow> = fc.record({
  estimate: fc.integer({ min: 1, max: 100_000 }),
  counted: fc.integer({ min: 1, max: 100_000 }),
  weight: fc.integer({ min: 1, max: 20 }),
});

describe('a correction', () => {
  it('is exact for a tokeniser that only counts by another measure', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: LEAST_ROWS }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        (rows, by) => {
          const found = fitCorrection(rows.map((each) => ({ ...each, counted: each.estimate * by })));
          expect(found?.ratio).toBeCloseTo(by, 9);
          expect(found?.margin).toBe(0.01);
          expect(found?.spread).toBe(0.01);
        },
      ),
    );
  });

  it('depends on no order, follows what is counted, and says more error for a single row than for all', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: LEAST_ROWS, maxLength: 20 }), (rows) => {
        const one = fitCorrection(rows) ?? expect.unreachable();
        const turned = fitCorrection(rows.toReversed()) ?? expect.unreachable();
        const twice = fitCorrection(rows.map((each) => ({ ...each, counted: each.counted * 2 })));
        expect(turned.ratio / one.ratio).toBeCloseTo(1, 9);
        expect(turned.margin).toBeCloseTo(one.margin, 9);
        expect((twice?.ratio ?? 0) / one.ratio).toBeCloseTo(2, 9);
        expect(one.ratio).toBeGreaterThanOrEqual(Math.min(...rows.map((each) => each.counted / each.estimate)) * 0.999);
        expect(one.ratio).toBeLessThanOrEqual(Math.max(...rows.map((each) => each.counted / each.estimate)) * 1.001);
        if (new Set(rows.map(({ weight }) => weight)).size === 1) expect(one.spread).toBeGreaterThanOrEqual(one.margin);
      }),
    );
  });

  it('is none of too few rows, nor where nothing was counted', () => {
    const one = { estimate: 3, counted: 4, weight: 1 };
    expect(fitCorrection([])).toBeNull();
    expect(fitCorrection([one, one])).toBeNull();
    expect(fitCorrection([one, one, one])).not.toBeNull();
    expect(fitCorrection([0, 0, 0].map((counted) => ({ ...one, counted })))).toBeNull();
  });

  it('puts totals and rows right within its errors, never below nothing', () => {
    const tokens = { low: 1, likely: 1000, high: 9000 };
    const correction = { ratio: 1.2, margin: 0.03, spread: 1.5 };
    expect(correctTotal(tokens, correction)).toEqual({ low: 1164, likely: 1200, high: 1236 });
    expect(correctTotal({ ...tokens, likely: 152_011 }, correction)).toEqual({
      low: 176_940,
      likely: 182_000,
      high: 187_886,
    });
    expect(correctRow(tokens, correction)).toEqual({ low: 0, likely: 1200, high: 3000 });
  });
});

const PROSE = 'a stone is cut with care since what is gone is gone and light comes back from every facet'.split(' ');
const CODE = ['for', '(let i = 0;', 'i < 10;', 'i++)', '{ sum +=', 'rows[i]?.weight', '?? 0; }', '//', 'x_1 =>'];
const CJK = ['细胞', '理论', '是', '生物', '科学', '的', '一个', '宝石', '。'];
const CYRILLIC = 'камень гранят осторожно потому что отрезанного не вернуть'.split(' ');
const DIGITS = ['2026-11-21', '3.14', '1,204', '90210', 'no.'];

type Random = () => number;
/** Which texts a set has, and how many words each. */
const SETS: Readonly<Record<string, (random: Random) => string>> = {
  prose: (random) => words(random, [PROSE], 5 + random() * 200),
  'long tail': (random) => words(random, [PROSE, DIGITS], 3 / (random() + 0.001)),
  'code and prose': (random) => words(random, [random() < 0.5 ? CODE : PROSE], 5 + random() * 100),
  'scripts by row': (random) =>
    words(random, [random() < 0.7 ? PROSE : random() < 0.5 ? CJK : CYRILLIC], 5 + random() * 80),
  'scripts in each row': (random) => words(random, [PROSE, CJK, DIGITS], 5 + random() * 80),
  'a few rows of another script': (random) => words(random, [random() < 0.03 ? CJK : PROSE], 5 + random() * 80),
};

/** Tokenisers that differ from the estimate each in its own way. */
const TOKENISERS: Readonly<Record<string, (text: string, seed: number) => number>> = {
  'four characters': (text) => Math.ceil(text.length / 4),
  'three bytes': (text) => Math.ceil(Buffer.byteLength(text) / 3),
  'words and signs': (text) => text.match(/\p{Script=Han}|\p{L}{1,6}|\d|[^\s\p{L}\d]/gu)?.length ?? 0,
  'turns cost, too': (text) => 8 + Math.ceil(text.length / 5),
  'letters by a whim': (text, seed) => {
    const weight = [0.1, 0.4, 0.9].map((most, kind) => most * (0.5 + seededRandom(seed * 7 + kind)()));
    const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    return Math.ceil(
      count(/[a-z\s]/gu) * (weight[0] ?? 0) +
        count(/[^a-z\s\d]/gu) * (weight[2] ?? 0) +
        count(/\d/g) * (weight[1] ?? 0),
    );
  },
};

function words(random: Random, kinds: readonly (readonly string[])[], count: number): string {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] ?? expect.unreachable();
  return Array.from({ length: Math.max(1, Math.floor(count)) }, () => pick(pick(kinds))).join(' ');
}

describe('what is said to be the error', () => {
  const SEEDS = 40;

  it.each(Object.keys(SETS).flatMap((set) => Object.keys(TOKENISERS).map((tokeniser) => [set, tokeniser] as const)))(
    'covers the truth nine times in ten: %s, %s',
    (set, tokeniser) => {
      const write = SETS[set] ?? expect.unreachable();
      const count = TOKENISERS[tokeniser] ?? expect.unreachable();
      let covered = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = seededRandom(seed * 1000);
        const texts = Array.from({ length: 300 }, () => write(random));
        const estimates = texts.map((text) => estimateTokens(text));
        const none = new Uint8Array(texts.length);
        const likely = Uint32Array.from(estimates, (each) => each.likely);
        const high = Uint32Array.from(estimates, (each) => each.high);
        const chosen = chooseRows({ likely, high, faulty: none, media: none }, seed);
        const counted = chosen.map(({ position, weight }) => {
          return { estimate: likely[position] ?? 0, counted: count(texts[position] ?? '', seed), weight };
        });
        const correction = fitCorrection(counted) ?? expect.unreachable();
        // What is asked for is not all rows, but those that are trained on.
        const isTrained = texts.map(() => random() < 0.9);
        const sum = (of: (index: number) => number): number =>
          isTrained.reduce((total, isIn, index) => total + (isIn ? of(index) : 0), 0);
        const all = { low: 0, likely: sum((index) => likely[index] ?? 0), high: 0 };
        const truth = sum((index) => count(texts[index] ?? '', seed));
        const { low, high: most } = correctTotal(all, correction);
        if (low <= truth && truth <= most) covered++;
      }
      expect(covered / SEEDS).toBeGreaterThanOrEqual(0.9);
    },
  );
});
