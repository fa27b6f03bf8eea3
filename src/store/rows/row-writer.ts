import { BlockBuilder, type BlockDraft } from '../../core/row/block-builder.ts';
import type { Row } from '../../core/row/row.ts';
import { hashBytes } from '../../core/hash/murmur3.ts';
import { database } from '../database.ts';
import type { BlockRecord } from '../records.ts';
import { RowIds } from './row-ids.ts';
import { writeUnder } from '../stage.ts';
import { type StoredBytes, toStored } from './stored-bytes.ts';

/** The hashes of a block's rows: four words each. */
export function hashRows(bytes: Uint8Array, offsets: Uint32Array, count: number): Uint32Array {
  const hashes = new Uint32Array(count * 4);
  for (let row = 0; row < count; row++) {
    hashBytes(bytes, offsets[row] ?? 0, (offsets[row + 1] ?? 0) - 1, hashes, row * 4);
  }
  return hashes;
}

/** A row without a noted origin is its own. */
const OWN_IDS = new Uint32Array(0);

/** Stores blocks of imported rows as they are: each row is its own origin. */
export class ImportWriter {
  readonly #datasetId: string;
  readonly #stage: string;
  readonly #ids: RowIds;

  constructor(datasetId: string, stage: string) {
    this.#datasetId = datasetId;
    this.#stage = stage;
    this.#ids = new RowIds(datasetId, stage);
  }

  /**
   * Stores neighbouring blocks in one transaction, which waits for the disk once, and returns where they came to lie. `stored`:
   * where a block's very bytes are to be had without a copy from here.
   */
  async write(
    drafts: readonly BlockDraft[],
    stored: (draft: BlockDraft) => StoredBytes = ({ bytes }) => toStored(bytes),
  ): Promise<{ readonly first: number; readonly count: number }[]> {
    if (drafts.length === 0) return [];
    const hashes = drafts.map((draft) => draft.hashes ?? hashRows(draft.bytes, draft.offsets, draft.count));
    await this.#ids.reserve(drafts.reduce((sum, draft) => sum + draft.count, 0));
    const records = drafts.map((draft, index) => {
      const first = this.#ids.take(draft.count);
      const own = { origins: OWN_IDS, hashes: hashes[index] ?? new Uint32Array(0), bytes: stored(draft) };
      return toRecord(this.#datasetId, this.#stage, first, draft, own);
    });
    await writeUnder(this.#stage, database.blocks, () => database.blocks.bulkAdd(records));
    return records.map(({ firstRow, count }) => ({ first: firstRow, count }));
  }
}

function toRecord(
  datasetId: string,
  stage: string,
  firstRow: number,
  { offsets, count }: BlockDraft,
  own: Pick<BlockRecord, 'origins' | 'hashes' | 'bytes'>,
): BlockRecord {
  return { datasetId, firstRow, count, stage, offsets, ...own };
}

/** Collects the rows that steps change and stores them in blocks; a row's id is known as soon as it is added. */
export class RowWriter {
  readonly #datasetId: string;
  readonly #stage: string;
  readonly #builder: BlockBuilder;
  readonly #full: BlockDraft[] = [];
  #origins: number[] = [];
  readonly #ids: RowIds;
  #blockFirst = 0;
  #queue = Promise.resolve();

  constructor(datasetId: string, stage: string) {
    this.#datasetId = datasetId;
    this.#stage = stage;
    this.#ids = new RowIds(datasetId, stage);
    this.#builder = new BlockBuilder(undefined, (draft) => this.#full.push(draft));
  }

  /**
   * Runs `fill`, which may add up to `rows` rows, then stores the blocks that are full. Batches wait for each other:
   * two tasks that share a writer would mix up whose ids a block holds.
   */
  batch(rows: number, fill: () => void): Promise<void> {
    const run = async (): Promise<void> => {
      await this.#reserve(rows);
      fill();
      await this.#drain();
    };
    this.#queue = this.#queue.then(run);
    return this.#queue;
  }

  /** `add` can't wait, so the ids must be at hand before. A block's ids are neighbours, so a new range begins a block. */
  async #reserve(rows: number): Promise<void> {
    if (this.#ids.left >= rows) return;
    this.#builder.flush();
    await this.#drain();
    await this.#ids.reserve(rows);
    this.#blockFirst = this.#ids.take(0);
  }

  /** Adds a row as its bytes are and returns its id. Only within a batch. */
  addRow(row: Row, origin: number): number {
    this.#builder.addBytes(row.bytes, row.start, row.end);
    return this.#note(origin);
  }

  /** The same of a row that is a text. */
  add(text: string, origin: number): number {
    this.#builder.addText(text);
    return this.#note(origin);
  }

  #note(origin: number): number {
    this.#origins.push(origin);
    return this.#ids.take(1);
  }

  /** The same of the row that `bytes` hold from `start` up to `end`. */
  addBytes(bytes: Uint8Array, start: number, end: number, origin: number): number {
    this.#builder.addBytes(bytes, start, end);
    this.#origins.push(origin);
    return this.#ids.take(1);
  }

  async #drain(): Promise<void> {
    for (let draft = this.#full.shift(); draft; draft = this.#full.shift()) {
      const origins = Uint32Array.from(this.#origins.splice(0, draft.count));
      const hashes = hashRows(draft.bytes, draft.offsets, draft.count);
      const first = this.#blockFirst;
      this.#blockFirst += draft.count;
      const own = { origins, hashes, bytes: toStored(draft.bytes) };
      const record = toRecord(this.#datasetId, this.#stage, first, draft, own);
      await writeUnder(this.#stage, database.blocks, () => database.blocks.add(record));
    }
  }

  /** Stores everything that was added. */
  async flush(): Promise<void> {
    await this.batch(0, () => {
      this.#builder.flush();
    });
  }
}
