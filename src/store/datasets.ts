import type { DatasetInfo } from '../core/version/version.ts';
import { database, tableOf } from './database.ts';
import { removeRecords } from './remove-records.ts';
import { tables, tablesWhere } from './tables.ts';

/** All datasets, last changed first; those with a `deletedAt` are in the bin. */
export async function listDatasets(): Promise<DatasetInfo[]> {
  const all = await database.datasets.toArray();
  return all.sort((a, b) => b.changedAt - a.changedAt);
}

export function getDataset(id: string): Promise<DatasetInfo | undefined> {
  return database.datasets.get(id);
}

export async function renameDataset(id: string, name: string): Promise<void> {
  await database.datasets.update(id, { name });
}

/** Puts a dataset into the bin: hidden, whole, and back at any time. */
export async function binDataset(id: string): Promise<void> {
  await database.datasets.update(id, { deletedAt: Date.now() });
}

export async function unbinDataset(id: string): Promise<void> {
  await database.datasets.update(id, { deletedAt: null });
}

/** Deletes a dataset for good. The dataset goes first: if the tab dies half-way, `recover` sweeps the rest. */
export async function deleteDataset(id: string): Promise<void> {
  const first = tablesWhere(({ goes }) => goes === 'first');
  await database.transaction('rw', first.map(tableOf), async () => {
    for (const name of first) await removeRecords(name, tables[name].owner, id);
  });
  await sweepDataset(id);
}

/** Removes whatever is stored for a dataset that no longer exists. */
export async function sweepDataset(id: string): Promise<void> {
  for (const name of tablesWhere(({ goes }) => goes === 'later')) await removeRecords(name, tables[name].owner, id);
}
