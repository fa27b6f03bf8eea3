import type { Join } from '../../core/recipe/step.ts';
import { BLOCK_BYTES } from '../../core/row/block-builder.ts';
import { Row } from '../../core/row/row.ts';
import type { BlockReader } from './block-reader.ts';
import { copyRows } from './copy-rows.ts';
import type { RowWriter } from './row-writer.ts';

/**
 * Stores the row that each group of rows becomes. `ids` has the rows of one group after another, `sizes` how many each has.
 * Has the bytes of all of them in memory. Returns one id a group; what the writer still holds is not stored yet.
 */
export async function joinRows(
  reader: BlockReader,
  { ids, sizes }: { readonly ids: Uint32Array; readonly sizes: Uint32Array },
  join: Join,
  writer: RowWriter,
): Promise<Uint32Array> {
  const { bytes, starts, ends, origins } = await copyRows(reader, ids);
  const young = new Uint32Array(sizes.length);
  let first = 0;
  for (let from = 0; from < sizes.length;) {
    // About a block: full ones are stored between batches.
    const rows: { readonly row: Row; readonly origin: number }[] = [];
    for (let size = 0; from + rows.length < sizes.length && size < BLOCK_BYTES;) {
      const end = first + (sizes[from + rows.length] ?? 0);
      const parts: Row[] = [];
      for (let at = first; at < end; at++) parts.push(Row.view(bytes, starts[at] ?? 0, ends[at] ?? 0));
      const row = join(parts);
      rows.push({ row, origin: origins[first] ?? 0 });
      size += row.text.length;
      first = end;
    }
    await writer.batch(rows.length, () => {
      for (const [at, { row, origin }] of rows.entries()) young[from + at] = writer.addRow(row, origin);
    });
    from += rows.length;
  }
  return young;
}
