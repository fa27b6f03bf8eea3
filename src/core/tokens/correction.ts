import type { TokenRange } from './estimate-tokens.ts';

/** A row of the sample, counted by the service. */
export interface CountedRow {
  /** Tokens as estimated; above 0. */
  readonly estimate: number;
  readonly counted: number;
  /** For how many estimated tokens the row stands: `chooseRows`. */
  readonly weight: number;
}

/** How the estimate is put right. Plain data, as stored. */
export interface TokenCorrection {
  /** Counted tokens for each estimated one. */
  readonly ratio: number;
  /** The error of a corrected total either way, as a share of it: 19 times in 20 it is smaller. */
  readonly margin: number;
  /** The same for one single row. */
  readonly spread: number;
}

/** From fewer rows nothing is concluded. */
export const LEAST_ROWS = 3;
/** Nothing is said more exactly: what a service bills need not be to the token what it counts. */
const LEAST_MARGIN = 0.01;

/** Student's t, 95 % on two sides, by degrees of freedom from 1 on. */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093,
];

/**
 * Fits the correction to counted rows; null where they are too few. Each row was chosen in proportion to its estimate, so
 * the mean of the rows' own ratios is that of the whole set, and one row has no more say than another however long it is
 * (Hansen & Hurwitz 1943). The margin comes from leaving each row out in turn (jackknife).
 */
export function fitCorrection(rows: readonly CountedRow[]): TokenCorrection | null {
  const ratio = meanRatio(rows);
  const count = rows.length;
  if (count < LEAST_ROWS || ratio <= 0) return null;
  const without = rows.map((_, index) => meanRatio(rows.toSpliced(index, 1)) - ratio);
  const error = Math.sqrt(((count - 1) / count) * sumOfSquares(without));
  const weights = rows.reduce((sum, { weight }) => sum + weight, 0);
  const apart = rows.map((row) => Math.sqrt(row.weight / weights) * (row.counted / row.estimate - ratio));
  const deviation = Math.sqrt((count / (count - 1)) * sumOfSquares(apart));
  const student = STUDENT[count - 2] ?? STUDENT.at(-1) ?? 2;
  return {
    ratio,
    margin: Math.max(LEAST_MARGIN, (student * error) / ratio),
    spread: Math.max(LEAST_MARGIN, (student * deviation * Math.sqrt(1 + 1 / count)) / ratio),
  };
}

/** The tokens of many rows, put right; the likely figure without digits that the error makes meaningless. */
export function correctTotal({ likely }: TokenRange, { ratio, margin }: TokenCorrection): TokenRange {
  const range = around(likely * ratio, margin);
  const digits = String(range.high - range.low).length;
  const unit = 10 ** Math.max(0, digits - 2);
  return { ...range, likely: Math.round(range.likely / unit) * unit };
}

/** The tokens of one row, put right. */
export function correctRow({ likely }: TokenRange, { ratio, spread }: TokenCorrection): TokenRange {
  return around(likely * ratio, spread);
}

function around(likely: number, share: number): TokenRange {
  return {
    low: Math.max(0, Math.floor(likely * (1 - share))),
    likely: Math.round(likely),
    high: Math.ceil(likely * (1 + share)),
  };
}

function meanRatio(rows: readonly CountedRow[]): number {
  const weights = rows.reduce((sum, { weight }) => sum + weight, 0);
  return rows.reduce((sum, { weight, counted, estimate }) => sum + (weight / weights) * (counted / estimate), 0);
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
