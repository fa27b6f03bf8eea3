import { SPLIT_MARK, SPLIT_SIDES, type SplitSide } from '../../src/core/split/split-mark.ts';
import type { MarkValues } from '../../src/core/version/mark.ts';
import { idsOfRun, joinIds } from '../../src/core/version/segments.ts';

/** What the mark `split` says of rows that come file by file, the first of them at position `from`. */
export function sidesOf(
  files: readonly { readonly side?: SplitSide | undefined }[],
  sources: readonly { readonly rows: number }[],
  from = 0,
): MarkValues {
  const rows: Uint32Array[] = [];
  const values: Uint16Array[] = [];
  let first = from;
  for (const [index, { side }] of files.entries()) {
    const count = sources[index]?.rows ?? 0;
    if (side !== undefined) {
      rows.push(idsOfRun(first, count));
      values.push(new Uint16Array(count).fill(SPLIT_SIDES.indexOf(side) + 1));
    }
    first += count;
  }
  const all = new Uint16Array(values.reduce((sum, each) => sum + each.length, 0));
  values.reduce((at, each) => (all.set(each, at), at + each.length), 0);
  return { name: SPLIT_MARK, dictionary: SPLIT_SIDES, rows: joinIds(rows), values: all };
}
