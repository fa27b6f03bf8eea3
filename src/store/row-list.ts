import { idsOfRun, type Slice } from '../core/pages.ts';
import type { PageRef } from '../core/version.ts';
import { database, type ListRecord } from './database.ts';

async function readPageIds(id: string): Promise<Uint32Array> {
  const page = await database.pages.get(id);
  if (!page) {
    const lost = new Error(`page ${id} is not stored`);
    lost.name = 'NotReadableError';
    throw lost;
  }
  return page.ids;
}

/** The row ids of part of a page. */
export async function sliceIds(slice: Slice): Promise<Uint32Array> {
  if ('ids' in slice) return slice.ids;
  if ('page' in slice) return (await readPageIds(slice.page)).subarray(slice.from, slice.from + slice.count);
  return idsOfRun(slice.first, slice.count);
}

/** Random access to a version's list: position → row id. Keeps the last page of ids. */
export class RowList {
  readonly pages: readonly PageRef[];
  readonly #starts: Float64Array;
  #page: { id: string; ids: Uint32Array } | undefined;

  constructor({ pages }: Pick<ListRecord, 'pages'>) {
    this.pages = pages;
    this.#starts = new Float64Array(pages.length + 1);
    pages.forEach((page, index) => {
      this.#starts[index + 1] = (this.#starts[index] ?? 0) + page.count;
    });
  }

  get count(): number {
    return this.#starts[this.pages.length] ?? 0;
  }

  /** Throws a RangeError where the version has no such position. */
  async idAt(position: number): Promise<number> {
    const index = this.pageAt(position);
    const page = this.pages[index];
    if (!page) throw new RangeError(`position ${position} is outside of ${this.count} rows`);
    const offset = position - (this.#starts[index] ?? 0);
    if ('first' in page) return page.first + offset;
    if (this.#page?.id !== page.page) this.#page = { id: page.page, ids: await readPageIds(page.page) };
    return this.#page.ids[offset] ?? 0;
  }

  /** Neighbouring positions as slices, cut at the end of the list. */
  slices(from: number, count: number): Slice[] {
    const slices: Slice[] = [];
    const end = Math.min(from + count, this.count);
    for (let position = from; position < end;) {
      const index = this.pageAt(position);
      const page = this.pages[index];
      if (!page) break;
      const offset = position - this.startOf(index);
      const rows = Math.min(page.count - offset, end - position);
      slices.push(
        'page' in page ? { page: page.page, from: offset, count: rows } : { first: page.first + offset, count: rows },
      );
      position += rows;
    }
    return slices;
  }

  /** The row ids at neighbouring positions. */
  async ids(from: number, count: number): Promise<Uint32Array> {
    const slices = this.slices(from, count);
    const ids = new Uint32Array(slices.reduce((sum, slice) => sum + slice.count, 0));
    let at = 0;
    for (const slice of slices) {
      ids.set(await sliceIds(slice), at);
      at += slice.count;
    }
    return ids;
  }

  /** The index of the page that holds a position. */
  pageAt(position: number): number {
    let low = 0;
    let high = this.pages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle + 1] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The position of a page's first row. */
  startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }
}
