import { SEGMENT_ROWS, type SegmentRef } from './version.ts';

/** A segment that may not be stored yet: what a pass works on and leaves behind. */
export type SegmentDraft = SegmentRef | { readonly ids: Uint32Array; readonly count: number };

/** Part of a segment. */
export type Slice =
  | { readonly first: number; readonly count: number }
  | { readonly segment: string; readonly from: number; readonly count: number }
  | { readonly ids: Uint32Array; readonly count: number };

/** Shorter runs cost more as a reference in every later version than as ids in one segment. */
const MIN_RUN_ROWS = 1_024;
/** Segments below this are joined with their neighbours, so that strict filters don't leave thousands of tiny segments. */
const MIN_SEGMENT_ROWS = 2_048;

export function countRows(segments: readonly { readonly count: number }[]): number {
  return segments.reduce((sum, segment) => sum + segment.count, 0);
}

export function toSlice(segment: SegmentDraft | Slice): Slice {
  if ('segment' in segment)
    return { segment: segment.segment, from: 'from' in segment ? segment.from : 0, count: segment.count };
  return segment;
}

/** Groups segments, whole and in order, into tasks of about `rows` rows. */
export function cutTasks(segments: readonly SegmentDraft[], rows: number): SegmentDraft[][] {
  const tasks: SegmentDraft[][] = [];
  let task: SegmentDraft[] = [];
  let count = 0;
  for (const segment of segments) {
    if (task.length > 0 && count + segment.count > rows) {
      tasks.push(task);
      task = [];
      count = 0;
    }
    task.push(segment);
    count += segment.count;
  }
  if (task.length > 0) tasks.push(task);
  return tasks;
}

/**
 * Builds the segments of a new version from what each task left of its rows. Segments that no task changed are shared with
 * the parent; long runs of neighbouring ids stay runs; everything else becomes arrays of at most SEGMENT_ROWS ids.
 */
export class SegmentBuilder {
  readonly #drafts: SegmentDraft[] = [];
  #pending: Uint32Array[] = [];
  #pendingRows = 0;

  /** Adds a segment as it is. */
  share(segment: SegmentDraft): void {
    if (segment.count === 0) return;
    this.#flush();
    if ('first' in segment) this.#addRun(segment.first, segment.count);
    else this.#drafts.push(segment);
  }

  /** Adds ids in order, finding the long runs among them. */
  add(ids: Uint32Array): void {
    let held = 0;
    for (let at = 0; at < ids.length;) {
      const end = endOfRun(ids, at);
      if (end - at >= MIN_RUN_ROWS) {
        this.#hold(ids.subarray(held, at));
        this.#flush();
        this.#addRun(ids[at] ?? 0, end - at);
        held = end;
      }
      at = end;
    }
    this.#hold(ids.subarray(held));
    if (this.#pendingRows >= MIN_SEGMENT_ROWS) this.#flush();
  }

  finish(): SegmentDraft[] {
    this.#flush();
    return this.#drafts;
  }

  #addRun(first: number, count: number): void {
    for (let at = 0; at < count; at += SEGMENT_ROWS) {
      this.#drafts.push({ first: first + at, count: Math.min(SEGMENT_ROWS, count - at) });
    }
  }

  #hold(ids: Uint32Array): void {
    for (let at = 0; at < ids.length;) {
      const part = ids.subarray(at, at + SEGMENT_ROWS - this.#pendingRows);
      this.#pending.push(part);
      this.#pendingRows += part.length;
      at += part.length;
      if (this.#pendingRows === SEGMENT_ROWS) this.#flush();
    }
  }

  #flush(): void {
    if (this.#pendingRows === 0) return;
    this.#drafts.push({ ids: joinIds(this.#pending), count: this.#pendingRows });
    this.#pending = [];
    this.#pendingRows = 0;
  }
}

/** The ids of a run. A loop: `from` with a function takes ten times as long. */
export function idsOfRun(first: number, count: number): Uint32Array {
  const ids = new Uint32Array(count);
  for (let at = 0; at < count; at++) ids[at] = first + at;
  return ids;
}

/** Arrays of ids, one after another. */
export function joinIds(parts: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function endOfRun(ids: Uint32Array, start: number): number {
  let at = start + 1;
  while (at < ids.length && ids[at] === (ids[at - 1] ?? 0) + 1) at++;
  return at;
}

/** Rows that are about 3 MiB, as a block is: what one task works on. */
export function rowsPerTask(version: { readonly rowCount: number; readonly byteCount: number }): number {
  const average = Math.max(1, version.byteCount / Math.max(1, version.rowCount));
  return Math.min(SEGMENT_ROWS, Math.max(1, Math.round((3 << 20) / average)));
}

/** Neighbouring rows of a version. */
export interface RowRange {
  readonly from: number;
  readonly count: number;
}

/** Positions from 0 up to `rows` as ranges of at most `size`. */
export function cutRanges(rows: number, size: number): RowRange[] {
  return Array.from({ length: Math.ceil(rows / size) }, (_, index) => {
    return { from: index * size, count: Math.min(size, rows - index * size) };
  });
}
