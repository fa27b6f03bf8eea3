import type { EvaluationRow } from '../../../src/core/evaluation/evaluation.ts';
import { fail, ok } from '../../../src/core/failure.ts';
import type { RowJudging } from '../../../src/core/judge/judging.ts';
import { addRowJudging } from '../../../src/store/evaluation/judgings.ts';
import { definePass } from '../define-pass.ts';
import { readRowsToJudge } from '../evaluation/rows-to-judge.ts';

/** A judge of rows before they are read. `among`: the rows of its filter, ascending; null for all. */
export interface RowJudgingStart {
  readonly draft: Omit<RowJudging, 'datasetId' | 'versionNumber' | 'rows' | 'unaskable'>;
  readonly among: Uint32Array | null;
}

/** Chooses the rows that a judge reads, and stores it with what they say. Nothing is sent. */
export default definePass({
  id: 'start-row-judging',

  async lead({ draft, among }: RowJudgingStart, team) {
    const { id: evaluationId, versionId, sample } = draft;
    const onRows = (done: number): void => team.progress(done, done);
    const read = await readRowsToJudge({ versionId, sample, among }, { onRows });
    if (!read.ok) return read;
    const { version, chosen, questions } = read.value;
    const { datasetId, number: versionNumber } = version;
    const rows = questions.map(({ position, turns, expected }, index): EvaluationRow => ({
      ...{ evaluationId, datasetId, index, position, turns, expected, asks: [] },
    }));
    if (rows.length === 0) return fail({ kind: 'nothing-to-ask' });
    const counts = { rows: rows.length, unaskable: chosen - rows.length };
    const judging: RowJudging = { ...draft, datasetId, versionNumber, ...counts };
    await addRowJudging(judging, rows);
    return ok({ output: judging });
  },
});
