import type { Turn } from '../example/example.ts';
import type { EvaluationRow, StoredAnswer } from '../evaluation/evaluation.ts';

/** What a judge reads of a row, and so does whoever votes. */
export interface JudgedRow {
  /** In what is judged. */
  readonly index: number;
  /** From 0, in the version's list. */
  readonly position: number;
  readonly turns: readonly Turn[];
  /** The row's own output beside the answers; null where it has none. */
  readonly expected: string | null;
  /** By model; undefined where one has not answered, empty where there is only the prompt to read. */
  readonly answers: readonly (string | undefined)[];
}

/** The rows of an evaluation with what its models have answered. */
export function answeredRows(
  rows: readonly EvaluationRow[],
  answers: ReadonlyMap<string, StoredAnswer>,
): readonly JudgedRow[] {
  return rows.map(({ index, position, turns, expected, asks }) => ({
    ...{ index, position, turns, expected },
    answers: asks.map((ask) => answerText(answers.get(ask))),
  }));
}

/** Rows as they are: the answer is their own. */
export function ownRows(rows: readonly Omit<EvaluationRow, 'asks'>[]): readonly JudgedRow[] {
  return rows.map(({ index, position, turns, expected }) => ({
    ...{ index, position, turns, expected: null },
    answers: [expected ?? ''],
  }));
}

/** What a model has answered; undefined where it hasn't, or where a blind comparison hides it. */
export function answerText(stored: StoredAnswer | undefined): string | undefined {
  const text = stored?.state === 'answered' ? stored.answer?.text : undefined;
  return text === '' ? undefined : text;
}
