import { BLOCK_BYTES } from '../../core/row/block-builder.ts';
import type { BlockReader } from './block-reader.ts';
import { passRows } from './pass-rows.ts';
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

/** Rows in memory: where each lies in `bytes`, in the order in which they were asked for. */
interface CopiedRows {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly origins: Uint32Array;
}

async function copyRows(reader: BlockReader, ids: Uint32Array): Promise<CopiedRows> {
  // A list may have a row twice, so that its id alone doesn't say where it belongs.
  const places = Uint32Array.from(ids.keys()).sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0) || a - b);
  const starts = new Uint32Array(ids.length);
  const ends = new Uint32Array(ids.length);
  const origins = new Uint32Array(ids.length);
  let bytes = new Uint8Array(BLOCK_BYTES);
  let used = 0;
  let next = 0;
  const sorted = places.map((place) => ids[place] ?? 0);
  for await (const part of passRows(reader, [{ ids: sorted, count: sorted.length }])) {
    part.each((row, _id, origin) => {
      const place = places[next++] ?? 0;
      const length = row.end - row.start;
      if (used + length > bytes.length) bytes = enlarged(bytes, used + length);
      bytes.set(row.bytes.subarray(row.start, row.end), used);
      starts[place] = used;
      used += length;
      ends[place] = used;
      origins[place] = origin;
    });
  }
  return { bytes, starts, ends, origins };
}

function enlarged(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(least, bytes.length * 2));
  larger.set(bytes);
  return larger;
}
