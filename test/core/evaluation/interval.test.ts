import { describe, expect, it } from 'vitest';
import { compareModels } from '../../../src/core/evaluation/compare-models.ts';
import { judgeVotes } from '../../../src/core/evaluation/enough-votes.ts';
import { estimateAll, wilson } from '../../../src/core/evaluation/interval.ts';
import { t95 } from '../../../src/core/evaluation/normal.ts';
import { seededRandom } from '../../../src/core/hash/seeded-random.ts';
import type { Measure } from '../../../src/core/metrics/metric.ts';
import { meanOfValues } from '../../../src/core/metrics/parts/mean.ts';

const RUNS = 500;

/** How often the interval of a sample holds the truth. */
function coverage(truth: number, rows: number, measureOf: (random: () => number) => Measure, runs = RUNS): number {
  const random = seededRandom(rows + 11);
  const all = Array.from({ length: rows }, (_, row) => row);
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const [estimate] = estimateAll([measureOf(random)], all, run);
    const { low, high } = estimate?.interval ?? { low: NaN, high: NaN };
    if (low <= truth && truth <= high) held++;
  }
  return held / runs;
}

function expectCoverage(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
}

const values = (rows: number, draw: () => number): Float64Array => Float64Array.from({ length: rows }, draw);

describe('intervals of 95 % hold the truth in 93 to 97 of 100 samples', () => {
  it.each([
    [0.5, 200],
    [0.8, 200],
    [0.95, 200],
    [0.7, 60],
  ])('of a share of %f in %i rows', (truth, rows) => {
    // Cheap enough for many: 500 samples of 95 % would be below 93 % now and then.
    const measureOf = (random: () => number) => meanOfValues(values(rows, () => Number(random() < truth)));
    expectCoverage(coverage(truth, rows, measureOf, 4_000));
  });

  it.each([40, 150])('of a mean of scores in %i rows', (rows) => {
    // The mean of the square of an even number is a third.
    expectCoverage(coverage(1 / 3, rows, (random) => meanOfValues(values(rows, () => random() ** 2))));
  });

  it('of a ratio of sums', () => {
    const ratio = (random: () => number): Measure => {
      const [tops, bottoms] = [values(120, () => 2 * random()), values(120, () => 1 + random())];
      return {
        kind: 'sums',
        width: 2,
        binary: false,
        add(row, into) {
          into[0] = (into[0] ?? 0) + (tops[row] ?? 0);
          into[1] = (into[1] ?? 0) + (bottoms[row] ?? 0);
        },
        figure: ([top = 0, bottom = 0]) => top / bottom,
      };
    };
    expectCoverage(coverage(1 / 1.5, 120, ratio));
  });

  it.each([
    [0.5, 200],
    [0.95, 300],
  ])('of the percentile %f of times', (share, rows) => {
    expectCoverage(
      coverage(-Math.log(1 - share), rows, (random) => ({
        kind: 'ranks',
        values: values(rows, () => -Math.log(1 - random())),
        share,
      })),
    );
  });

  it('of the votes for one side', () => {
    const random = seededRandom(5);
    let held = 0;
    for (let run = 0; run < 4_000; run++) {
      const one = values(80, () => Number(random() < 0.6)).reduce((sum, vote) => sum + vote, 0);
      const { low, high } = judgeVotes({ one, other: 80 - one, ties: 0 }).interval ?? { low: 1, high: 0 };
      if (low <= 0.6 && 0.6 <= high) held++;
    }
    expectCoverage(held / 4_000);
  });
});

it('gives the same interval for the same seed, and says how far to trust a perfect score', () => {
  const perfect = meanOfValues(values(50, () => 1));
  const spread = meanOfValues(values(50, seededRandom(3)));
  const rows = Array.from({ length: 50 }, (_, row) => row);
  expect(estimateAll([perfect, spread], rows, 1)).toEqual(estimateAll([perfect, spread], rows, 1));
  expect(estimateAll([perfect], rows, 1)[0]?.interval).toEqual(wilson(50, 50));
  expect(wilson(50, 50)?.low).toBeCloseTo(0.9287, 4);
});

it('knows Student’s t', () => {
  expect(t95(9)).toBeCloseTo(2.262, 2);
  expect(t95(29)).toBeCloseTo(2.045, 3);
});

describe('two models', () => {
  const rows = Array.from({ length: 120 }, (_, row) => row);
  const random = seededRandom(17);

  it('that are equal are called different once in twenty times', () => {
    let found = 0;
    for (let run = 0; run < 300; run++) {
      // The same questions are hard for both.
      const hard = values(120, random);
      const right = (): Measure => meanOfValues(hard.map((each) => Number(random() < 0.2 + 0.6 * each)));
      if ((compareModels(right(), right(), rows, run)?.p ?? 1) <= 0.05) found++;
    }
    expect(found / 300).toBeGreaterThan(0.015);
    expect(found / 300).toBeLessThan(0.085);
  });

  it('of which one is better are told apart', () => {
    const base = meanOfValues(values(120, () => Number(random() < 0.5)));
    const tuned = meanOfValues(values(120, () => Number(random() < 0.8)));
    const found = compareModels(base, tuned, rows, 1);
    expect(found?.difference).toBeGreaterThan(0.15);
    expect(found?.p).toBeLessThan(0.01);
    expect(found?.interval?.low).toBeGreaterThan(0);
    const turned = compareModels(tuned, base, rows, 1);
    expect(turned?.difference).toBeCloseTo(-(found?.difference ?? 0), 9);
  });
});

describe('enough votes', () => {
  const look = (share: number, seed: number, most: number): string => {
    const random = seededRandom(seed);
    let [one, other] = [0, 0];
    while (one + other < most) {
      if (random() < share) one++;
      else other++;
      const { enough } = judgeVotes({ one, other, ties: 0 });
      if (enough === 'difference') return one > other ? 'one' : 'other';
      if (enough === 'no-difference') return 'no-difference';
    }
    return 'not-yet';
  };

  it('see a difference where there is none at most once in twenty sessions, though after every vote somebody looks', () => {
    const found = Array.from({ length: 2_000 }, (_, seed) => look(0.5, seed, 300));
    expect(found.filter((each) => each === 'one' || each === 'other').length / 2_000).toBeLessThan(0.05);
  });

  it('see a clear one, and its side', () => {
    const found = Array.from({ length: 500 }, (_, seed) => look(0.7, seed, 300));
    expect(found.filter((each) => each === 'one').length / 500).toBeGreaterThan(0.95);
    expect(found).not.toContain('other');
  });
});
