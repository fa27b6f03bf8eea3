import { database } from '../database.ts';
import type { BlockRecord } from '../records.ts';
import { readStored } from './stored-bytes.ts';

/** Thrown where a version names a row that the browser no longer has. */
class LostBlockError extends Error {
  constructor(row: number) {
    super(`row ${row} is in no stored block`);
    // Read by toFailure: a class doesn't survive the worker boundary, a name does.
    this.name = 'NotReadableError';
  }
}

/** A record takes about 24 bytes a row: these take 12 MB. */
const KEPT_ROWS = 500_000;

/**
 * Finds and reads the blocks of one dataset. Keeps the last records, never their bytes. A block's rows never change, and no row
 * id is given twice, so a record that is kept stays good.
 */
export class BlockReader {
  readonly datasetId: string;
  readonly #kept = new Map<number, BlockRecord>();
  readonly #limit: number;
  #rows = 0;
  #lastLookup: Promise<unknown> = Promise.resolve();

  /** `keepRows`: of all records that are kept together; the last one is in any case. */
  constructor(datasetId: string, keepRows = KEPT_ROWS) {
    this.datasetId = datasetId;
    this.#limit = keepRows;
  }

  /** The block that holds a row id. */
  find(row: number): Promise<BlockRecord> {
    const kept = this.#recall(row);
    if (kept) return Promise.resolve(kept);
    // One after another: who asks meanwhile mostly asks for the block that is on its way.
    const found = this.#lastLookup.then(() => this.#recall(row) ?? this.#lookUp(row));
    this.#lastLookup = found.catch(() => undefined);
    return found;
  }

  #recall(row: number): BlockRecord | undefined {
    for (const block of this.#kept.values()) {
      if (row < block.firstRow || row >= block.firstRow + block.count) continue;
      this.#keep(block);
      return block;
    }
    return undefined;
  }

  async #lookUp(row: number): Promise<BlockRecord> {
    const block = await database.blocks
      .where('[datasetId+firstRow]')
      .between([this.datasetId, 0], [this.datasetId, row], true, true)
      .last();
    if (!block || row >= block.firstRow + block.count) throw new LostBlockError(row);
    this.#keep(block);
    return block;
  }

  #keep(block: BlockRecord): void {
    // A Map keeps the order of insertion: the first record is the one that was not asked for the longest.
    this.#forget(this.#kept.get(block.firstRow));
    this.#kept.set(block.firstRow, block);
    this.#rows += block.count;
    for (const oldest of this.#kept.values()) {
      if (this.#rows <= this.#limit || oldest === block) break;
      this.#forget(oldest);
    }
  }

  #forget(block: BlockRecord | undefined): void {
    if (block && this.#kept.delete(block.firstRow)) this.#rows -= block.count;
  }
}

/** The origin of one row: its own id where the block notes no other. */
export function originOf({ origins, firstRow }: Pick<BlockRecord, 'origins' | 'firstRow'>, row: number): number {
  return origins[row - firstRow] ?? row;
}

/** The text of one row: a slice of the block, the rest stays on disk. */
export async function readRowText(block: BlockRecord, row: number): Promise<string> {
  const at = row - block.firstRow;
  const start = block.offsets[at] ?? 0;
  const end = (block.offsets[at + 1] ?? 0) - 1;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readStored(block.bytes, start, end));
}
