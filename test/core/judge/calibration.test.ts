import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, doubtOf, type Rated } from '../../../src/core/judge/calibration.ts';

const yes = (probability: number, vote: 0 | 1): Rated => ({ probabilities: [probability, 1 - probability], vote });
const times = (count: number, rated: Rated): Rated[] => Array.from({ length: count }, () => rated);

/** 20 times both say yes, 5 times the judge alone, 10 times the person alone, 15 times neither. */
const KNOWN = [
  ...times(20, yes(0.9, 0)),
  ...times(5, yes(0.9, 1)),
  ...times(10, yes(0.2, 0)),
  ...times(15, yes(0.2, 1)),
];

describe('calibration by hand', () => {
  it('gives Cohen’s κ: 0.7 observed, 0.5 by chance', () => {
    expect(calibrate(KNOWN)?.agreement).toBeCloseTo(0.7, 12);
    // (0.7 − 0.5) / (1 − 0.5)
    expect(calibrate(KNOWN)?.kappa).toBeCloseTo(0.4, 12);
  });

  it('gives macro F1: 40/55 of yes, 30/45 of no', () => {
    expect(calibrate(KNOWN)?.f1).toBeCloseTo((40 / 55 + 30 / 45) / 2, 12);
    // An outcome that nobody chose is no class of people's; to have said it is a miss all the same.
    const three: Rated[] = [
      { probabilities: [0.6, 0.2, 0.2], vote: 0 },
      { probabilities: [0.1, 0.1, 0.8], vote: 1 },
    ];
    expect(calibrate(three)?.f1).toBeCloseTo((1 + 0) / 2, 12);
  });

  it('gives the Brier score: (0.1² + 0.8² + 0.6²) / 3', () => {
    const rated = [yes(0.9, 0), yes(0.2, 0), yes(0.6, 1)];
    expect(calibrate(rated)?.brier).toBeCloseTo((0.01 + 0.64 + 0.36) / 3, 12);
    expect(calibrate([{ probabilities: [0.5, 0.3, 0.2], vote: 0 }])?.brier).toBeCloseTo(0.19, 12);
    expect(calibrate([yes(0.5, 0), yes(0.5, 1)])?.brier).toBeCloseTo(0.25, 12);
  });

  it('sorts verdicts by what was said, and tells how often people agreed', () => {
    const rated = [yes(0.05, 1), yes(0.19, 0), yes(0.2, 1), yes(0.95, 0), yes(1, 1)];
    const bins = calibrate(rated)?.bins ?? [];
    expect(bins.map(({ votes }) => votes)).toEqual([2, 1, 0, 0, 2]);
    expect(bins.map(({ found }) => found)).toEqual([0.5, 0, null, null, 0.5]);
    expect(bins[0]?.said).toBeCloseTo(0.12, 12);
    expect(bins[4]?.said).toBeCloseTo(0.975, 12);
    expect(bins[2]?.said).toBeNull();
  });

  it('speaks of more than two outcomes by the likeliest', () => {
    const bins = calibrate([{ probabilities: [0.1, 0.7, 0.2], vote: 1 }])?.bins ?? [];
    expect(bins[3]).toMatchObject({ votes: 1, said: 0.7, found: 1 });
  });

  it('knows no κ where everybody always says the same, and nothing without votes', () => {
    expect(calibrate(times(60, yes(0.9, 0)))?.kappa).toBeNull();
    expect(calibrate([])).toBeNull();
  });
});

it('keeps figures within their bounds, whatever the order', () => {
  const votes = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom<(0 | 1)[]>(0, 1));
  fc.assert(
    fc.property(fc.array(votes, { minLength: 1 }), (pairs) => {
      const rated = pairs.map(([probability, vote]) => yes(probability, vote));
      const found = calibrate(rated);
      const turned = calibrate([...rated].reverse());
      for (const value of [found?.agreement, found?.f1, found?.brier]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
      expect(found?.kappa ?? 0).toBeLessThanOrEqual(1);
      expect(turned?.brier).toBeCloseTo(found?.brier ?? NaN, 9);
      expect(turned?.bins.map((bin) => bin.votes)).toEqual(found?.bins.map((bin) => bin.votes));
      expect(found?.bins.reduce((sum, bin) => sum + bin.votes, 0)).toBe(rated.length);
    }),
  );
});

it('is believed from 50 votes and a κ of 0.6 on', () => {
  const agreeing = (votes: number, wrong: number): Rated[] => [
    ...times(votes / 2, yes(0.9, 0)),
    ...times(votes / 2 - wrong, yes(0.1, 1)),
    ...times(wrong, yes(0.9, 1)),
  ];
  expect(doubtOf(null)).toBe('no-votes');
  expect(doubtOf(calibrate(agreeing(48, 0)))).toBe('few-votes');
  expect(doubtOf(calibrate(times(50, yes(0.9, 0))))).toBe('one-sided');
  // 40 of 50 agree: κ is 0.6, and with one fewer 0.56.
  expect(calibrate(agreeing(50, 10))?.kappa).toBeCloseTo(0.6, 12);
  expect(doubtOf(calibrate(agreeing(50, 11)))).toBe('disagrees');
  expect(doubtOf(calibrate(agreeing(50, 4)))).toBeNull();
});
