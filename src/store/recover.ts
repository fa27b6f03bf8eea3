import { type Failure } from '../core/failure.ts';
import { database, tableOf } from './database.ts';
import { sweepDataset } from './datasets.ts';
import { toFailure } from './failures.ts';
import { checkMarker } from './marker.ts';
import { sweepOutputs } from './output-files.ts';
import { lockOf, sweepStage } from './stage.ts';
import { type TableName, tables, tablesWhere } from './tables.ts';

/** What the start of the page found out about the store. */
export interface StartReport {
  /** A sentence for every dead run that was swept. */
  readonly swept: readonly string[];
  /** True where the browser has lost a database that was there. */
  readonly lost: boolean;
  /** Set where the database can't be opened. */
  readonly failure: Failure | null;
}

/** Opens the database and sweeps what dead runs left behind. Other tabs' runs hold their locks and are left alone. */
export async function recover(): Promise<StartReport> {
  try {
    await database.open();
    const lost = await checkMarker();
    const swept = await navigator.locks.request('recover', { ifAvailable: true }, (lock) => (lock ? sweepDead() : []));
    return { swept, lost, failure: null };
  } catch (error) {
    return { swept: [], lost: false, failure: toFailure(error) };
  }
}

async function sweepDead(): Promise<string[]> {
  // Stages first, locks second: a lock is taken before its stage is written, so every live stage read here shows one.
  const stages = await database.stages.toArray();
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map((lock) => lock.name));
  const swept: string[] = [];
  for (const stage of stages) {
    if (alive.has(lockOf(stage))) continue;
    const blocks = await sweepStage(stage.id);
    if (blocks !== null && !stage.quiet)
      swept.push(`${stage.title} did not finish; ${blocks} unfinished blocks were removed`);
  }
  await sweepLeftovers();
  await sweepOutputs();
  return swept;
}

/** What belongs to no dataset: leftovers of a deletion that its tab did not live to finish. */
async function sweepLeftovers(): Promise<void> {
  for (const owner of await findStrays()) await sweepDataset(owner);
}

/** All tables are seen at one moment: between two looks an import of another tab may end its stage. */
function findStrays(): Promise<string[]> {
  const { datasets, stages } = database;
  const owned = tablesWhere(({ goes }) => goes === 'later');
  return database.transaction('r', [datasets, stages, ...owned.map(tableOf)], async () => {
    const known = new Set(await datasets.toCollection().primaryKeys());
    // A live import has a stage before its dataset.
    for (const stage of await stages.toArray()) known.add(stage.datasetId);
    const owners = await Promise.all(owned.map(ownersOf));
    return [...new Set(owners.flat())].filter((owner) => !known.has(owner));
  });
}

async function ownersOf(name: TableName): Promise<string[]> {
  const { owner } = tables[name];
  // The cast: the member that says whose a record is holds dataset ids and nothing else.
  return owner === null ? [] : ((await tableOf(name).orderBy(owner).uniqueKeys()) as string[]);
}
