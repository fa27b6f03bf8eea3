import { BLOCK_BYTES } from '../../core/row/block-builder.ts';
import type { BlockReader } from './block-reader.ts';
import { copyRows } from './copy-rows.ts';
import type { RowWriter } from './row-writer.ts';

/**
 * Copies rows into new blocks in the order of `ids`, so that a later pass reads them block by block. Reads them in the order
 * of the old blocks, and has all their bytes in memory. Returns the new ids; what the writer still holds is not stored yet.
 */
export async function rewriteRows(reader: BlockReader, ids: Uint32Array, writer: RowWriter): Promise<Uint32Array> {
  const { bytes, starts, ends, origins } = await copyRows(reader, ids);
  const young = new Uint32Array(ids.length);
  for (let from = 0; from < ids.length;) {
    // About a block: full ones are stored between batches.
    let size = 0;
    let to = from;
    while (to < ids.length && size < BLOCK_BYTES) size += (ends[to] ?? 0) - (starts[to++] ?? 0);
    await writer.batch(to - from, () => {
      for (let at = from; at < to; at++) {
        young[at] = writer.addBytes(bytes, starts[at] ?? 0, ends[at] ?? 0, origins[at] ?? 0);
      }
    });
    from = to;
  }
  return young;
}
