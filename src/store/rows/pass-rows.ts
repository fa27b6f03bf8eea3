import { type SegmentDraft, type Slice, toSlice } from '../../core/version/segments.ts';
import { Row } from '../../core/row/row.ts';
import { type BlockReader, originOf } from './block-reader.ts';
import { type ListPart, readStretch, walkList } from './list-parts.ts';

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

async function readRows({ ids, owners, blocks }: ListPart): Promise<PassedRows> {
  const stretches = await Promise.all(blocks.map(readStretch));
  const each: PassedRows['each'] = (visit, first = 0, last = ids.length) => {
    for (let at = first; at < last; at++) {
      const id = ids[at] ?? 0;
      const owner = owners[at] ?? 0;
      const block = blocks[owner];
      const bytes = stretches[owner];
      if (!block || !bytes) continue;
      const { record, from } = block;
      const { offsets, firstRow } = record;
      const base = offsets[from] ?? 0;
      const start = (offsets[id - firstRow] ?? 0) - base;
      // Each row is followed by one line feed.
      const end = (offsets[id - firstRow + 1] ?? 0) - base - 1;
      visit(Row.view(bytes, start, end), id, originOf(record, id));
    }
  };
  return { count: ids.length, each };
}
