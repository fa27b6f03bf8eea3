import { database } from './database.ts';
import type { RecipeDraftRecord } from './records.ts';

/** The recipe as it was last written on a version, by which tab, and after how many others. */
export type StoredDraft = Pick<RecipeDraftRecord, 'cards' | 'tab' | 'revision'>;

/** What is stored for each version of a dataset, by the version's id. */
export async function readDrafts(datasetId: string): Promise<ReadonlyMap<string, StoredDraft>> {
  const drafts = await database.recipeDrafts.where('datasetId').equals(datasetId).toArray();
  return new Map(drafts.map((draft) => [draft.versionId, draft]));
}

/**
 * Keeps the recipe of a version, where nobody has written since the revision that the writer has seen; gives what is stored
 * then. Of a dataset that is gone nothing is kept.
 */
export async function writeDraft(
  datasetId: string,
  versionId: string,
  { cards, tab, revision: seen }: StoredDraft,
): Promise<StoredDraft | null> {
  return database.transaction('rw', database.recipeDrafts, database.datasets, async () => {
    if (!(await database.datasets.get(datasetId))) return null;
    const stored = await database.recipeDrafts.get([datasetId, versionId]);
    if (stored && stored.tab !== tab && stored.revision > seen) return stored;
    const draft = { datasetId, versionId, cards, tab, revision: Math.max(seen, stored?.revision ?? 0) + 1 };
    await database.recipeDrafts.put(draft);
    return draft;
  });
}
