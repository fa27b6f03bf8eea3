import type { Packable } from '../../core/backup/pack.ts';
import { isEnded } from '../../core/tuning/follow-job.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { database } from '../database.ts';
import { DatasetGoneError } from '../dataset-gone.ts';

/** Tables whose records lie under a stage until a commit, in the order of the file. */
export const STAGED_TABLES = ['segments', 'marks', 'drops', 'quarantine', 'blocks'] as const;

export type StagedTable = (typeof STAGED_TABLES)[number];

/** A record as a backup holds it, with the name of its table. */
export interface TableRecord {
  readonly table: string;
  readonly record: Packable;
}

/** What a dataset was made of at one moment. */
export interface Snapshot {
  /** Every id that a restore has to replace, the dataset's own first. */
  readonly ids: readonly string[];
  /** The records of all tables but the staged ones. */
  readonly visible: readonly TableRecord[];
  /** Keys of the records that belong to versions, table by table. */
  readonly staged: readonly { readonly table: StagedTable; readonly keys: readonly unknown[] }[];
}

/**
 * Looks at a dataset in one transaction, so that a commit meanwhile is in it wholly or not at all. What a run under way
 * has stored is left out. Throws `DatasetGoneError` where the dataset is not there.
 */
export async function snapshotDataset(datasetId: string): Promise<Snapshot> {
  const { datasets, versions, lists, imports, counters, stages, jobs, packs, trials } = database;
  const words = [datasets, versions, lists, imports, counters, stages, jobs, packs, trials];
  const tables = [...words, ...STAGED_TABLES.map((name) => database[name])];
  return database.transaction('r', tables, async () => {
    const dataset = await datasets.get(datasetId);
    if (!dataset) throw new DatasetGoneError(datasetId);
    const rows = await versions.where({ datasetId }).toArray();
    const staged = await stagedKeys(datasetId);
    const named = staged.filter(({ table }) => table === 'segments' || table === 'marks').flatMap(({ keys }) => keys);
    return {
      ids: [datasetId, ...rows.map(({ id }) => id), ...named.map(String)],
      visible: [
        ...recordsOf('datasets', [dataset]),
        ...recordsOf('versions', rows),
        ...recordsOf('lists', await lists.where({ datasetId }).toArray()),
        ...recordsOf('imports', [await imports.get(datasetId)]),
        ...recordsOf('counters', [await counters.get(datasetId)]),
        ...recordsOf('jobs', (await jobs.where({ datasetId }).toArray()).filter(isTold)),
        ...recordsOf('packs', await packs.where({ datasetId }).toArray()),
        ...recordsOf('trials', await trials.where({ datasetId }).toArray()),
      ],
      staged,
    };
  });
}

/** A job whose start is under way, or in doubt, is for the tab to settle that has started it: elsewhere it would be paid twice. */
function isTold({ state, reading }: TuningJob): boolean {
  return isEnded(state) || reading !== null;
}

async function stagedKeys(datasetId: string): Promise<Snapshot['staged']> {
  const underWay = await database.stages.where({ datasetId }).primaryKeys();
  const staged: Snapshot['staged'][number][] = [];
  for (const table of STAGED_TABLES) {
    const unowned = await database[table].where('stage').anyOf(underWay).primaryKeys();
    // As texts: the keys of some tables are lists, and no two of those are the same.
    const left = new Set(unowned.map(String));
    const all: readonly unknown[] = await database[table].where({ datasetId }).primaryKeys();
    staged.push({ table, keys: all.filter((key) => !left.has(String(key))) });
  }
  return staged;
}

function recordsOf(table: string, records: readonly (object | undefined)[]): TableRecord[] {
  // The cast: the schema's records hold texts, numbers, lists, objects and arrays of numbers.
  return records.flatMap((record) => (record ? [{ table, record: record as Packable }] : []));
}
