import { answeredRows, type JudgedRow, ownRows } from '../../core/judge/judged-row.ts';
import type { AnswerJudging, RowJudging } from '../../core/judge/judging.ts';
import { getEvaluation, listEvaluationRows } from './evaluations.ts';
import { readAnswers } from './stored-answers.ts';

/** Which rows a judge reads. */
export type JudgedSource = Pick<AnswerJudging, 'evaluationId'> | Pick<RowJudging, 'id' | 'datasetId' | 'versionId'>;

/** What a judge reads, and whose answers they are. */
export interface JudgedRows {
  readonly datasetId: string;
  readonly rows: readonly JudgedRow[];
  readonly models: readonly { readonly key: string; readonly title: string }[];
}

/** Rows as they are have one answer, which is nobody's. */
const OWN = { key: '', title: 'Rows' };

/** Reads what a judge looks at: about the answers that are there. Undefined where the evaluation is gone. */
export async function readJudgedRows(source: JudgedSource): Promise<JudgedRows | undefined> {
  if ('versionId' in source) {
    return { datasetId: source.datasetId, rows: ownRows(await listEvaluationRows(source.id)), models: [OWN] };
  }
  const evaluation = await getEvaluation(source.evaluationId);
  if (!evaluation) return undefined;
  const { datasetId, models } = evaluation;
  const rows = await listEvaluationRows(evaluation.id);
  const answers = await readAnswers(datasetId, [...new Set(rows.flatMap(({ asks }) => asks))]);
  return { datasetId, rows: answeredRows(rows, answers), models };
}

/** The titles of the models whose answers a judge reads; undefined where the evaluation is gone. */
export async function titlesOf(source: JudgedSource): Promise<readonly string[] | undefined> {
  if ('versionId' in source) return [OWN.title];
  return (await getEvaluation(source.evaluationId))?.models.map(({ title }) => title);
}
