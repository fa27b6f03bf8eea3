import { type PageDraft, type Slice, toSlice } from '../core/pages.ts';
import { Row } from '../core/row/row.ts';
import type { BlockReader } from './block-reader.ts';
import { type ListPart, type PartBlock, readStretch, walkList } from './list-parts.ts';

/** What is decoded at once: twice as fast as a whole block, because the text stays in the processor's cache. */
const PIECE_BYTES = 64 << 10;

/** A row in a pass, with what names it. */
export interface PassedRow {
  readonly id: number;
  readonly origin: number;
  readonly row: Row;
}

/** Reads the rows of pages in list order, a few MiB at a time; the next ones while the caller works on these. */
export async function* passRows(
  reader: BlockReader,
  pages: readonly (PageDraft | Slice)[],
): AsyncGenerator<readonly PassedRow[]> {
  let waiting: Promise<PassedRow[]> | undefined;
  for await (const part of walkList(reader, pages.map(toSlice))) {
    const next = readRows(part);
    // It is awaited after the next read has begun; until then a failure is nobody's.
    next.catch(() => undefined);
    if (waiting) yield await waiting;
    waiting = next;
  }
  if (waiting) yield await waiting;
}

async function readRows({ ids, owners, blocks }: ListPart): Promise<PassedRow[]> {
  const wanted = new Array<number>(blocks.length).fill(0);
  for (const owner of owners) wanted[owner] = (wanted[owner] ?? 0) + 1;
  const texts = await Promise.all(blocks.map((block, owner) => textReader(block, wanted[owner] ?? 0)));
  return Array.from(ids, (id, at) => {
    const owner = owners[at] ?? 0;
    const record = blocks[owner]?.record;
    const index = id - (record?.firstRow ?? 0);
    return { id, origin: record?.origins[index] ?? id, row: new Row(texts[owner]?.(index) ?? '') };
  });
}

/** One decoding and a cut at line feeds where most rows of a stretch are wanted; single decodings where few are. */
async function textReader(block: PartBlock, wanted: number): Promise<(index: number) => string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const bytes = await readStretch(block);
  const { offsets } = block.record;
  const start = offsets[block.from] ?? 0;
  if (wanted * 4 < block.to - block.from) {
    return (index) =>
      decoder.decode(bytes.subarray((offsets[index] ?? 0) - start, (offsets[index + 1] ?? 0) - 1 - start));
  }
  const texts = new Array<string>(block.to - block.from);
  for (let row = block.from; row < block.to;) {
    const end = pieceEnd(offsets, row, block.to);
    const text = decoder.decode(bytes.subarray((offsets[row] ?? 0) - start, (offsets[end] ?? 0) - start));
    cutRows(text, texts, row - block.from);
    row = end;
  }
  return (index) => texts[index - block.from] ?? '';
}

/** The row after the last one that begins within PIECE_BYTES. */
function pieceEnd(offsets: Uint32Array, row: number, to: number): number {
  const limit = (offsets[row] ?? 0) + PIECE_BYTES;
  let end = row + 1;
  while (end < to && (offsets[end] ?? 0) < limit) end++;
  return end;
}

/** Puts the rows of a text where they belong. Rows hold no raw line feed, and each is followed by one. */
function cutRows(text: string, into: string[], at: number): void {
  let row = at;
  for (let start = 0; start < text.length; row++) {
    const end = text.indexOf('\n', start);
    into[row] = text.slice(start, end);
    start = end + 1;
  }
}
