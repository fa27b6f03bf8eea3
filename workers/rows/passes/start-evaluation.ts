import type { Evaluation, EvaluationRow, SampleWish } from '../../../src/core/evaluation/evaluation.ts';
import { askOf, fingerprintOf } from '../../../src/core/evaluation/fingerprint.ts';
import { rowFormat } from '../../../src/core/example/row-format.ts';
import { fail, ok } from '../../../src/core/failure.ts';
import { ShapeError } from '../../../src/core/formats/format.ts';
import { seededRandom, shuffle } from '../../../src/core/hash/seeded-random.ts';
import { Row } from '../../../src/core/row/row.ts';
import { questionOf, type Question } from '../../../src/core/tuning/question.ts';
import { readRowText } from '../../../src/store/rows/block-reader.ts';
import { readOrigins } from '../../../src/store/rows/list-parts.ts';
import { addEvaluation } from '../../../src/store/evaluation/evaluations.ts';
import { packsOf } from '../../../src/store/evaluation/packs-of.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';
import { definePass } from '../define-pass.ts';
import { type OpenedVersion, openVersion } from '../open-version.ts';

/** An evaluation before its rows are known. */
export type EvaluationDraft = Omit<Evaluation, 'rows' | 'unaskable' | 'versionNumber' | 'digest' | 'datasetId'>;

/** Chooses the rows of an evaluation, reads what each asks and what should come out, and stores all that. Nothing is sent. */
export default definePass({
  id: 'start-evaluation',

  async lead(draft: EvaluationDraft, team) {
    const opened = await openVersion(draft.versionId);
    if (!opened.ok) return opened;
    const { version, list, reader } = opened.value;
    const chosen = await choosePositions(opened.value, draft.sample);
    team.expect(chosen.length, 'rows');
    const packs = await packsOf(draft.models);
    const rows: EvaluationRow[] = [];
    let done = 0;
    for (const position of chosen) {
      const id = await list.idAt(position);
      const question = readQuestion(await readRowText(await reader.find(id), id), version);
      team.progress(++done, done);
      if (question === null) continue;
      const asks = draft.models.map(({ ref }) => {
        const ask = askOf(ref, question.turns, draft.settings, packs);
        return ask ? fingerprintOf(ask) : '';
      });
      const { turns, expected } = question;
      rows.push({
        evaluationId: draft.id,
        datasetId: version.datasetId,
        index: rows.length,
        position,
        turns,
        expected,
        asks,
      });
    }
    if (rows.length === 0) return fail({ kind: 'bad-row', why: 'none of the chosen rows has a question to ask' });
    const { datasetId, number: versionNumber, digest } = version;
    const counts = { rows: rows.length, unaskable: chosen.length - rows.length };
    const evaluation: Evaluation = { ...draft, datasetId, versionNumber, digest, ...counts };
    await addEvaluation(evaluation, rows);
    return ok({ output: evaluation });
  },
});

/** Ascending positions: those with the wanted value of a mark, then as many of them as are wanted, drawn by the seed. */
async function choosePositions(
  { version, list, reader }: OpenedVersion,
  { split, size, seed }: SampleWish,
): Promise<Uint32Array> {
  let positions = Uint32Array.from({ length: list.count }, (_, position) => position);
  if (split !== null) {
    const mark = version.marks.find(({ name }) => name === split.mark);
    const wanted = (mark?.dictionary.indexOf(split.value) ?? -1) + 1;
    if (!mark || wanted === 0) return new Uint32Array(0);
    const codeOf = await readMark(mark);
    const origins = await readOrigins(reader, list.slices(0, list.count));
    positions = positions.filter((position) => codeOf(origins[position] ?? 0) === wanted);
  }
  if (size === null || size >= positions.length) return positions;
  return shuffle(positions, seededRandom(seed)).slice(0, size).sort();
}

/** null where a row asks nothing. */
function readQuestion(text: string, context: StepContext): Question | null {
  const row = new Row(text);
  try {
    const question = questionOf(rowFormat(row, context).toExample(row.value));
    return question.turns.some(({ role }) => role !== 'system') ? question : null;
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}
