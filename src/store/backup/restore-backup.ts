import type { Table } from 'dexie';
import { BackupError } from '../../core/backup/layout.ts';
import { mapTexts, type Packable } from '../../core/backup/pack.ts';
import { countRows } from '../../core/version/segments.ts';
import type { FewShotPack } from '../../core/few-shot/prompt-pack.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { takeFromBackup } from '../../core/tuning/start-again.ts';
import type { Trial } from '../../core/tuning/trial.ts';
import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import { STAGED_TABLES, type StagedTable } from './backup-snapshot.ts';
import { type ReadRecord, readBackup } from './backup-reader.ts';
import { measure } from '../versions/commit.ts';
import { database, type BlockRecord, type CounterRecord, type ImportRecord, type ListRecord } from '../database.ts';
import { digestOf } from '../versions/digest.ts';
import { hashRows } from '../rows/row-writer.ts';
import { claimStage, writeUnder } from '../stage.ts';
import { toStored } from '../rows/stored-bytes.ts';

/** Records that are stored in one transaction. Blocks are large; one waits for the disk by itself. */
const STORED_AT_ONCE = 64;

/** What becomes visible at the end, all at once. */
interface Visible {
  readonly datasets: DatasetInfo[];
  readonly versions: VersionInfo[];
  readonly lists: ListRecord[];
  readonly imports: ImportRecord[];
  readonly counters: CounterRecord[];
  readonly jobs: TuningJob[];
  readonly packs: FewShotPack[];
  readonly trials: Trial[];
}

/**
 * Restores a backup as a dataset of its own, under a stage that its commit ends. Every version's digest is made anew from
 * the rows and compared. Throws `BackupError` where the file is not whole; the caller's stage then takes everything with it.
 */
export async function restoreBackup(
  file: Blob,
  stage: { readonly id: string; readonly datasetId: string },
  onProgress: (bytes: number) => void,
): Promise<{ readonly name: string; readonly versions: number }> {
  const visible: Visible = {
    ...{ datasets: [], versions: [], lists: [], imports: [], counters: [] },
    ...{ jobs: [], packs: [], trials: [] },
  };
  const staged = new StagedRecords(stage.id);
  let ids: ReadonlyMap<string, string> | undefined;
  for await (const read of readBackup(file)) {
    if (!ids) {
      ids = newIds(read, stage.datasetId);
      continue;
    }
    const known = ids;
    const record = mapTexts(read.record, (text) => known.get(text) ?? text);
    if (isStaged(read.table)) await staged.add(read.table, record, read.byte);
    // The cast: the sum says that these are the records of a store like this one.
    else if (Object.hasOwn(visible, read.table)) (visible[read.table as keyof Visible] as unknown[]).push(record);
    else throw new BackupError(read.byte, `there is no table ${read.table}`);
    onProgress(read.end);
  }
  await staged.flush();
  const [dataset] = visible.datasets;
  if (!dataset) throw new BackupError(file.size, 'it has no dataset');
  for (const version of visible.versions) await checkVersion(version, visible.lists, file.size);
  await commit(stage.id, dataset, visible);
  return { name: dataset.name, versions: visible.versions.length };
}

/** New ids for all that the backup lists, so that it can be restored beside what it was made of. */
function newIds({ table, record, byte }: ReadRecord, datasetId: string): ReadonlyMap<string, string> {
  if (table !== 'ids' || !Array.isArray(record)) throw new BackupError(byte, 'its first record is no list of ids');
  const [own, ...others] = record.map(String);
  return new Map([[own ?? '', datasetId], ...others.map((id) => [id, crypto.randomUUID()] as const)]);
}

function isStaged(table: string): table is StagedTable {
  return STAGED_TABLES.some((staged) => staged === table);
}

/** Stores records under the stage, some at a time. */
class StagedRecords {
  readonly #stage: string;
  #table: StagedTable = 'segments';
  #records: object[] = [];

  constructor(stage: string) {
    this.#stage = stage;
  }

  async add(table: StagedTable, record: Packable, byte: number): Promise<void> {
    if (table !== this.#table || this.#records.length >= STORED_AT_ONCE) await this.flush();
    this.#table = table;
    // The cast: the sum says that this is a record of a store like this one.
    const stored = { ...(record as object), stage: this.#stage };
    if (table === 'blocks') checkBlock(stored as Unstored<BlockRecord>, byte); // As above.
    this.#records.push(withBlobs(stored));
    if (table === 'blocks') await this.flush();
  }

  async flush(): Promise<void> {
    const table: Table<object> = database[this.#table];
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

/** Members that lie in the database as the store's own kind of bytes. */
const STORED_MEMBERS = ['bytes', 'raw'];

function withBlobs(record: object): object {
  const members = Object.entries(record).map(([key, value]: [string, unknown]) => {
    return [key, STORED_MEMBERS.includes(key) && value instanceof Uint8Array ? toStored(value) : value] as const;
  });
  return Object.fromEntries(members);
}

async function checkVersion(version: VersionInfo, lists: readonly ListRecord[], byte: number): Promise<void> {
  const list = lists.find(({ id }) => id === version.id);
  if (!list) throw new BackupError(byte, `version ${version.number} has no rows`);
  const { leaves, marks } = await measure(version.datasetId, list.segments, list.marks);
  const isSame = (await digestOf(leaves, marks)) === version.digest && countRows(list.segments) === version.rowCount;
  if (!isSame) throw new BackupError(byte, `version ${version.number} is not what it was: its digest differs`);
}

async function commit(stage: string, dataset: DatasetInfo, visible: Visible): Promise<void> {
  const { versions, lists, datasets, imports, counters, stages, jobs, packs, trials } = database;
  const changedAt = Date.now();
  const tables = [versions, lists, datasets, imports, counters, stages, jobs, packs, trials];
  await database.transaction('rw', tables, async () => {
    await versions.bulkAdd(visible.versions);
    await lists.bulkAdd(visible.lists);
    await imports.bulkAdd(visible.imports);
    await counters.bulkPut(visible.counters);
    await addTuned(visible);
    await datasets.add({ ...dataset, changedAt, deletedAt: null });
    await claimStage(stage);
  });
}

/**
 * Jobs, packs and trials keep their ids, by which a service may know them, but where this browser has such records: those
 * of the backup then stand beside them, under new ids.
 */
async function addTuned({ jobs, packs, trials }: Visible): Promise<void> {
  const renamed = new Map<string, string>();
  for (const [table, records] of [
    [database.jobs, jobs],
    [database.packs, packs],
    [database.trials, trials],
  ] as const) {
    const ids = records.map(({ id }) => id);
    for (const id of await table.where('id').anyOf(ids).primaryKeys()) renamed.set(id, crypto.randomUUID());
  }
  const rename = <T extends object>(records: readonly T[]): T[] => {
    const packable = records as unknown as Packable; // these are records of the store
    const changed = mapTexts(packable, (text) => renamed.get(text) ?? text);
    return changed as unknown as T[]; // everything but texts is left as it was
  };
  await database.jobs.bulkAdd(rename(jobs.map((job) => takeFromBackup(job, renamed.get(job.id) ?? job.id))));
  await database.packs.bulkAdd(rename(packs));
  await database.trials.bulkAdd(rename(trials));
}
