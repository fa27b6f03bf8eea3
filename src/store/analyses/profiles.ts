import { hexOf, hashText } from '../../core/hash/text-hash.ts';
import type { TextChoice } from '../../core/recipe/step.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { ColumnProfile } from '../../core/view/column-profile.ts';
import { database } from '../database.ts';

/** Raised when a profile of the same rows would say something else. */
const PROFILE_VERSION = 1;
/** Profiles of a dataset that are kept: its head's, and those that Undo, Redo and a look at History come back to. */
const KEPT_PROFILES = 12;

type ProfiledVersion = Pick<VersionInfo, 'datasetId' | 'digest' | 'mapping' | 'format'>;

/**
 * What was found out of these columns and roles of a version; null where nobody has looked yet.
 *
 * A profile is no analysis: its values are few and known only over all rows, and columns come and go with an edit, where an
 * analysis says a fixed count of numbers about a row alone. So it is stored whole, by the digest of the rows: Undo and Redo
 * find it again, and so does the next start of the page. An edit makes a new one in one pass, in the background.
 */
export async function readProfiles(
  version: ProfiledVersion,
  of: readonly TextChoice[],
): Promise<readonly ColumnProfile[] | null> {
  const record = await database.profiles.get([version.datasetId, profileName(version, of)]);
  return record?.profiles ?? null;
}

export async function storeProfiles(
  version: ProfiledVersion,
  of: readonly TextChoice[],
  profiles: readonly ColumnProfile[],
): Promise<void> {
  const { datasetId } = version;
  await database.transaction('rw', database.profiles, database.datasets, async () => {
    // The dataset may have been deleted meanwhile: what is derived must not outlive it.
    if (!(await database.datasets.get(datasetId))) return;
    await database.profiles.put({ datasetId, of: profileName(version, of), madeAt: Date.now(), profiles });
    const all = await database.profiles.where('datasetId').equals(datasetId).toArray();
    const old = all.sort((one, other) => other.madeAt - one.madeAt).slice(KEPT_PROFILES);
    await database.profiles.bulkDelete(old.map((record) => [datasetId, record.of]));
  });
}

function profileName({ digest, mapping, format }: ProfiledVersion, of: readonly TextChoice[]): string {
  const hash = new Uint32Array(4);
  hashText(JSON.stringify([PROFILE_VERSION, digest, format ?? null, mapping, of]), hash, 0);
  return hexOf(hash, 0);
}
