import type { VersionInfo } from '../../core/version/version.ts';
import { database } from '../database.ts';
import type { ListRecord } from '../records.ts';

/** The versions of a dataset, newest first. */
export async function listVersions(datasetId: string): Promise<VersionInfo[]> {
  const versions = await database.versions.where('datasetId').equals(datasetId).toArray();
  return versions.sort((a, b) => b.number - a.number);
}

export function countVersions(datasetId: string): Promise<number> {
  return database.versions.where('datasetId').equals(datasetId).count();
}

export function getVersion(id: string): Promise<VersionInfo | undefined> {
  return database.versions.get(id);
}

/** A version together with the list of its rows. */
export type LoadedVersion = VersionInfo & Pick<ListRecord, 'segments' | 'leaves' | 'repeats' | 'marks'>;

/** Throws where there is none: callers hold an id that the store gave them. */
export async function loadVersion(id: string): Promise<LoadedVersion> {
  const [version, list] = await Promise.all([database.versions.get(id), database.lists.get(id)]);
  if (!version || !list) throw new Error(`version ${id} is not stored`);
  const { segments, leaves, repeats, marks } = list;
  return { ...version, segments, leaves, repeats, marks };
}
