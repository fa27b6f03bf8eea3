import type { Evaluation, EvaluationRow } from '../../../src/core/evaluation/evaluation.ts';
import { askOf, fingerprintOf } from '../../../src/core/evaluation/fingerprint.ts';
import { fail, ok } from '../../../src/core/failure.ts';
import { addEvaluation } from '../../../src/store/evaluation/evaluations.ts';
import { packsOf } from '../../../src/store/evaluation/packs-of.ts';
import { definePass } from '../define-pass.ts';
import { choosePositions, readQuestions } from '../evaluation/asked-rows.ts';
import { openVersion } from '../open-version.ts';

/** An evaluation before its rows are known. */
export type EvaluationDraft = Omit<Evaluation, 'rows' | 'unaskable' | 'versionNumber' | 'digest' | 'datasetId'>;

/** Chooses the rows of an evaluation, reads what each asks and what should come out, and stores all that. Nothing is sent. */
export default definePass({
  id: 'start-evaluation',

  async lead(draft: EvaluationDraft, team) {
    const opened = await openVersion(draft.versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const chosen = await choosePositions(opened.value, draft.sample);
    team.expect(chosen.length, 'rows');
    const packs = await packsOf(draft.models);
    const rows: EvaluationRow[] = [];
    let done = 0;
    await readQuestions(opened.value, chosen, (position, question) => {
      team.progress(++done, done);
      if (question === null) return;
      const { turns, expected } = question;
      const asks = draft.models.map(({ ref }) => {
        const ask = askOf(ref, turns, draft.settings, packs);
        return ask ? fingerprintOf(ask) : '';
      });
      const { id: evaluationId } = draft;
      rows.push({ evaluationId, datasetId: version.datasetId, index: rows.length, position, turns, expected, asks });
    });
    if (rows.length === 0) return fail({ kind: 'nothing-to-ask' });
    const { datasetId, number: versionNumber, digest } = version;
    const counts = { rows: rows.length, unaskable: chosen.length - rows.length };
    const evaluation: Evaluation = { ...draft, datasetId, versionNumber, digest, ...counts };
    await addEvaluation(evaluation, rows);
    return ok({ output: evaluation });
  },
});
