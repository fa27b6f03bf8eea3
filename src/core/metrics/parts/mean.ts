import type { ScoredRow, SummedMeasure } from '../metric.ts';

/**
 * The mean of a number that each row has. `read` gives null for rows that don't count; where it does so for all rows, there is
 * no measure.
 */
export function meanOf(
  rows: readonly ScoredRow[],
  read: (reference: string, answer: string, row: number) => number | null,
): SummedMeasure | null {
  const values = new Float64Array(rows.length).fill(NaN);
  let counted = 0;
  rows.forEach(({ reference, answer }, index) => {
    if (reference === null || answer === null) return;
    const value = read(reference, answer, index);
    if (value === null) return;
    values[index] = value;
    counted++;
  });
  return counted === 0 ? null : meanOfValues(values);
}

/** The mean of values by row; NaN where a row has none. */
export function meanOfValues(values: Float64Array): SummedMeasure {
  return {
    kind: 'sums',
    width: 2,
    binary: values.every((value) => value === 0 || value === 1 || Number.isNaN(value)),
    add(row, into) {
      const value = values[row] ?? NaN;
      if (Number.isNaN(value)) return;
      into[0] = (into[0] ?? 0) + value;
      into[1] = (into[1] ?? 0) + 1;
    },
    figure: ([sum = 0, count = 0]) => (count === 0 ? null : sum / count),
  };
}
