import { type SegmentDraft, type Slice, toSlice } from '../../core/version/segments.ts';
import { Row } from '../../core/row/row.ts';
import { type BlockReader, originOf } from './block-reader.ts';
import { type ListPart, type PartBlock, readStretch, walkList } from './list-parts.ts';

/** What is decoded at once: twice as fast as a whole block, because the text stays in the processor's cache. */
const PIECE_BYTES = 64 << 10;

/** Rows in list order, a few MiB of them. Each is decoded when its turn comes, so that none outlives it. */
export interface PassedRows {
  readonly count: number;
  each(visit: (row: Row, id: number, origin: number) => void): void;
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
  const wanted = new Uint32Array(blocks.length);
  for (const owner of owners) wanted[owner] = (wanted[owner] ?? 0) + 1;
  const stretches = await Promise.all(
    blocks.map(async (block, owner) => new StretchReader(block, await readStretch(block), wanted[owner] ?? 0)),
  );
  const each: PassedRows['each'] = (visit) => {
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0;
      const stretch = stretches[owners[at] ?? 0];
      if (stretch) visit(new Row(stretch.textOf(id)), id, stretch.originOf(id));
    }
  };
  return { count: ids.length, each };
}

/** Decodes the rows of a stretch, fast where they are asked for in order. */
class StretchReader {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #record: PartBlock['record'];
  readonly #bytes: Uint8Array;
  /** Where the stretch begins in the block. */
  readonly #start: number;
  readonly #to: number;
  readonly #pieceBytes: number;
  #piece = '';
  /** Where in the piece the row `#next` begins; the piece ends before the row `#end`. */
  #at = 0;
  #next = 0;
  #end = 0;

  constructor({ record, from, to }: PartBlock, bytes: Uint8Array, wanted: number) {
    this.#record = record;
    this.#bytes = bytes;
    this.#start = record.offsets[from] ?? 0;
    this.#to = to;
    // Where few rows of a stretch are wanted each is decoded alone.
    this.#pieceBytes = wanted * 4 < to - from ? 0 : PIECE_BYTES;
  }

  originOf(id: number): number {
    return originOf(this.#record, id);
  }

  textOf(id: number): string {
    const index = id - this.#record.firstRow;
    if (index < this.#next || index >= this.#end) this.#decode(index);
    // Rows hold no raw line feed, and each is followed by one.
    for (; this.#next < index; this.#next++) this.#at = this.#piece.indexOf('\n', this.#at) + 1;
    const end = this.#piece.indexOf('\n', this.#at);
    const text = this.#piece.slice(this.#at, end);
    this.#at = end + 1;
    this.#next++;
    return text;
  }

  #decode(index: number): void {
    const { offsets } = this.#record;
    const start = offsets[index] ?? 0;
    let end = index + 1;
    while (end < this.#to && (offsets[end] ?? 0) - start < this.#pieceBytes) end++;
    this.#piece = this.#decoder.decode(this.#bytes.subarray(start - this.#start, (offsets[end] ?? 0) - this.#start));
    this.#at = 0;
    this.#next = index;
    this.#end = end;
  }
}
