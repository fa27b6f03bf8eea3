import { BLOCK_BYTES } from '../../core/row/block-builder.ts';
import type { BlockReader } from './block-reader.ts';
import { passRows } from './pass-rows.ts';

/** Rows in memory: where each is in `bytes`, in the order in which they were asked for. */
export interface CopiedRows {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly origins: Uint32Array;
}

/** Copies rows, which may lie anywhere and come more than once, into memory; each block is read once. */
export async function copyRows(reader: BlockReader, ids: Uint32Array): Promise<CopiedRows> {
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
