import { database } from '../database.ts';

/** Reserved at a time, because each reservation waits for the disk. What is left of it when the worker ends is unused. */
const RANGE_ROWS = 65_536;

/** Reserves `count` row ids of a dataset for ever and returns the first. Row ids mean nothing but identity. */
export async function reserveRows(datasetId: string, count: number): Promise<number> {
  return database.transaction('rw', database.counters, async () => {
    const counter = await database.counters.get(datasetId);
    const first = counter?.nextRow ?? 0;
    await database.counters.put({ ...counter, datasetId, nextRow: first + count });
    return first;
  });
}

/** Row ids of one dataset, reserved ahead. */
export class RowIds {
  readonly #datasetId: string;
  #next = 0;
  #end = 0;

  constructor(datasetId: string) {
    this.#datasetId = datasetId;
  }

  /** How many ids `take` gives without a new reservation. */
  get left(): number {
    return this.#end - this.#next;
  }

  /** Makes sure that `count` neighbouring ids are at hand. Tasks may wait here at once: the last one's range is used. */
  async reserve(count: number): Promise<void> {
    if (this.left >= count) return;
    const size = Math.max(count, RANGE_ROWS);
    const first = await reserveRows(this.#datasetId, size);
    this.#next = first;
    this.#end = first + size;
  }

  /** The first of `count` neighbouring ids. Throws where they were not reserved. */
  take(count: number): number {
    if (this.left < count) throw new Error(`${count} row ids were not reserved: ${this.left} are left`);
    const first = this.#next;
    this.#next += count;
    return first;
  }
}
