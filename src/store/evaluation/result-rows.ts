import type { Evaluation, EvaluationRow, StoredAnswer } from '../../core/evaluation/evaluation.ts';
import { database } from '../database.ts';
import { readAnswers } from './stored-answers.ts';

/** A row with what each model answered, in the order of the evaluation's models; undefined where nothing came yet. */
export interface ResultRow extends EvaluationRow {
  readonly answers: readonly (StoredAnswer | undefined)[];
}

/** Some rows of an evaluation, by their indexes. */
export async function readResultRows(evaluation: Evaluation, indexes: readonly number[]): Promise<ResultRow[]> {
  const keys = indexes.map((index): [string, number] => [evaluation.id, index]);
  const rows = (await database.evaluationRows.bulkGet(keys)).filter((row) => row !== undefined);
  const answers = await readAnswers(evaluation.datasetId, [...new Set(rows.flatMap(({ asks }) => asks))]);
  return rows.map((row) => ({ ...row, answers: row.asks.map((ask) => answers.get(ask)) }));
}
