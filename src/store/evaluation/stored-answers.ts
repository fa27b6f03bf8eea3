import type { StoredAnswer } from '../../core/evaluation/evaluation.ts';
import { database } from '../database.ts';

/** What is known about these questions, by fingerprint. */
export async function readAnswers(
  datasetId: string,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, StoredAnswer>> {
  const found = await database.answers.bulkGet(fingerprints.map((each): [string, string] => [datasetId, each]));
  return new Map(found.flatMap((answer) => (answer ? [[answer.fingerprint, answer] as const] : [])));
}

export async function saveAnswer(answer: StoredAnswer): Promise<void> {
  await database.answers.put(answer);
}

/** What the answers that an evaluation paid for have cost, in US dollars. */
export async function spentBy(evaluationId: string): Promise<number> {
  const paid = await database.answers.where({ evaluationId }).toArray();
  return paid.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
}

/** Forgets failures, so that they are asked again. */
export async function forgetFailures(datasetId: string, fingerprints: readonly string[]): Promise<void> {
  await database.transaction('rw', database.answers, async () => {
    const known = await readAnswers(datasetId, fingerprints);
    const failed = [...known.values()].filter(({ state }) => state === 'failed');
    // Not removed: what may have been charged stays known.
    await database.answers.bulkPut(failed.map((each) => ({ ...each, state: 'open', problem: null })));
  });
}
