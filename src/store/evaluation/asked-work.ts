import type { AskedWork, Evaluation } from '../../core/evaluation/evaluation.ts';
import type { Judging } from '../../core/judge/judging.ts';
import { database } from '../database.ts';

/** Evaluations and judgings that are to be worked on, oldest first. */
export async function runningWork(): Promise<(Evaluation | Judging)[]> {
  const all = [...(await database.evaluations.toArray()), ...(await database.judgings.toArray())];
  return all.filter(({ state }) => state === 'running').sort((one, other) => one.createdAt - other.createdAt);
}

/** Changes how far a piece of work is, whichever it is. Does nothing where it is gone. */
export async function changeWork(
  id: string,
  change: (work: AskedWork) => Partial<Pick<AskedWork, 'state' | 'waiting' | 'costLimit'>> | null,
): Promise<void> {
  await database.transaction('rw', database.evaluations, database.judgings, async () => {
    for (const table of [database.evaluations, database.judgings]) {
      const work = await table.get(id);
      const changes = work ? change(work) : null;
      if (changes) await table.update(id, changes);
    }
  });
}
