import { markOfColumn } from '../../src/core/view/mark-column.ts';
import { originOf } from '../../src/store/rows/block-reader.ts';
import { readMark } from '../../src/store/versions/mark-segments.ts';
import type { OpenedVersion } from './open-version.ts';

/** Reads the values that columns of marks show of a row; undefined for columns of the row itself. */
export async function markCells(
  { version, list, reader }: OpenedVersion,
  columns: readonly string[],
  positions: readonly number[],
): Promise<(column: string, position: number) => string | null | undefined> {
  const wanted = columns.flatMap((column) => {
    const name = markOfColumn(column, version.columns);
    return name === null ? [] : [{ column, mark: version.marks.find((mark) => mark.name === name) }];
  });
  if (wanted.length === 0) return () => undefined;
  const origins = new Map<number, number>();
  for (const position of positions) {
    const id = await list.idAt(position);
    origins.set(position, originOf(await reader.find(id), id));
  }
  const of = Uint32Array.from(origins.values());
  const readers = new Map<string, (position: number) => string | null>();
  for (const { column, mark } of wanted) {
    const codeOf = mark ? await readMark(mark, of) : () => 0;
    readers.set(column, (position) => mark?.dictionary[codeOf(origins.get(position) ?? 0) - 1] ?? null);
  }
  return (column, position) => readers.get(column)?.(position);
}
