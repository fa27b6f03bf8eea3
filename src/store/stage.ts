import type { Table } from 'dexie';
import { database } from './database.ts';
import { removeRecords } from './remove-records.ts';
import type { StageRecord } from './records.ts';
import { tables, tablesWhere } from './tables.ts';

/** The name of the Web Lock that proves a stage alive: it is freed by the browser when its tab dies. */
export function lockOf({ id, quiet }: Pick<StageRecord, 'id' | 'quiet'>): string {
  return `${quiet ? 'trial' : 'stage'}:${id}`;
}

/** Work under way on a dataset. Whatever is stored under its id is swept unless a commit removes the stage first. */
export interface Stage {
  readonly id: string;
  readonly datasetId: string;
  /** Ends the stage: frees its lock and sweeps what no commit has claimed. Safe after a commit. */
  close(): Promise<void>;
}

/**
 * Opens a stage. The lock is taken before the row is written, so that a sweep never sees it unproved. `quiet`: nobody has
 * asked for the result yet.
 */
export async function openStage(datasetId: string, title: string, quiet = false): Promise<Stage> {
  const id = crypto.randomUUID();
  const release = await holdLock(lockOf({ id, quiet }));
  try {
    await database.stages.add({ id, datasetId, title, startedAt: Date.now(), quiet });
  } catch (error) {
    release();
    throw error;
  }
  const close = async (): Promise<void> => {
    try {
      await sweepStage(id);
    } catch {
      // What can't be removed now is swept at the next start. It must not hide how the run ended.
    } finally {
      release();
    }
  };
  return { id, datasetId, close };
}

function holdLock(name: string): Promise<() => void> {
  return new Promise((taken, failed) => {
    const held = new Promise<void>((release) => {
      navigator.locks
        .request(name, () => {
          taken(release);
          return held;
        })
        .catch(failed);
    });
  });
}

/**
 * Writes under a stage, if it is still open. A worker that was terminated may have a write under way that the sweep
 * doesn't see: it must fail instead of leaving rows that belong to nothing.
 */
export async function writeUnder<T>(stage: string, table: Table, write: () => Promise<T>): Promise<T> {
  return database.transaction('rw', table, database.stages, async () => {
    await requireOpen(stage);
    return write();
  });
}

/** Ends a stage inside the transaction of its commit: what was stored under it belongs to a version from now on. */
export async function claimStage(stage: string): Promise<void> {
  await requireOpen(stage);
  await database.stages.delete(stage);
}

async function requireOpen(stage: string): Promise<void> {
  const record = await database.stages.get(stage);
  if (!record || record.ended) throw new Error(`stage ${stage} has ended`);
}

/**
 * Removes everything that was stored under a stage, the stage itself last. Returns how many blocks went, null where a
 * commit was quicker: then everything belongs to a version.
 */
export async function sweepStage(id: string): Promise<number | null> {
  const stage = await endStage(id);
  if (!stage) return null;
  let blocks = 0;
  for (const name of tablesWhere(({ staged }) => staged)) {
    const removed = await removeRecords(name, 'stage', id);
    if (name === 'blocks') blocks = removed;
  }
  // What an import has stored beside its stage, such as the row ids it reserved, for a dataset that did not come to be.
  if (!(await database.datasets.get(stage.datasetId))) {
    const beside = tablesWhere(({ goes, staged }) => goes === 'later' && !staged);
    for (const name of beside) await removeRecords(name, tables[name].owner, stage.datasetId);
  }
  await database.stages.delete(id);
  return blocks;
}

/** From here on nothing can be stored under a stage, nor committed. */
async function endStage(id: string): Promise<StageRecord | undefined> {
  try {
    return await database.transaction('rw', database.stages, async () => {
      const stage = await database.stages.get(id);
      if (stage) await database.stages.put({ ...stage, ended: true });
      return stage;
    });
  } catch {
    // The disk is full to the last byte: nothing else can be stored either, and only sweeping makes room.
    return database.stages.get(id);
  }
}
