import { countRows, type Slice } from '../../core/version/segments.ts';
import { type BlockReader, originOf } from './block-reader.ts';
import type { BlockRecord } from '../records.ts';
import { sliceIds } from '../versions/row-list.ts';
import { readStored } from './stored-bytes.ts';

/** A part is closed at this many bytes of rows: what a pass holds in memory at a time, some times over. */
const PART_BYTES = 4 << 20;

/** The stretch of a block that a part needs. */
export interface PartBlock {
  readonly record: BlockRecord;
  /** Indexes within the block of the first row needed and of the one after the last. */
  from: number;
  to: number;
}

/** Neighbouring entries of a list, with the blocks that hold their rows. */
export interface ListPart {
  readonly ids: Uint32Array;
  /** For each id the index in `blocks` of its block. */
  readonly owners: Uint16Array;
  readonly blocks: readonly PartBlock[];
}

/**
 * Walks slices in list order. Rows that steps changed are in other blocks than their neighbours, so a part names all
 * blocks it needs, and each is read once a part, from the first row needed to the last. What lies between rows far apart is
 * read too, so it counts: few rows of many are read in as many parts as all of them.
 */
export async function* walkList(reader: BlockReader, slices: readonly Slice[]): AsyncGenerator<ListPart> {
  for (const slice of slices) {
    const ids = await sliceIds(slice);
    for (let at = 0; at < ids.length;) {
      const part = await takePart(reader, ids.subarray(at));
      yield part;
      at += part.ids.length;
    }
  }
}

async function takePart(reader: BlockReader, ids: Uint32Array): Promise<ListPart> {
  const blocks: PartBlock[] = [];
  const owners = new Uint16Array(ids.length);
  let owner = -1;
  let bytes = 0;
  let between = 0;
  let isRising = true;
  let count = 0;
  for (; count < ids.length && bytes + (isRising ? between : 0) < PART_BYTES; count++) {
    const id = ids[count] ?? 0;
    if (!holds(blocks[owner], id)) {
      owner = blocks.findIndex((block) => holds(block, id));
      if (owner < 0) owner = blocks.push({ record: await reader.find(id), from: Infinity, to: 0 }) - 1;
    }
    const block = blocks[owner];
    if (!block) break;
    const index = id - block.record.firstRow;
    const { offsets } = block.record;
    // Rows in no order have the whole of their blocks between them: smaller parts would read those again and again.
    if (index < block.to) isRising = false;
    else if (block.to > 0) between += (offsets[index] ?? 0) - (offsets[block.to] ?? 0);
    block.from = Math.min(block.from, index);
    block.to = Math.max(block.to, index + 1);
    bytes += (offsets[index + 1] ?? 0) - (offsets[index] ?? 0);
    owners[count] = owner;
  }
  return { ids: ids.subarray(0, count), owners: owners.subarray(0, count), blocks };
}

function holds(block: PartBlock | undefined, id: number): boolean {
  return block !== undefined && id >= block.record.firstRow && id < block.record.firstRow + block.record.count;
}

/** The bytes of the stretch that a part needs of a block; its first byte is that of row `from`. */
export function readStretch({ record, from, to }: PartBlock): Promise<Uint8Array> {
  return readStored(record.bytes, record.offsets[from], record.offsets[to]);
}

/** The origins of rows, in list order. */
export async function readOrigins(reader: BlockReader, slices: readonly Slice[]): Promise<Uint32Array> {
  const origins = new Uint32Array(countRows(slices));
  let at = 0;
  for await (const { ids, owners, blocks } of walkList(reader, slices)) {
    for (const [index, id] of ids.entries()) {
      const block = blocks[owners[index] ?? 0]?.record;
      origins[at++] = block ? originOf(block, id) : id;
    }
  }
  return origins;
}
