import { type SegmentDraft, type Slice, toSlice } from '../../core/version/segments.ts';
import type { BlockReader } from './block-reader.ts';
import { type ListPart, readStretch, walkList } from './list-parts.ts';

/** Neighbouring rows as JSON Lines, each with its line feed. */
export interface Lines {
  /** Views, one after another: rows that lie side by side are one. */
  readonly parts: readonly Uint8Array[];
  readonly count: number;
}

/**
 * The rows of segments as lines, in list order, never decoded. The next rows are read while the caller works
 * on these.
 */
export async function* passLines(
  reader: BlockReader,
  segments: readonly (SegmentDraft | Slice)[],
): AsyncGenerator<Lines> {
  let waiting: Promise<Lines> | undefined;
  for await (const part of walkList(reader, segments.map(toSlice))) {
    const next = readLines(part);
    // It is awaited after the next read has begun; until then a failure is nobody's.
    next.catch(() => undefined);
    if (waiting) yield await waiting;
    waiting = next;
  }
  if (waiting) yield await waiting;
}

interface Run {
  readonly owner: number;
  readonly start: number;
  end: number;
}

async function readLines(part: ListPart): Promise<Lines> {
  const stretches = await Promise.all(part.blocks.map(readStretch));
  const parts = runsOf(part).flatMap(({ owner, start, end }) => stretches[owner]?.subarray(start, end) ?? []);
  return { parts, count: part.ids.length };
}

/** Byte ranges, within the stretches, of rows that lie side by side. */
function runsOf({ ids, owners, blocks }: ListPart): Run[] {
  const runs: Run[] = [];
  let last: Run | undefined;
  for (let at = 0; at < ids.length; at++) {
    const owner = owners[at] ?? 0;
    const block = blocks[owner];
    if (!block) continue;
    const { offsets, firstRow } = block.record;
    const index = (ids[at] ?? 0) - firstRow;
    const base = offsets[block.from] ?? 0;
    const start = (offsets[index] ?? 0) - base;
    const end = (offsets[index + 1] ?? 0) - base;
    if (last?.owner === owner && last.end === start) last.end = end;
    else runs.push((last = { owner, start, end }));
  }
  return runs;
}
