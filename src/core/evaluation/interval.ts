import type { Measure, RankedMeasure, SummedMeasure } from '../metrics/metric.ts';
import { seededRandom } from '../hash/seeded-random.ts';
import { normalShare, t95, Z_95 } from './normal.ts';

const MOST_RESAMPLES = 1000;
const FEWEST_RESAMPLES = 200;
/** Rows drawn in all: what keeps 10,000 rows within seconds. */
const MOST_DRAWN = 2_000_000;

/** How often this many rows are drawn again: a thousand times up to 2,000 rows, fewer times beyond. */
export function resamplesFor(rows: number): number {
  return Math.max(FEWEST_RESAMPLES, Math.min(MOST_RESAMPLES, Math.floor(MOST_DRAWN / Math.max(1, rows))));
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A figure and how far it can be trusted. */
export interface Estimate {
  readonly value: number;
  /** 95 %; null where there are too few rows for any. */
  readonly interval: Interval | null;
}

/**
 * The figures of several measures over the same rows with 95 % intervals; null for a measure that counts none of them.
 * Sums: the rows are drawn again with replacement, `resamplesFor` times (Efron, 1979), with percentiles widened for few rows
 * (Hesterberg, "What Teachers Should Know About the Bootstrap", 2015). Shares of yes and no: Wilson, 1927, since drawing again
 * knows no doubt where all rows agree. Percentiles: order statistics (Conover). The same seed gives the same interval.
 */
export function estimateAll(
  measures: readonly (Measure | null)[],
  rows: readonly number[],
  seed: number,
): readonly (Estimate | null)[] {
  const drawn = new Map(
    measures.flatMap((measure) =>
      measure?.kind === 'sums' && !measure.binary
        ? [[measure, new Float64Array(resamplesFor(rows.length))] as const]
        : [],
    ),
  );
  drawAgain([...drawn.keys()], rows, seed, (draw, at, figure) => {
    const figures = drawn.get(draw);
    if (figures) figures[at] = figure ?? NaN;
  });
  return measures.map((measure) => {
    if (measure === null) return null;
    if (measure.kind === 'ranks') return rankEstimate(measure, rows);
    const sums = sumsOf(measure, rows);
    const value = measure.figure(sums);
    if (value === null) return null;
    if (measure.binary) return { value, interval: wilson(sums[0] ?? 0, sums[1] ?? 0) };
    return { value, interval: percentiles(drawn.get(measure) ?? new Float64Array(0), rows.length) };
  });
}

/** The sums of a measure over rows. */
export function sumsOf(measure: SummedMeasure, rows: Iterable<number>): Float64Array {
  const sums = new Float64Array(measure.width);
  for (const row of rows) measure.add(row, sums);
  return sums;
}

/** Draws the same rows again for all measures, and tells the figure of each. */
function drawAgain(
  measures: readonly SummedMeasure[],
  rows: readonly number[],
  seed: number,
  tell: (measure: SummedMeasure, at: number, figure: number | null) => void,
): void {
  if (measures.length === 0) return;
  const random = seededRandom(seed);
  const picked = new Uint32Array(rows.length);
  const sums = measures.map(({ width }) => new Float64Array(width));
  const times = resamplesFor(rows.length);
  for (let at = 0; at < times; at++) {
    for (let i = 0; i < picked.length; i++) picked[i] = rows[Math.floor(random() * rows.length)] ?? 0;
    measures.forEach((measure, index) => {
      const into = sums[index] ?? new Float64Array(0);
      into.fill(0);
      for (const row of picked) measure.add(row, into);
      tell(measure, at, measure.figure(into));
    });
  }
}

/** The middle 95 % of drawn figures, widened as Student's t is wider than the normal distribution. */
export function percentiles(figures: Float64Array, rows: number): Interval | null {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).sort();
  if (rows < 2 || sorted.length === 0) return null;
  const tail = normalShare(-Math.sqrt(rows / (rows - 1)) * t95(rows - 1));
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}

/** The share of successes: Wilson's score interval. */
export function wilson(successes: number, count: number, z = Z_95): Interval | null {
  if (count === 0) return null;
  const share = successes / count;
  const scale = 1 + z ** 2 / count;
  const middle = (share + z ** 2 / (2 * count)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

function rankEstimate({ values, share }: RankedMeasure, rows: readonly number[]): Estimate | null {
  const known = Float64Array.from(rows, (row) => values[row] ?? NaN)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const count = known.length;
  if (count === 0) return null;
  const spread = Z_95 * Math.sqrt(count * share * (1 - share));
  const [first, last] = [Math.floor(count * share - spread), Math.ceil(count * share + spread) - 1];
  const interval = first < 0 || last >= count ? null : { low: known[first] ?? 0, high: known[last] ?? 0 };
  return { value: quantile(known, share), interval };
}

/** Between neighbours in proportion, as NumPy and R (type 7) do. */
function quantile(sorted: Float64Array, share: number): number {
  const at = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? 0;
  return low + (high - low) * (at - Math.floor(at));
}
