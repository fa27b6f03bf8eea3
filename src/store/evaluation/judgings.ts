import type { EvaluationRow } from '../../core/evaluation/evaluation.ts';
import {
  type AnswerJudging,
  isOfRows,
  type JudgeVote,
  type Judging,
  type RowJudging,
} from '../../core/judge/judging.ts';
import { database } from '../database.ts';

export async function addJudging(judging: AnswerJudging): Promise<void> {
  await database.judgings.add(judging);
}

/** Stores a judge of rows with what it reads, at once. */
export async function addRowJudging(judging: RowJudging, rows: readonly EvaluationRow[]): Promise<void> {
  await database.transaction('rw', database.judgings, database.evaluationRows, async () => {
    await database.evaluationRows.bulkAdd([...rows]);
    await database.judgings.add(judging);
  });
}

export function getJudging(id: string): Promise<Judging | undefined> {
  return database.judgings.get(id);
}

/** All of a dataset, newest first. */
export async function listJudgings(datasetId: string): Promise<Judging[]> {
  const all = await database.judgings.where({ datasetId }).toArray();
  return all.sort((one, other) => other.createdAt - one.createdAt);
}

/** Those of an evaluation, newest first. */
export async function listAnswerJudgings(datasetId: string, evaluationId: string): Promise<AnswerJudging[]> {
  const all = await listJudgings(datasetId);
  return all.flatMap((each) => (isOfRows(each) || each.evaluationId !== evaluationId ? [] : [each]));
}

/** Those of a dataset's rows, newest first. */
export async function listRowJudgings(datasetId: string): Promise<RowJudging[]> {
  return (await listJudgings(datasetId)).filter(isOfRows);
}

/** Removes a judging, and what it read of rows. Its verdicts stay: another one may ask the same. */
export async function removeJudging(id: string): Promise<void> {
  await database.transaction('rw', database.judgings, database.evaluationRows, async () => {
    await database.judgings.delete(id);
    await database.evaluationRows.where({ evaluationId: id }).delete();
  });
}

/** The votes under these keys; those that nobody gave are missing. */
export async function readVotes(datasetId: string, keys: readonly string[]): Promise<ReadonlyMap<string, JudgeVote>> {
  const found = await database.judgeVotes.bulkGet(keys.map((key): [string, string] => [datasetId, key]));
  return new Map(found.flatMap((vote) => (vote ? [[vote.key, vote] as const] : [])));
}

/** Keeps a vote in place of an earlier one. */
export async function saveVote(vote: JudgeVote): Promise<void> {
  await database.judgeVotes.put(vote);
}

export async function removeVote({ datasetId, key }: Pick<JudgeVote, 'datasetId' | 'key'>): Promise<void> {
  await database.judgeVotes.delete([datasetId, key]);
}
