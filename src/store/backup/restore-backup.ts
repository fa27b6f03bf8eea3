import { freeName } from '../../core/version/free-name.ts';
import { BackupError } from '../../core/backup/layout.ts';
import { mapTexts, type Packable } from '../../core/backup/pack.ts';
import { countRows } from '../../core/version/segments.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { STAGED, VISIBLE } from './backup-snapshot.ts';
import { type ReadRecord, readBackup } from './backup-reader.ts';
import { measureList } from '../versions/measure-list.ts';
import { database, tableOf } from '../database.ts';
import { currentRecord } from '../earlier-records.ts';
import { digestOf } from '../../core/version/digest.ts';
import { hashRows } from '../rows/row-writer.ts';
import { claimStage, writeUnder } from '../stage.ts';
import { toStored } from '../rows/stored-bytes.ts';
import type { BlockRecord, ListRecord } from '../records.ts';
import { type RecordOf, type TableDescription, type TableName, tables } from '../tables.ts';

/** Records that are stored in one transaction. Blocks are large; one waits for the disk by itself. */
const STORED_AT_ONCE = 64;

/** What becomes visible at the end, all at once: the records of each table. */
class VisibleRecords {
  readonly #records = new Map<TableName, object[]>(VISIBLE.map((name) => [name, []]));

  add(name: TableName, record: object): void {
    this.#records.get(name)?.push(record);
  }

  of<Name extends TableName>(name: Name): readonly RecordOf<Name>[] {
    // The cast: the sum says that these are the records of a store like this one.
    return (this.#records.get(name) ?? []) as RecordOf<Name>[];
  }
}

/**
 * Restores a backup as a dataset of its own, under a stage that its commit ends. Every version's digest is made again from
 * the rows and compared. Throws `BackupError` where the file is not whole; the caller's stage then takes everything with it.
 */
export async function restoreBackup(
  file: Blob,
  stage: { readonly id: string; readonly datasetId: string },
  onProgress: (bytes: number) => void,
): Promise<{ readonly name: string; readonly versions: number }> {
  const visible = new VisibleRecords();
  const staged = new StagedRecords(stage.id);
  let ids: ReadonlyMap<string, string> | undefined;
  for await (const read of readBackup(file)) {
    if (!ids) {
      ids = newIds(read, stage.datasetId);
      continue;
    }
    const known = ids;
    const record = mapTexts(read.record, (text) => known.get(text) ?? text);
    const table = findTable(read.table);
    if (!table) throw new BackupError(read.byte, `there is no table ${read.table}`);
    // The casts: the sum says that these are records of a store like this one.
    if (tables[table].staged) await staged.add(table, record as object, read.byte);
    else visible.add(table, record as object); // As above.
    onProgress(read.end);
  }
  await staged.flush();
  const [dataset] = visible.of('datasets');
  if (!dataset) throw new BackupError(file.size, 'it has no dataset');
  const versions = visible.of('versions');
  for (const version of versions) await checkVersion(version, visible.of('lists'), file.size);
  return { name: await commit(stage.id, visible, dataset.name), versions: versions.length };
}

/** New ids for all that the backup lists, so that it can be restored beside what it was made of. */
function newIds({ table, record, byte }: ReadRecord, datasetId: string): ReadonlyMap<string, string> {
  if (table !== 'ids' || !Array.isArray(record)) throw new BackupError(byte, 'its first record is no list of ids');
  const [own, ...others] = record.map(String);
  return new Map([[own ?? '', datasetId], ...others.map((id) => [id, crypto.randomUUID()] as const)]);
}

/** The table that a backup names; undefined where there is none that is backed up. */
function findTable(name: string): TableName | undefined {
  return [...VISIBLE, ...STAGED].find((table) => table === name);
}

/** Stores records under the stage, some at a time. */
class StagedRecords {
  readonly #stage: string;
  #table: TableName = 'segments';
  #records: object[] = [];

  constructor(stage: string) {
    this.#stage = stage;
  }

  async add(table: TableName, record: object, byte: number): Promise<void> {
    if (table !== this.#table || this.#records.length >= STORED_AT_ONCE) await this.flush();
    this.#table = table;
    // The cast: the sum says that this is a record of a store like this one.
    if (table === 'blocks') checkBlock(record as Unstored<BlockRecord>, byte);
    this.#records.push(withStoredBytes(table, { ...record, stage: this.#stage }));
    if (table === 'blocks') await this.flush();
  }

  async flush(): Promise<void> {
    const table = tableOf(this.#table);
    const records = this.#records;
    this.#records = [];
    if (records.length > 0) await writeUnder(this.#stage, table, () => table.bulkAdd(records));
  }
}

type Unstored<T> = Omit<T, 'bytes'> & { readonly bytes: Uint8Array };

/** A block's hashes are what digests are made of: they must be those of its rows. */
function checkBlock({ bytes, offsets, count, hashes }: Unstored<BlockRecord>, byte: number): void {
  const found = hashRows(bytes, offsets, count);
  if (found.some((word, index) => word !== hashes[index])) throw new BackupError(byte, 'a row is not what it was');
}

function withStoredBytes(table: TableName, record: object): object {
  const { backup }: TableDescription = tables[table];
  const members = Object.entries(record).map(([key, value]: [string, unknown]) => {
    return [key, backup?.bytes?.includes(key) && value instanceof Uint8Array ? toStored(value) : value] as const;
  });
  return Object.fromEntries(members);
}

async function checkVersion(version: VersionInfo, lists: readonly ListRecord[], byte: number): Promise<void> {
  const list = lists.find(({ id }) => id === version.id);
  if (!list) throw new BackupError(byte, `version ${version.number} has no rows`);
  const { leaves, marks } = await measureList(version.datasetId, list.segments, list.marks);
  const isSame = (await digestOf(leaves, marks)) === version.digest && countRows(list.segments) === version.rowCount;
  if (!isSame) throw new BackupError(byte, `version ${version.number} is not what it was: its digest differs`);
}

/** Gives the name of the dataset: another than the backup's where this browser has one of that name. */
async function commit(stage: string, visible: VisibleRecords, wanted: string): Promise<string> {
  const changedAt = Date.now();
  return database.transaction('rw', [...VISIBLE, 'stages' as const].map(tableOf), async () => {
    const name = freeName(
      wanted,
      (await database.datasets.toArray()).map((other) => other.name),
    );
    const rename = await takeFreeIds(visible);
    for (const table of VISIBLE) {
      const records = visible.of(table).map((record) => rename(table, record));
      const own = { name, changedAt, deletedAt: null };
      await tableOf(table).bulkAdd(table === 'datasets' ? records.map((each) => ({ ...each, ...own })) : records);
    }
    await claimStage(stage);
    return name;
  });
}

/**
 * Records whose description says so keep their ids, by which a service may know them, but where this browser has such
 * records: those of the backup then are beside them, under new ids.
 */
async function takeFreeIds(visible: VisibleRecords): Promise<(name: TableName, record: object) => object> {
  const renamed = new Map<string, string>();
  const keeping = VISIBLE.filter((name) => tables[name].backup?.ids === 'kept');
  for (const name of keeping) {
    const taken = await tableOf(name).where('id').anyOf(visible.of(name).map(idOf)).primaryKeys();
    for (const id of taken) if (typeof id === 'string') renamed.set(id, crypto.randomUUID());
  }
  return (name, stored) => {
    const record = currentRecord(name, stored);
    const { backup }: TableDescription = tables[name];
    const id = renamed.get(idOf(record)) ?? idOf(record);
    // The casts: a record of the very table goes in, and one comes out, as everything but texts is left as it was.
    const restored = backup?.restore?.(record as never, id) ?? record;
    if (!keeping.includes(name)) return restored;
    return mapTexts(restored as Packable, (text) => renamed.get(text) ?? text) as object; // As above.
  };
}

function idOf(record: object): string {
  return 'id' in record ? String(record.id) : '';
}
