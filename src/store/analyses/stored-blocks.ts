import { database } from '../database.ts';

/** The blocks of a dataset by their first rows alone: nothing of a block is read to find the one that holds a row. */
export class StoredBlocks {
  readonly #first: Float64Array;

  private constructor(first: readonly number[]) {
    this.#first = Float64Array.from(first);
  }

  static async of(datasetId: string): Promise<StoredBlocks> {
    const keys = await database.blocks
      .where('[datasetId+firstRow]')
      .between([datasetId, 0], [datasetId, Infinity])
      .primaryKeys();
    return new StoredBlocks(keys.map(([, firstRow]) => firstRow));
  }

  /** The stretch of row ids, from the block's first up to that of the next, in which an id is. */
  around(id: number): { readonly firstRow: number; readonly end: number } {
    let low = 0;
    let high = this.#first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#first[middle] ?? 0) <= id) low = middle + 1;
      else high = middle;
    }
    return { firstRow: this.#first[low - 1] ?? 0, end: this.#first[low] ?? Infinity };
  }

  /** How many rows of which blocks are needed for these ids: up to the last one that is named, by the block's first row. */
  neededOf(ids: Uint32Array): ReadonlyMap<number, number> {
    const needed = new Map<number, number>();
    let [firstRow, end, rows] = [0, 0, 0];
    for (const id of ids) {
      if (id < firstRow || id >= end) {
        if (rows > 0) needed.set(firstRow, rows);
        ({ firstRow, end } = this.around(id));
        rows = needed.get(firstRow) ?? 0;
      }
      rows = Math.max(rows, id - firstRow + 1);
    }
    if (rows > 0) needed.set(firstRow, rows);
    return needed;
  }
}
