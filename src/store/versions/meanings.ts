import type { Meaning } from '../../core/version/version.ts';
import { listDatasets } from '../datasets.ts';
import { getVersion } from './versions.ts';

/** What the rows of an earlier dataset mean, and its name. */
export interface EarlierMeaning extends Meaning {
  readonly dataset: string;
}

/** The meaning of the dataset with just these columns, in any order, that was changed last; undefined where none has. */
export async function findMeaning(columns: readonly string[]): Promise<EarlierMeaning | undefined> {
  const wanted = new Set(columns);
  for (const { headId, name, deletedAt } of await listDatasets()) {
    const head = deletedAt === null ? await getVersion(headId) : undefined;
    if (head?.columns.length !== wanted.size || !head.columns.every((column) => wanted.has(column))) continue;
    return { dataset: name, mapping: head.mapping, format: head.format };
  }
  return undefined;
}
