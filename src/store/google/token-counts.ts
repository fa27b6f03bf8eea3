import { ESTIMATE } from '../../core/tokens/estimate-tokens.ts';
import { familyOf, type TokenCount } from '../../core/tokens/token-count.ts';
import { database } from '../database.ts';
import type { StoredCount } from '../records.ts';
import { digestOf } from '../../core/version/digest.ts';
import { loadVersion } from '../versions/versions.ts';

/** Of each dataset the newest counts are kept: enough for going back and forth between some versions and models. */
const MOST_KEPT = 12;

/** What was counted of the very rows of a version by a model of the same family; null where nothing was. */
export async function readTokenCount(versionId: string, model: string): Promise<TokenCount | null> {
  const { datasetId, of } = await contentsOf(versionId);
  const found = (await readAll(datasetId)).find((each) => each.of === of && familyOf(each.model) === familyOf(model));
  return found ?? null;
}

/** Keeps a count in place of an earlier one of the same rows and family; nothing where the dataset is gone. */
export async function saveTokenCount(versionId: string, count: TokenCount): Promise<void> {
  const { datasetId, of } = await contentsOf(versionId);
  await database.transaction('rw', database.tokenCounts, database.datasets, async () => {
    if (!(await database.datasets.get(datasetId))) return;
    const others = (await readAll(datasetId)).filter((each) => {
      return each.of !== of || familyOf(each.model) !== familyOf(count.model);
    });
    const counts: readonly StoredCount[] = [{ ...count, of }, ...others].slice(0, MOST_KEPT);
    await database.tokenCounts.put({ datasetId, counts });
  });
}

/** The rows' digest without the version's marks: a job's split makes a version, and changes no token. */
async function contentsOf(versionId: string): Promise<{ readonly datasetId: string; readonly of: string }> {
  const { datasetId, leaves, mapping, format } = await loadVersion(versionId);
  return { datasetId, of: JSON.stringify([await digestOf(leaves, []), format ?? null, mapping, ESTIMATE]) };
}

async function readAll(datasetId: string): Promise<readonly StoredCount[]> {
  return (await database.tokenCounts.get(datasetId))?.counts ?? [];
}
