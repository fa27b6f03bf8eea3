import type { RankedMeasure, ScoredRow } from '../metric.ts';

/** A percentile of a number that rows have; null where none has it. */
export function percentileOf(
  rows: readonly ScoredRow[],
  read: (row: ScoredRow) => number | null,
  share: number,
): RankedMeasure | null {
  const values = Float64Array.from(rows, (row) => (row.answer === null ? NaN : (read(row) ?? NaN)));
  return values.every((value) => Number.isNaN(value)) ? null : { kind: 'ranks', values, share };
}
