import { type SegmentDraft, type Slice, toSlice } from '../../core/version/segments.ts';
import type { BlockReader } from './block-reader.ts';
import { type ListPart, readStretches, walkList } from './list-parts.ts';

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

async function readLines({ ids, blocks, runs }: ListPart): Promise<Lines> {
  const stretches = await readStretches(blocks);
  const parts = runs.map(({ block, index, count }) => {
    const { offsets } = block.record;
    const base = offsets[block.from] ?? 0;
    const [start, end] = [offsets[index] ?? 0, offsets[index + count] ?? 0];
    return stretches.get(block)?.subarray(start - base, end - base) ?? new Uint8Array(0);
  });
  return { parts, count: ids.length };
}
