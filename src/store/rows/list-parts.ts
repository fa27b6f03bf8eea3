import { HASH_WORDS } from '../../core/version/digest.ts';
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

/** Rows that are side by side in a block as they are in the list. */
export interface PartRun {
  readonly block: PartBlock;
  /** Of the first row, among the entries of the part. */
  readonly at: number;
  /** Of the first row, within the block. */
  readonly index: number;
  readonly count: number;
}

/** Neighbouring entries of a list, with the blocks that hold their rows. */
export interface ListPart {
  readonly ids: Uint32Array;
  readonly blocks: readonly PartBlock[];
  /** In list order. Whoever needs no single row works on a whole run at once. */
  readonly runs: readonly PartRun[];
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
  const runs: PartRun[] = [];
  let block: PartBlock | undefined;
  let bytes = 0;
  let between = 0;
  let isRising = true;
  let at = 0;
  while (at < ids.length && bytes + (isRising ? between : 0) < PART_BYTES) {
    const id = ids[at] ?? 0;
    if (!holds(block, id)) {
      block = blocks.find((each) => holds(each, id)) ?? { record: await reader.find(id), from: Infinity, to: 0 };
      if (block.to === 0) blocks.push(block);
    }
    // It was just found; the type can't say so.
    if (!block) break;
    const { offsets, firstRow, count: rows } = block.record;
    const index = id - firstRow;
    // Rows in no order have the whole of their blocks between them: smaller parts would read those again and again.
    if (index < block.to) isRising = false;
    else if (block.to > 0) between += (offsets[index] ?? 0) - (offsets[block.to] ?? 0);
    const most = Math.min(ids.length - at, rows - index);
    const room = PART_BYTES - bytes - (isRising ? between : 0);
    const count = rowsUpTo(offsets, index, runLength(ids, at, most), room);
    runs.push({ block, at, index, count });
    block.from = Math.min(block.from, index);
    block.to = Math.max(block.to, index + count);
    bytes += (offsets[index + count] ?? 0) - (offsets[index] ?? 0);
    at += count;
  }
  return { ids: ids.subarray(0, at), blocks, runs };
}

/** How many entries from `at` on name neighbouring rows in order; looks at no more than `most`. */
function runLength(ids: Uint32Array, at: number, most: number): number {
  const first = ids[at] ?? 0;
  let count = 1;
  while (count < most && ids[at + count] === first + count) count++;
  return count;
}

/** How many rows from `index` on it takes to fill `room` bytes: at least one, at most `count`. */
function rowsUpTo(offsets: Uint32Array, index: number, count: number, room: number): number {
  const end = (offsets[index] ?? 0) + room;
  let [low, high] = [1, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[index + middle] ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}

function holds(block: PartBlock | undefined, id: number): boolean {
  return block !== undefined && id >= block.record.firstRow && id < block.record.firstRow + block.record.count;
}

/** The bytes that a part needs of each of its blocks; the first one is that of row `from`. */
export async function readStretches(blocks: readonly PartBlock[]): Promise<ReadonlyMap<PartBlock, Uint8Array>> {
  const read = async (block: PartBlock): Promise<[PartBlock, Uint8Array]> => {
    const { record, from, to } = block;
    return [block, await readStored(record.bytes, record.offsets[from], record.offsets[to])];
  };
  return new Map(await Promise.all(blocks.map(read)));
}

/** The origins of rows, in list order. */
export async function readOrigins(reader: BlockReader, slices: readonly Slice[]): Promise<Uint32Array> {
  const origins = new Uint32Array(countRows(slices));
  let at = 0;
  for await (const { ids, runs } of walkList(reader, slices)) {
    for (const run of runs) copyOrigins(run, origins, at + run.at);
    at += ids.length;
  }
  return origins;
}

/** Copies the origins of the rows of a run: their own ids where the block notes no others. */
export function copyOrigins({ block, index, count }: PartRun, into: Uint32Array, at: number): void {
  const { origins, firstRow } = block.record;
  if (index + count <= origins.length) copyWords(origins, index, count, into, at);
  else for (let row = 0; row < count; row++) into[at + row] = originOf(block.record, firstRow + index + row);
}

/** Copies the stored hashes of the rows of a run, HASH_WORDS each. */
export function copyHashes({ block, index, count }: PartRun, into: Uint32Array, at: number): void {
  copyWords(block.record.hashes, index * HASH_WORDS, count * HASH_WORDS, into, at);
}

/** Fewer words than this are copied one by one in the time that the views for a copy at once take. */
const FEW_WORDS = 64;

function copyWords(from: Uint32Array, start: number, count: number, into: Uint32Array, at: number): void {
  if (count > FEW_WORDS) into.set(from.subarray(start, start + count), at);
  else for (let word = 0; word < count; word++) into[at + word] = from[start + word] ?? 0;
}
