import type { IndexableType } from 'dexie';
import { FIRST_LINE, writeEnd, writeRecordLine } from '../../core/backup/layout.ts';
import { packRecord, type Packable } from '../../core/backup/pack.ts';
import { type Snapshot, snapshotDataset } from './backup-snapshot.ts';
import { database, tableOf } from '../database.ts';
import { DatasetGoneError } from '../dataset-gone.ts';
import { readStored, type StoredBytes } from '../rows/stored-bytes.ts';
import { type TableDescription, type TableName, tables } from '../tables.ts';

/** The pieces of a backup, and how many bytes of the dataset's blocks are in them so far. */
export interface BackupPiece {
  readonly bytes: Uint8Array;
  /** Blocks that are written, of all. */
  readonly done: number;
  readonly total: number;
}

/**
 * A dataset with all its versions as one file, piece by piece, a block at a time, as it was when the first piece was
 * asked for. Throws `DatasetGoneError` where the dataset is not there, or is deleted before the last piece: what was
 * given until then is no backup.
 */
export async function* backUp(datasetId: string): AsyncGenerator<BackupPiece> {
  const encoder = new TextEncoder();
  const snapshot = await snapshotDataset(datasetId);
  const total = snapshot.staged.find(({ table }) => table === 'blocks')?.keys.length ?? 0;
  let records = 0;
  let done = 0;
  const piece = (table: string, record: Packable): BackupPiece => {
    const packed = packRecord(record);
    const line = encoder.encode(writeRecordLine(table, packed));
    const bytes = new Uint8Array(line.length + packed.length);
    bytes.set(line);
    bytes.set(packed, line.length);
    records++;
    return { bytes, done, total };
  };
  yield { bytes: encoder.encode(FIRST_LINE), done, total };
  for await (const { table, record } of readRecords(datasetId, snapshot)) {
    if (table === 'blocks') done++;
    yield piece(table, record);
  }
  if (!(await database.datasets.get(datasetId))) throw new DatasetGoneError(datasetId);
  yield { bytes: encoder.encode(writeEnd(records)), done, total };
}

async function* readRecords(
  datasetId: string,
  { ids, visible, staged }: Snapshot,
): AsyncGenerator<{ readonly table: TableName | 'ids'; readonly record: Packable }> {
  yield { table: 'ids', record: ids };
  yield* visible;
  for (const { table, keys } of staged) {
    for (const key of keys) yield { table, record: await readStaged(datasetId, table, key) };
  }
}

async function readStaged(datasetId: string, table: TableName, key: IndexableType): Promise<Packable> {
  const record = await tableOf(table).get(key);
  if (record) return unstored(table, record);
  if (!(await database.datasets.get(datasetId))) throw new DatasetGoneError(datasetId);
  const lost = new Error(`record ${JSON.stringify(key)} of ${table} is not stored any more`);
  lost.name = 'NotFoundError';
  throw lost;
}

/** Bytes are stored in a way of the store's own; in a backup they are bytes. The stage means nothing elsewhere. */
async function unstored(table: TableName, record: object): Promise<Packable> {
  const { backup }: TableDescription = tables[table];
  const lasting = Object.entries(record).filter(([key]) => key !== 'stage');
  const members = lasting.map(async ([key, value]: [string, unknown]) => {
    // The cast: the table's description names the members that are such bytes.
    return [key, backup?.bytes?.includes(key) ? await readStored(value as StoredBytes) : value] as const;
  });
  // The cast: the schema's records hold texts, numbers, lists, objects and arrays of numbers.
  return Object.fromEntries(await Promise.all(members)) as Packable;
}
