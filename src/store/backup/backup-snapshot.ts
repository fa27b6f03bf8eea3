import type { Collection, IndexableType } from 'dexie';
import type { Packable } from '../../core/backup/pack.ts';
import { database, tableOf } from '../database.ts';
import { DatasetGoneError } from '../dataset-gone.ts';
import { type TableDescription, type TableName, tables, tablesWhere } from '../tables.ts';

/** A record as a backup holds it, with the name of its table. */
interface TableRecord {
  readonly table: TableName;
  readonly record: Packable;
}

/** What a dataset was made of at one moment. */
export interface Snapshot {
  /** Every id that a restore has to replace, the dataset's own first. */
  readonly ids: readonly string[];
  /** The records of all tables but the staged ones. */
  readonly visible: readonly TableRecord[];
  /** Keys of the records that belong to versions, table by table. */
  readonly staged: readonly { readonly table: TableName; readonly keys: readonly IndexableType[] }[];
}

/** Tables whose records are backed up as they are at one moment, in the order of the file. */
export const VISIBLE = tablesWhere(({ backup, staged }) => backup !== null && !staged);
/** Tables whose records never change once a commit has claimed them: they are read one at a time, and end the file. */
export const STAGED = tablesWhere(({ backup, staged }) => backup !== null && staged);

/**
 * Looks at a dataset in one transaction, so that a commit meanwhile is in it wholly or not at all. What a run under way
 * has stored is left out. Throws `DatasetGoneError` where the dataset is not there.
 */
export async function snapshotDataset(datasetId: string): Promise<Snapshot> {
  const read = [...VISIBLE, ...STAGED, 'stages'] as const;
  return database.transaction('r', read.map(tableOf), async () => {
    if (!(await database.datasets.get(datasetId))) throw new DatasetGoneError(datasetId);
    const ids: IndexableType[] = [];
    const visible: TableRecord[] = [];
    const staged: Snapshot['staged'][number][] = [];
    for (const table of VISIBLE) {
      if (hasNewIds(table)) ids.push(...(await recordsOf(table, datasetId).primaryKeys()));
      visible.push(...(await visibleRecords(table, datasetId)));
    }
    const underWay = await database.stages.where({ datasetId }).primaryKeys();
    for (const table of STAGED) {
      const keys = await stagedKeys(table, datasetId, underWay);
      if (hasNewIds(table)) ids.push(...keys);
      staged.push({ table, keys });
    }
    return { ids: ids.map(String), visible, staged };
  });
}

function hasNewIds(table: TableName): boolean {
  return tables[table].backup?.ids === 'new';
}

function recordsOf(table: TableName, datasetId: string): Collection<object> {
  return tableOf(table).where(String(tables[table].owner)).equals(datasetId);
}

async function visibleRecords(table: TableName, datasetId: string): Promise<TableRecord[]> {
  const { backup }: TableDescription = tables[table];
  const records = await recordsOf(table, datasetId).toArray();
  // The casts: these are records of the very table, and the schema's hold texts, numbers, lists, objects and arrays of numbers.
  const included = records.filter((record) => backup?.includes?.(record as never) ?? true);
  return included.map((record) => ({ table, record: record as Packable })); // As above.
}

async function stagedKeys(table: TableName, datasetId: string, underWay: readonly string[]): Promise<IndexableType[]> {
  const unowned = await tableOf(table).where('stage').anyOf(underWay).primaryKeys();
  // As texts: the keys of some tables are lists, and no two of those are the same.
  const left = new Set(unowned.map((key) => JSON.stringify(key)));
  const all = await recordsOf(table, datasetId).primaryKeys();
  return all.filter((key) => !left.has(JSON.stringify(key)));
}
