import type { ScoredRow, SummedMeasure } from '../metric.ts';

/**
 * A figure of sums over rows that each have `width` numbers. `write` puts those of a row into its part of the table; rows
 * without a reference or an answer have zeros.
 */
export function sumTable(
  rows: readonly ScoredRow[],
  width: number,
  write: (reference: string, answer: string, into: Float64Array) => void,
  figure: (sums: Float64Array) => number | null,
): SummedMeasure | null {
  const table = new Float64Array(rows.length * width);
  let counted = 0;
  rows.forEach(({ reference, answer }, index) => {
    if (reference === null || answer === null) return;
    counted++;
    write(reference, answer, table.subarray(index * width, (index + 1) * width));
  });
  if (counted === 0) return null;
  return {
    kind: 'sums',
    width,
    binary: false,
    add(row, into) {
      for (let at = 0; at < width; at++) into[at] = (into[at] ?? 0) + (table[row * width + at] ?? 0);
    },
    figure,
  };
}
