import { scoredRows } from '../../../src/core/evaluation/scores.ts';
import { scoreSlices, slicesOf } from '../../../src/core/evaluation/slices.ts';
import { ok } from '../../../src/core/failure.ts';
import { readContract } from '../../../src/store/health-notes.ts';
import { definePass } from '../define-pass.ts';
import { readAnsweredRows } from '../evaluation/answered-rows.ts';
import { readRowMarks } from '../evaluation/read-row-marks.ts';

/** How well each model of an evaluation does on rows that have something in common. */
export default definePass({
  id: 'score-slices',

  async lead(evaluationId: string) {
    const read = await readAnsweredRows(evaluationId);
    if (!read.ok) return read;
    const { evaluation, rows, answers } = read.value;
    const { models, pattern, versionId, datasetId } = evaluation;
    const slices = slicesOf(rows, await readRowMarks(versionId, rows));
    const settings = { pattern, contract: await readContract(datasetId) };
    return ok({ output: scoreSlices(slices, scoredRows(rows, answers, models.length), settings) });
  },
});
