import { fail, ok } from '../../../src/core/failure.ts';
import { judgeCases } from '../../../src/core/judge/judge-cases.ts';
import type { AnswerJudging } from '../../../src/core/judge/judging.ts';
import { judgingCost } from '../../../src/core/judge/judging-cost.ts';
import { readJudgedRows } from '../../../src/store/evaluation/judged-rows.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { definePass } from '../define-pass.ts';

/** What a judging is to be, as far as its requests depend on it. */
export type JudgingDraft = Pick<AnswerJudging, 'evaluationId' | 'judge' | 'questions' | 'reference' | 'against'>;

/** Estimates what is still to be paid. Verdicts that are stored cost nothing. */
export default definePass({
  id: 'judging-cost',

  async lead(draft: JudgingDraft) {
    const read = await readJudgedRows(draft);
    if (!read) return fail({ kind: 'storage-lost', what: 'this evaluation' });
    const cases = judgeCases(read.rows, read.models.length, draft);
    const stored = await readAnswers(read.datasetId, [...new Set(cases.map(({ fingerprint }) => fingerprint))]);
    return ok({ output: judgingCost(cases, stored, draft.judge) });
  },
});
