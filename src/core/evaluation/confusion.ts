import { classesOf } from '../metrics/parts/classes-of.ts';
import type { ScoredRow } from '../metrics/metric.ts';

/** How often each class was answered as each: the matrix behind macro F1. */
export interface Confusion {
  readonly names: readonly string[];
  /** Rows by class of the reference; columns by class of the answer, the last one for answers that name none. */
  readonly counts: readonly (readonly number[])[];
}

/** Null where references are no classes. */
export function confusionOf(rows: readonly ScoredRow[]): Confusion | null {
  const classes = classesOf(rows);
  if (classes === null) return null;
  const { names, references, answers } = classes;
  const counts = names.map(() => new Array<number>(names.length + 1).fill(0));
  rows.forEach(({ answer }, row) => {
    const line = counts[references[row] ?? -1];
    if (!line || answer === null) return;
    const named = answers[row] ?? -1;
    const column = named < 0 ? names.length : named;
    line[column] = (line[column] ?? 0) + 1;
  });
  return { names, counts };
}
