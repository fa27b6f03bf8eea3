import type { Measure, SummedMeasure } from '../metrics/metric.ts';
import { seededRandom } from '../hash/seeded-random.ts';
import { type Interval, percentiles, resamplesFor, sumsOf } from './interval.ts';

/** What two models differ by over rows that both have answered. */
export interface Comparison {
  /** The second's figure less the first's. */
  readonly difference: number;
  /** 95 %; null where there are too few rows. */
  readonly interval: Interval | null;
  /** How often chance alone would make them differ as much, from 0 to 1. */
  readonly p: number;
  readonly rows: number;
}

/** Below this, a difference is taken for real. */
export const SIGNIFICANT_P = 0.05;

/**
 * Compares two models by one metric, pair by pair. The interval: rows are drawn again, the same ones for both (Efron and Tibshirani, 1993). The
 * p-value: approximate randomisation (Noreen, 1989; Riezler and Maxwell, 2005): if it made no difference who answered, the
 * answers of each row could as well be swapped. Null for percentiles, and where nothing is counted.
 */
export function compareModels(
  one: Measure | null,
  other: Measure | null,
  rows: readonly number[],
  seed: number,
): Comparison | null {
  if (one?.kind !== 'sums' || other?.kind !== 'sums' || rows.length === 0) return null;
  const observed = differenceOf(one, other, sumsOf(one, rows), sumsOf(other, rows));
  if (observed === null) return null;
  return {
    difference: observed,
    interval: drawnInterval(one, other, rows, seed),
    p: swappedShare(one, other, rows, { observed, seed: seed + 1 }),
    rows: rows.length,
  };
}

function differenceOf(one: SummedMeasure, other: SummedMeasure, a: Float64Array, b: Float64Array): number | null {
  const [first, second] = [one.figure(a), other.figure(b)];
  return first === null || second === null ? null : second - first;
}

function drawnInterval(
  one: SummedMeasure,
  other: SummedMeasure,
  rows: readonly number[],
  seed: number,
): Interval | null {
  const random = seededRandom(seed);
  const [a, b] = [new Float64Array(one.width), new Float64Array(other.width)];
  const times = resamplesFor(rows.length);
  const drawn = new Float64Array(times);
  for (let at = 0; at < times; at++) {
    a.fill(0);
    b.fill(0);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[Math.floor(random() * rows.length)] ?? 0;
      one.add(row, a);
      other.add(row, b);
    }
    drawn[at] = differenceOf(one, other, a, b) ?? NaN;
  }
  return percentiles(drawn, rows.length);
}

/** How often swapping answers by chance makes a difference as large as the observed one; the observed one counts too. */
function swappedShare(
  one: SummedMeasure,
  other: SummedMeasure,
  rows: readonly number[],
  { observed, seed }: { readonly observed: number; readonly seed: number },
): number {
  const random = seededRandom(seed);
  const [a, b] = [new Float64Array(one.width), new Float64Array(other.width)];
  // What adding in another order rounds differently is no larger difference.
  const large = Math.abs(observed) - 1e-9;
  const times = resamplesFor(rows.length);
  let found = 1;
  for (let at = 0; at < times; at++) {
    a.fill(0);
    b.fill(0);
    for (const row of rows) {
      const isSwapped = random() < 0.5;
      one.add(row, isSwapped ? b : a);
      other.add(row, isSwapped ? a : b);
    }
    if (Math.abs(differenceOf(one, other, a, b) ?? 0) >= large) found++;
  }
  return found / (times + 1);
}
