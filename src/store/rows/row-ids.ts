import { database } from '../database.ts';
import { writeUnder } from '../stage.ts';

/** Reserved at a time, because each reservation waits for the disk. What is left of it when the worker ends is unused. */
const RANGE_ROWS = 65_536;

/** Reserves `count` row ids of a dataset for ever and returns the first. Row ids mean nothing but identity. */
export async function reserveRows(datasetId: string, count: number): Promise<number> {
  return database.transaction('rw', database.counters, () => moveCounter(datasetId, count));
}

async function moveCounter(datasetId: string, count: number): Promise<number> {
  const counter = await database.counters.get(datasetId);
  const first = counter?.nextRow ?? 0;
  await database.counters.put({ ...counter, datasetId, nextRow: first + count });
  return first;
}

/** Row ids of one dataset, reserved ahead for what is stored under a stage. */
export class RowIds {
  readonly #datasetId: string;
  readonly #stage: string;
  #next = 0;
  #end = 0;

  constructor(datasetId: string, stage: string) {
    this.#datasetId = datasetId;
    this.#stage = stage;
  }

  /** How many ids `take` gives without a new reservation. */
  get left(): number {
    return this.#end - this.#next;
  }

  /**
   * Makes sure that `count` neighbouring ids are at hand. Tasks may wait here at once: the last one's range is used. Throws
   * where the stage has ended: a worker that was cancelled must not count for a dataset that did not come to be.
   */
  async reserve(count: number): Promise<void> {
    if (this.left >= count) return;
    const size = Math.max(count, RANGE_ROWS);
    const { counters } = database;
    const first = await writeUnder(this.#stage, counters, () => moveCounter(this.#datasetId, size));
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
