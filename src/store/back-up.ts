import { FIRST_LINE, writeEnd, writeRecordLine } from '../core/backup/layout.ts';
import { packRecord, type Packable } from '../core/backup/pack.ts';
import { database } from './database.ts';
import { readStored } from './stored-bytes.ts';

/** Tables whose records lie under a stage until a commit, in the order of the file. */
export const STAGED_TABLES = ['pages', 'marks', 'drops', 'quarantine', 'blocks'] as const;

/** The pieces of a backup, and how many bytes of the dataset's blocks are in them so far. */
export interface BackupPiece {
  readonly bytes: Uint8Array;
  /** Blocks that are written, of all. */
  readonly done: number;
  readonly total: number;
}

/**
 * A dataset with all its versions as one file, piece by piece, a block at a time. What a run under way has stored is
 * left out. Throws where the dataset is not there.
 */
export async function* backUp(datasetId: string): AsyncGenerator<BackupPiece> {
  const encoder = new TextEncoder();
  const total = await database.blocks.where('datasetId').equals(datasetId).count();
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
  for await (const { table, record } of readRecords(datasetId)) {
    if (table === 'blocks') done++;
    yield piece(table, record);
  }
  yield { bytes: encoder.encode(writeEnd(records)), done, total };
}

interface TableRecord {
  readonly table: string;
  readonly record: Packable;
}

async function* readRecords(datasetId: string): AsyncGenerator<TableRecord> {
  // Versions before what they are made of: what is stored meanwhile is then too much, never too little.
  const dataset = await database.datasets.get(datasetId);
  if (!dataset) throw new Error(`dataset ${datasetId} is not stored`);
  const underWay = new Set(await database.stages.where('datasetId').equals(datasetId).primaryKeys());
  const versions = await database.versions.where('datasetId').equals(datasetId).toArray();
  const lists = await database.lists.where('datasetId').equals(datasetId).toArray();
  const spans = await database.imports.get(datasetId);
  const pageIds = await database.pages.where('datasetId').equals(datasetId).primaryKeys();
  const markIds = await database.marks.where('datasetId').equals(datasetId).primaryKeys();
  yield { table: 'ids', record: [datasetId, ...versions.map(({ id }) => id), ...pageIds, ...markIds] };
  yield { table: 'datasets', record: plain(dataset) };
  for (const version of versions) yield { table: 'versions', record: plain(version) };
  for (const list of lists) yield { table: 'lists', record: plain(list) };
  if (spans) yield { table: 'imports', record: plain(spans) };
  for (const table of STAGED_TABLES) {
    for (const key of await database[table].where('datasetId').equals(datasetId).primaryKeys()) {
      // The cast: a key that this table has just given.
      const record = await database[table].get(key as never);
      if (record && !underWay.has(record.stage)) yield { table, record: await unstored(record) };
    }
  }
  const counter = await database.counters.get(datasetId);
  if (counter) yield { table: 'counters', record: plain(counter) };
}

/** Bytes lie in the database in a way of its own; in a backup they are bytes. The stage means nothing elsewhere. */
async function unstored(record: object): Promise<Packable> {
  const lasting = Object.entries(record).filter(([key]) => key !== 'stage');
  const members = lasting.map(async ([key, value]: [string, unknown]) => {
    return [key, value instanceof Blob ? await readStored(value) : value] as const;
  });
  return plain(Object.fromEntries(await Promise.all(members)));
}

function plain(record: object): Packable {
  // The cast: the schema's records hold texts, numbers, lists, objects and arrays of numbers.
  return record as Packable;
}
