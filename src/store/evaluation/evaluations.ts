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

/** Those that are to be worked on, oldest first. */
export async function runningEvaluations(): Promise<Evaluation[]> {
  const found = (await database.evaluations.toArray()).filter(({ state }) => state === 'running');
  return found.sort((one, other) => one.createdAt - other.createdAt);
}

/** In the order in which they are asked. */
export function listEvaluationRows(evaluationId: string): Promise<EvaluationRow[]> {
  return database.evaluationRows.where({ evaluationId }).sortBy('index');
}

/** Replaces an evaluation by what `change` makes of it; undefined where there is none any more. */
export function changeEvaluation(
  id: string,
  change: (evaluation: Evaluation) => Evaluation,
): Promise<Evaluation | undefined> {
  return database.transaction('rw', database.evaluations, async () => {
    const evaluation = await database.evaluations.get(id);
    if (!evaluation) return undefined;
    const next = change(evaluation);
    if (next !== evaluation) await database.evaluations.put(next);
    return next;
  });
}

/** Removes an evaluation and its rows. Its answers stay: another one may ask the same. */
export async function removeEvaluation(id: string): Promise<void> {
  await database.transaction('rw', database.evaluations, database.evaluationRows, async () => {
    await database.evaluations.delete(id);
    await database.evaluationRows.where({ evaluationId: id }).delete();
  });
}
