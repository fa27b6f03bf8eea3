import { SPLIT_MARK, SPLIT_SIDES } from '../../core/split/mark-names.ts';
import { loadVersion } from './versions.ts';

/** The sides that the split of a version has, in their order; none where it was never split. */
export async function splitSidesOf(versionId: string): Promise<readonly string[]> {
  const { marks } = await loadVersion(versionId);
  const values = marks.find(({ name }) => name === SPLIT_MARK)?.dictionary ?? [];
  return SPLIT_SIDES.filter((side) => values.includes(side));
}
