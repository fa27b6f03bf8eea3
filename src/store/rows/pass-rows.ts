import { type SegmentDraft, type Slice, toSlice } from '../../core/version/segments.ts';
import { Row } from '../../core/row/row.ts';
import { type BlockReader, originOf } from './block-reader.ts';
import { type ListPart, readStretches, walkList } from './list-parts.ts';

/** Rows in list order, a few MiB of them: views of the bytes that were read, which a kept row keeps in memory. */
export interface PassedRows {
  readonly count: number;
  /** `from` and `to`: for some of them, those before `to`. */
  each(visit: (row: Row, id: number, origin: number) => void, from?: number, to?: number): void;
}

/** Reads the rows of segments in list order; the next ones while the caller works on these. */
export async function* passRows(
  reader: BlockReader,
  segments: readonly (SegmentDraft | Slice)[],
): AsyncGenerator<PassedRows> {
  let waiting: Promise<PassedRows> | undefined;
  for await (const part of walkList(reader, segments.map(toSlice))) {
    const next = readRows(part);
    // It is awaited after the next read has begun; until then a failure is nobody's.
    next.catch(() => undefined);
    if (waiting) yield await waiting;
    waiting = next;
  }
  if (waiting) yield await waiting;
}

async function readRows({ ids, blocks, runs }: ListPart): Promise<PassedRows> {
  const stretches = await readStretches(blocks);
  const each: PassedRows['each'] = (visit, first = 0, last = ids.length) => {
    for (const { block, at, index, count } of runs) {
      const [from, to] = [Math.max(at, first), Math.min(at + count, last)];
      const bytes = stretches.get(block);
      if (from >= to || !bytes) continue;
      const { record } = block;
      const { offsets, firstRow } = record;
      const base = offsets[block.from] ?? 0;
      for (let row = index + from - at; row < index + to - at; row++) {
        const id = firstRow + row;
        // Each row is followed by one line feed.
        const end = (offsets[row + 1] ?? 0) - base - 1;
        visit(Row.view(bytes, (offsets[row] ?? 0) - base, end), id, originOf(record, id));
      }
    }
  };
  return { count: ids.length, each };
}
