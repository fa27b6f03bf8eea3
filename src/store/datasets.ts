import type { DatasetInfo } from '../core/version/version.ts';
import { database } from './database.ts';
import { removeTokenCounts } from './google/token-counts.ts';

/** All datasets, last changed first; those with a `deletedAt` lie in the bin. */
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
  await database.transaction('rw', database.datasets, database.versions, database.lists, async () => {
    await database.datasets.delete(id);
    await database.versions.where('datasetId').equals(id).delete();
    await database.lists.where('datasetId').equals(id).delete();
  });
  await sweepDataset(id);
}

/** Removes whatever is stored for a dataset that no longer exists. Returns how many blocks went. */
export async function sweepDataset(id: string): Promise<number> {
  const blocks = await database.blocks.where('datasetId').equals(id).primaryKeys();
  await database.blocks.bulkDelete(blocks);
  await database.segments.where('datasetId').equals(id).delete();
  await database.marks.where('datasetId').equals(id).delete();
  await database.drops.where('datasetId').equals(id).delete();
  await database.quarantine.where('datasetId').equals(id).delete();
  await database.imports.delete(id);
  await database.counters.delete(id);
  await removeTokenCounts(id);
  // Prompts and answers go with their dataset. Jobs and packs stay: their models can still be asked.
  await database.trials.where('datasetId').equals(id).delete();
  return blocks.length;
}
