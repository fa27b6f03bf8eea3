import { idsOfRun, type Slice } from '../../core/version/segments.ts';
import type { SegmentRef } from '../../core/version/version.ts';
import { database } from '../database.ts';
import type { ListRecord } from '../records.ts';

async function readSegmentIds(id: string): Promise<Uint32Array> {
  const segment = await database.segments.get(id);
  if (!segment) {
    const lost = new Error(`segment ${id} is not stored`);
    lost.name = 'NotReadableError';
    throw lost;
  }
  return segment.ids;
}

/** The row ids of part of a segment. */
export async function sliceIds(slice: Slice): Promise<Uint32Array> {
  if ('ids' in slice) return slice.ids;
  if ('segment' in slice) return (await readSegmentIds(slice.segment)).subarray(slice.from, slice.from + slice.count);
  return idsOfRun(slice.first, slice.count);
}

/** Random access to a version's list: position → row id. Keeps the last segment of ids. */
export class RowList {
  readonly segments: readonly SegmentRef[];
  readonly #starts: Float64Array;
  #segment: { id: string; ids: Uint32Array } | undefined;

  constructor({ segments }: Pick<ListRecord, 'segments'>) {
    this.segments = segments;
    this.#starts = new Float64Array(segments.length + 1);
    segments.forEach((segment, index) => {
      this.#starts[index + 1] = (this.#starts[index] ?? 0) + segment.count;
    });
  }

  get count(): number {
    return this.#starts[this.segments.length] ?? 0;
  }

  /** Throws a RangeError where the version has no such position. */
  async idAt(position: number): Promise<number> {
    const index = this.segmentAt(position);
    const segment = this.segments[index];
    if (!segment) throw new RangeError(`position ${position} is outside of ${this.count} rows`);
    const offset = position - (this.#starts[index] ?? 0);
    if ('first' in segment) return segment.first + offset;
    if (this.#segment?.id !== segment.segment)
      this.#segment = { id: segment.segment, ids: await readSegmentIds(segment.segment) };
    return this.#segment.ids[offset] ?? 0;
  }

  /** Neighbouring positions as slices, cut at the end of the list. */
  slices(from: number, count: number): Slice[] {
    const slices: Slice[] = [];
    const end = Math.min(from + count, this.count);
    for (let position = from; position < end;) {
      const index = this.segmentAt(position);
      const segment = this.segments[index];
      if (!segment) break;
      const offset = position - this.startOf(index);
      const rows = Math.min(segment.count - offset, end - position);
      slices.push(
        'segment' in segment
          ? { segment: segment.segment, from: offset, count: rows }
          : { first: segment.first + offset, count: rows },
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

  /** The index of the segment that holds a position. */
  segmentAt(position: number): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle + 1] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The position of a segment's first row. */
  startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }
}
