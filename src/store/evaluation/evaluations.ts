import type { Evaluation, EvaluationRow } from '../../core/evaluation/evaluation.ts';
import { database } from '../database.ts';

/** Stores an evaluation with all its rows, at once: there is no evaluation without its rows. */
export async function addEvaluation(evaluation: Evaluation, rows: readonly EvaluationRow[]): Promise<void> {
  await database.transaction('rw', database.evaluations, database.evaluationRows, async () => {
    await database.evaluationRows.bulkAdd([...rows]);
    await database.evaluations.add(evaluation);
  });
}

export function getEvaluation(id: string): Promise<Evaluation | undefined> {
  return database.evaluations.get(id);
}

/** Newest first. */
export async function listEvaluations(datasetId: string): Promise<Evaluation[]> {
  const found = await database.evaluations.where({ datasetId }).toArray();
  return found.sort((one, other) => other.createdAt - one.createdAt);
}

/** In the order in which they are asked. */
export function listEvaluationRows(evaluationId: string): Promise<EvaluationRow[]> {
  return database.evaluationRows.where({ evaluationId }).sortBy('index');
}

/** Removes an evaluation, its rows and what judges it. Its answers and verdicts stay: another one may ask the same. */
export async function removeEvaluation(id: string): Promise<void> {
  const { evaluations, evaluationRows, judgings } = database;
  await database.transaction('rw', evaluations, evaluationRows, judgings, async () => {
    const datasetId = (await evaluations.get(id))?.datasetId ?? '';
    await evaluations.delete(id);
    await evaluationRows.where({ evaluationId: id }).delete();
    await judgings
      .where({ datasetId })
      .filter((each) => 'evaluationId' in each && each.evaluationId === id)
      .delete();
  });
}
