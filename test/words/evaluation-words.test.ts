import { describe, expect, it } from 'vitest';
import {
  comparisonVerdict,
  differenceWords,
  dollarWords,
  figureWords,
  intervalWords,
  preferenceWords,
  sampleWords,
  waitingWords,
} from '../../src/words/evaluation-words.ts';

describe('figures', () => {
  it.each([
    ['share', 0.853, '85.3%'],
    ['score', 28.8322, '28.8'],
    ['ratio', 1.2, '1.20×'],
    ['ms', 1_460, '1.5 s'],
    ['ms', 62_000, '1 min 2 s'],
    ['dollars', 0.00042, '$0.00042'],
    ['dollars', 12.5, '$12.50'],
  ] as const)('of %s: %f is %s', (unit, value, words) => {
    expect(figureWords(unit, value)).toBe(words);
  });

  it.each([
    [0, '$0'],
    [0.1, '$0.10'],
    [0.0123, '$0.012'],
    [0.999, '$1.00'],
  ])('%f dollars are %s', (dollars, words) => {
    expect(dollarWords(dollars)).toBe(words);
  });

  it('have one unit for both ends of an interval', () => {
    expect(intervalWords('share', { low: 0.801, high: 0.894 })).toBe('80.1–89.4%');
    expect(intervalWords('ms', { low: 900, high: 1_400 })).toBe('0.9–1.4 s');
    expect(intervalWords('share', null)).toBe('too few rows for an interval');
  });
});

describe('a comparison', () => {
  const found = { difference: 0.045, interval: { low: 0.012, high: 0.078 }, p: 0.004, rows: 200 };

  it('says how large the difference is, and how sure', () => {
    expect(differenceWords('share', found)).toBe('+4.5 points (+1.2 to +7.8), p = 0.004');
    expect(differenceWords('score', { ...found, difference: -2, interval: null, p: 0.0009 })).toBe('−2.0, p < 0.001');
  });

  it('is called better or worse only where chance is ruled out', () => {
    expect(comparisonVerdict('higher', found)).toBe('better');
    expect(comparisonVerdict('lower', found)).toBe('worse');
    expect(comparisonVerdict('higher', { ...found, p: 0.2 })).toBe('unclear');
    expect(comparisonVerdict('neither', found)).toBe('unclear');
  });
});

it('says who was preferred from either side', () => {
  const verdict = { share: 0.3, interval: { low: 0.2, high: 0.4 }, probability: 0, enough: 'difference' } as const;
  const result = { first: 30, second: 70, ties: 5, skipped: 0, verdict, repeats: 0, sameAgain: 0 };
  expect(preferenceWords(result, 'Base', 'Tuned')).toBe(
    'Tuned was preferred in 70% of 100 decided votes (95% interval 60.0–80.0%).',
  );
  expect(preferenceWords({ ...result, first: 0, second: 0 }, 'Base', 'Tuned')).toBe('Every vote was a tie.');
});

it('says which rows were asked, and why nobody is asked', () => {
  const split = { mark: 'split', value: 'test' };
  expect(sampleWords({ sample: { split, size: 200, seed: 7 }, rows: 197, unaskable: 3 })).toBe(
    '197 rows with split “test”, drawn with seed 7',
  );
  expect(sampleWords({ sample: { split: null, size: 200, seed: 7 }, rows: 40, unaskable: 0 })).toBe('40 rows');
  expect(waitingWords({ waiting: null, costLimit: null })).toBeNull();
  expect(waitingWords({ waiting: { kind: 'cost' }, costLimit: 0.5 })).toBe('Stopped at your limit of $0.50.');
});
