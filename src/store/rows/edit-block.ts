import { hashBytes } from '../../core/hash/murmur3.ts';
import { HeadMovedError } from '../versions/commit.ts';
import { database } from '../database.ts';
import type { BlockRecord } from '../records.ts';
import { HASH_WORDS } from '../../core/version/digest.ts';
import { reserveRows } from './row-ids.ts';
import { readStored, toStored } from './stored-bytes.ts';

/** Edited rows share a block until it holds this many rows or bytes: each edit writes it again. */
const CAPACITY_ROWS = 256;
const CAPACITY_BYTES = 64 << 10;

/** A block with one more row, not stored yet. */
export interface EditBlock {
  readonly row: number;
  /** Of the new row, its line feed included. */
  readonly bytes: number;
  readonly hash: Uint32Array;
  /** Stores it; for use inside a transaction. Throws HeadMovedError where another tab was quicker. */
  store(): Promise<void>;
}

/** Adds a row to the dataset's open hand-edit block, or begins a new one. */
export async function growEditBlock(datasetId: string, text: string, origin: number): Promise<EditBlock> {
  const line = new TextEncoder().encode(`${text}\n`);
  const hash = new Uint32Array(HASH_WORDS);
  hashBytes(line, 0, line.length - 1, hash, 0);
  const open = await findOpenBlock(datasetId);
  const grown = open ? await append(open, line, hash, origin) : await begin(datasetId, line, hash, origin);
  const before = open?.count ?? 0;
  const store = async (): Promise<void> => {
    const now = await database.blocks.get([datasetId, grown.firstRow]);
    if ((now?.count ?? 0) !== before) throw new HeadMovedError('another tab edited a row');
    await database.blocks.put(grown);
  };
  return { row: grown.firstRow + grown.count - 1, bytes: line.length, hash, store };
}

async function findOpenBlock(datasetId: string): Promise<BlockRecord | undefined> {
  const last = await database.blocks
    .where('[datasetId+firstRow]')
    .between([datasetId, 0], [datasetId, Infinity])
    .last();
  const room = last?.capacity !== undefined && last.count < last.capacity && last.bytes.size < CAPACITY_BYTES;
  return room ? last : undefined;
}

async function begin(datasetId: string, line: Uint8Array, hash: Uint32Array, origin: number): Promise<BlockRecord> {
  return {
    datasetId,
    firstRow: await reserveRows(datasetId, CAPACITY_ROWS),
    count: 1,
    stage: '',
    offsets: Uint32Array.of(0, line.length),
    origins: Uint32Array.of(origin),
    hashes: hash,
    bytes: toStored(line),
    capacity: CAPACITY_ROWS,
  };
}

async function append(open: BlockRecord, line: Uint8Array, hash: Uint32Array, origin: number): Promise<BlockRecord> {
  const bytes = new Uint8Array(open.bytes.size + line.length);
  bytes.set(await readStored(open.bytes));
  bytes.set(line, open.bytes.size);
  return {
    ...open,
    count: open.count + 1,
    offsets: Uint32Array.of(...open.offsets, bytes.length),
    origins: Uint32Array.of(...open.origins, origin),
    hashes: Uint32Array.of(...open.hashes, ...hash),
    bytes: toStored(bytes),
  };
}
