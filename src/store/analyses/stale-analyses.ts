import { analyses } from '../../core/analyses/index.ts';
import { database } from '../database.ts';
import { analysisName } from './analysis-name.ts';

/**
 * Removes the words that nobody can ask for any more: of analyses that this program doesn't have, or has in another version,
 * and of meanings that no version of the dataset has. Call it where words were made, which is when old ones fall out of use.
 * Returns how many records went.
 */
export async function removeStaleAnalyses(datasetId: string): Promise<number> {
  return database.transaction('rw', database.analyses, database.versions, async () => {
    const versions = await database.versions.where('datasetId').equals(datasetId).toArray();
    const asked = new Set(versions.flatMap((version) => analyses.map((analysis) => analysisName(analysis, version))));
    const all = await database.analyses.where('datasetId').equals(datasetId).primaryKeys();
    const stale = all.filter(([, of]) => !asked.has(of));
    await database.analyses.bulkDelete(stale);
    return stale.length;
  });
}
