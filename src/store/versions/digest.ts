import type { Mark } from '../../core/version/mark.ts';
import { BlockReader } from '../rows/block-reader.ts';
import { type SegmentDraft, toSlice } from '../../core/version/segments.ts';
import { HASH_WORDS, LeafBuilder } from '../../core/version/digest.ts';
import { walkList } from '../rows/list-parts.ts';

export interface Measured {
  readonly leaves: Uint8Array;
  /** Bytes of the rows as JSON Lines. */
  readonly bytes: number;
  readonly marks: readonly Mark[];
}

/** Segments whose hashes are read at once: to find a block waits for the database, and the next one need not wait too. */
const SEGMENTS_AT_ONCE = 8;

/** Reads the hashes of a whole list, but none of its rows. */
export async function measureList(
  datasetId: string,
  segments: readonly SegmentDraft[],
): Promise<Omit<Measured, 'marks'>> {
  const reader = new BlockReader(datasetId, 2 * SEGMENTS_AT_ONCE);
  const leaves = new LeafBuilder();
  let bytes = 0;
  for (let at = 0; at < segments.length; at += SEGMENTS_AT_ONCE) {
    const group = segments.slice(at, at + SEGMENTS_AT_ONCE);
    for (const segment of await Promise.all(group.map((each) => readHashes(reader, each)))) {
      leaves.add(segment.hashes);
      bytes += segment.bytes;
    }
  }
  return { leaves: await leaves.finish(), bytes };
}

async function readHashes(reader: BlockReader, segment: SegmentDraft): Promise<{ hashes: Uint32Array; bytes: number }> {
  const hashes = new Uint32Array(segment.count * HASH_WORDS);
  let filled = 0;
  let bytes = 0;
  for await (const { ids, owners, blocks } of walkList(reader, [toSlice(segment)])) {
    for (let at = 0; at < ids.length; at++) {
      const block = blocks[owners[at] ?? 0]?.record;
      if (!block) continue;
      const index = (ids[at] ?? 0) - block.firstRow;
      bytes += (block.offsets[index + 1] ?? 0) - (block.offsets[index] ?? 0);
      for (let word = 0; word < HASH_WORDS; word++) hashes[filled++] = block.hashes[index * HASH_WORDS + word] ?? 0;
    }
  }
  return { hashes, bytes };
}
