import { scoreEvaluation } from '../../../src/core/evaluation/scores.ts';
import { fail, ok } from '../../../src/core/failure.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { getEvaluation, listEvaluationRows } from '../../../src/store/evaluation/evaluations.ts';
import { readContract } from '../../../src/store/health-notes.ts';
import { definePass } from '../define-pass.ts';

/** Scores what is answered so far of an evaluation: metrics with their intervals, comparisons, and what is odd about each row. */
export default definePass({
  id: 'score-evaluation',

  async lead(evaluationId: string) {
    const evaluation = await getEvaluation(evaluationId);
    if (!evaluation) return fail({ kind: 'storage-lost', what: 'this evaluation' });
    const rows = await listEvaluationRows(evaluationId);
    const answers = await readAnswers(evaluation.datasetId, [...new Set(rows.flatMap(({ asks }) => asks))]);
    const { models, pattern } = evaluation;
    const contract = await readContract(evaluation.datasetId);
    return ok({ output: scoreEvaluation(rows, answers, models.length, { pattern, contract }) });
  },
});
