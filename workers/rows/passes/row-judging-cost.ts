import { ok } from '../../../src/core/failure.ts';
import { judgeCases, type JudgeSetup } from '../../../src/core/judge/judge-cases.ts';
import { ownRows } from '../../../src/core/judge/judged-row.ts';
import { judgingCost } from '../../../src/core/judge/judging-cost.ts';
import { scaledCost } from '../../../src/core/judge/row-judging-cost.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { definePass } from '../define-pass.ts';
import { type RowChoice, readRowsToJudge } from '../evaluation/rows-to-judge.ts';

/** Rows that an estimate is made from. */
const MOST_LOOKED = 2_000;

/** Which rows a judge is to read, and what it is asked about each. */
export type RowJudgingDraft = RowChoice & JudgeSetup;

/** Estimates what it costs to judge rows, by all or by some of them. Verdicts that are stored cost nothing. */
export default definePass({
  id: 'row-judging-cost',

  async lead(draft: RowJudgingDraft, team) {
    const read = await readRowsToJudge(draft, { most: MOST_LOOKED, onRows: (done) => team.progress(done, done) });
    if (!read.ok) return read;
    const { version, chosen, looked, questions } = read.value;
    const { datasetId } = version;
    const rows = questions.map((each, index) => ({ evaluationId: '', datasetId, index, ...each }));
    const cases = judgeCases(ownRows(rows), 1, draft);
    const stored = await readAnswers(datasetId, [...new Set(cases.map(({ fingerprint }) => fingerprint))]);
    return ok({ output: scaledCost(judgingCost(cases, stored, draft.judge), looked, chosen) });
  },
});
