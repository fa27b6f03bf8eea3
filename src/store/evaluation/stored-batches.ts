import type { Batch } from '../../core/evaluation/batch.ts';
import type { StoredAnswer } from '../../core/evaluation/evaluation.ts';
import { database } from '../database.ts';
import { readAnswers } from './stored-answers.ts';

/** Stores a batch that is about to be sent, and that its questions are in it: at once, so that nobody asks them beside it. */
export async function addBatch(batch: Batch): Promise<void> {
  await database.transaction('rw', database.batches, database.answers, async () => {
    const known = await readAnswers(batch.datasetId, batch.fingerprints);
    await database.answers.bulkPut(
      batch.fingerprints.map((fingerprint): StoredAnswer => ({
        ...{
          datasetId: batch.datasetId,
          fingerprint,
          evaluationId: batch.evaluationId,
          state: 'batched',
          answer: null,
        },
        ...{ notes: [], problem: null, at: batch.createdAt, ms: null, cost: null, sealed: null },
        lost: known.get(fingerprint)?.lost ?? 0,
      })),
    );
    await database.batches.add(batch);
  });
}

export function getBatch(id: string): Promise<Batch | undefined> {
  return database.batches.get(id);
}

/** Those that are not over, oldest first. */
export async function openBatches(): Promise<Batch[]> {
  const all = await database.batches.toArray();
  return all.filter(({ state }) => state !== 'ended').sort((one, other) => one.createdAt - other.createdAt);
}

/** Those of an evaluation, oldest first. */
export async function listBatches(datasetId: string, evaluationId: string): Promise<Batch[]> {
  const all = await database.batches.where({ datasetId }).toArray();
  return all.filter((each) => each.evaluationId === evaluationId).sort((one, other) => one.createdAt - other.createdAt);
}

/** Replaces a batch by what `change` makes of it; undefined where it is gone. */
export function changeBatch(id: string, change: (batch: Batch) => Batch): Promise<Batch | undefined> {
  return database.transaction('rw', database.batches, async () => {
    const batch = await database.batches.get(id);
    if (!batch) return undefined;
    const next = change(batch);
    if (next !== batch) await database.batches.put(next);
    return next;
  });
}

/**
 * Ends a batch and stores what came of its questions, at once. Questions that are not among `answers` are open again; with
 * `lost` each of them may have been charged.
 */
export async function endBatch(batch: Batch, answers: readonly StoredAnswer[], lost = false): Promise<void> {
  await database.transaction('rw', database.batches, database.answers, async () => {
    const now = await database.batches.get(batch.id);
    if (!now || now.state === 'ended') return;
    const known = await readAnswers(batch.datasetId, batch.fingerprints);
    const settled = new Set(answers.map(({ fingerprint }) => fingerprint));
    const rest = [...known.values()].filter(
      ({ fingerprint, state }) => state === 'batched' && !settled.has(fingerprint),
    );
    await database.answers.bulkPut([
      ...answers,
      ...rest.map((each): StoredAnswer => ({ ...each, state: 'open', lost: each.lost + (lost ? 1 : 0) })),
    ]);
    await database.batches.put({ ...batch, state: 'ended' });
  });
}
