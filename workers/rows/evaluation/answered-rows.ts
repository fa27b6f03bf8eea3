import type { Evaluation, EvaluationRow, StoredAnswer } from '../../../src/core/evaluation/evaluation.ts';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import { getEvaluation, listEvaluationRows } from '../../../src/store/evaluation/evaluations.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';

/** An evaluation with its rows and what its models have answered. */
export interface AnsweredRows {
  readonly evaluation: Evaluation;
  readonly rows: readonly EvaluationRow[];
  /** By fingerprint. */
  readonly answers: ReadonlyMap<string, StoredAnswer>;
}

/** Reads an evaluation with its answers. Fails where the evaluation is gone. */
export async function readAnsweredRows(evaluationId: string): Promise<Result<AnsweredRows>> {
  const evaluation = await getEvaluation(evaluationId);
  if (!evaluation) return fail({ kind: 'storage-lost', what: 'this evaluation' });
  const rows = await listEvaluationRows(evaluationId);
  const answers = await readAnswers(evaluation.datasetId, [...new Set(rows.flatMap(({ asks }) => asks))]);
  return ok({ evaluation, rows, answers });
}
