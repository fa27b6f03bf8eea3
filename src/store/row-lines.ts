import { type PageDraft, type Slice, toSlice } from '../core/pages.ts';
import type { BlockReader } from './block-reader.ts';
import { type ListPart, readStretch, walkList } from './list-parts.ts';

/** Neighbouring rows as JSON Lines, each with its line feed. */
export interface Lines {
  readonly bytes: Uint8Array;
  readonly count: number;
}

/**
 * The rows of pages as lines, in list order, never decoded: rows that lie side by side in a block are copied as one
 * run. The next rows are read while the caller works on these.
 */
export async function* copyLines(reader: BlockReader, pages: readonly (PageDraft | Slice)[]): AsyncGenerator<Lines> {
  let waiting: Promise<Lines> | undefined;
  for await (const part of walkList(reader, pages.map(toSlice))) {
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
  const runs = runsOf(part);
  const [only, ...others] = runs;
  const count = part.ids.length;
  if (only && others.length === 0) {
    const whole = stretches[only.owner];
    if (whole) return { bytes: whole.subarray(only.start, only.end), count };
  }
  const bytes = new Uint8Array(runs.reduce((sum, run) => sum + run.end - run.start, 0));
  let at = 0;
  for (const { owner, start, end } of runs) {
    bytes.set(stretches[owner]?.subarray(start, end) ?? [], at);
    at += end - start;
  }
  return { bytes, count };
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
