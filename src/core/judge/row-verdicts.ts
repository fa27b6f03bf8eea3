import type { StoredAnswer } from '../evaluation/evaluation.ts';
import { likeliest } from './calibration.ts';
import { judgeCases } from './judge-cases.ts';
import type { JudgedRow } from './judged-row.ts';
import type { Judging } from './judging.ts';
import { readVerdicts } from './read-verdicts.ts';

/** What a judge says of one row. */
export interface RowVerdict {
  /** In the version whose rows were judged, from 0. */
  readonly position: number;
  /** Index of the likeliest outcome, and its probability. */
  readonly outcome: number;
  readonly sure: number;
}

/** What a judge of rows has said about one question, in the order of the rows; rows without a verdict are missing. */
export function rowVerdicts(
  judging: Pick<Judging, 'judge' | 'questions' | 'reference' | 'against'>,
  question: number,
  rows: readonly JudgedRow[],
  verdicts: ReadonlyMap<string, StoredAnswer>,
): readonly RowVerdict[] {
  const positions = new Map(rows.map(({ index, position }) => [index, position]));
  return judgeCases(rows, 1, judging).flatMap(({ row, fingerprint, questions }): RowVerdict[] => {
    const stored = verdicts.get(fingerprint);
    const position = positions.get(row);
    if (stored?.state !== 'answered' || position === undefined) return [];
    const said = readVerdicts(stored.answer?.text ?? '', judging.judge, judging.questions, questions).get(question);
    if (!said) return [];
    const outcome = likeliest(said);
    return [{ position, outcome, sure: said[outcome] ?? 0 }];
  });
}

/** The name of the mark that says how sure a judge is, beside the mark of its verdicts. */
export function sureMark(name: string): string {
  return `${name} sure`;
}

/** How sure, as the value of a mark: "57%". It sorts as a number. */
export function sureValue(sure: number): string {
  return `${String(Math.round(100 * sure))}%`;
}
