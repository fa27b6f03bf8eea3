import { SPLIT_MARK, SPLIT_SIDES } from '../../../src/core/split/split-mark.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import type { LoadedVersion } from '../../../src/store/versions/versions.ts';

/**
 * The sides that rows have by the dataset's own split, for each origin: 1 + an index of SPLIT_SIDES, 0 for none. Values that a
 * step or a person gave under the same name count where they are sides.
 */
export async function readSplit({ marks }: Pick<LoadedVersion, 'marks'>, origins: Uint32Array): Promise<Uint8Array> {
  const mark = marks.find(({ name }) => name === SPLIT_MARK);
  const codeOf = await readMark({ segments: mark?.segments ?? [] });
  const codes = (mark?.dictionary ?? []).map((value) => SPLIT_SIDES.findIndex((side) => side === value) + 1);
  return Uint8Array.from(origins, (origin) => codes[codeOf(origin) - 1] ?? 0);
}
