import type { ColumnMetaData, CompressionCodec, Compressors, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { grouped, sized } from '../../amount.ts';
import { BrokenFileError } from '../broken-file-error.ts';
import { ByteWalk, checkDeltas, walkRuns } from './page-runs.ts';

/** What the values of one leaf of a column take up in a group of rows. */
export interface LeafChunk {
  readonly meta: ColumnMetaData;
  /** From the first page to the end of the last. */
  readonly bytes: Uint8Array;
  /** Where `bytes` begin in the file. */
  readonly at: number;
  /** From the root of the schema to the leaf. */
  readonly path: readonly SchemaTree[];
}

/** Pages are unpacked whole. */
const MOST_PAGE_BYTES = 1 << 30;
/** A run of one value takes a few bytes, however many values it says it has. Lists may have more values than rows. */
const MOST_VALUES = 50_000_000;
/** Runs of packed values are filled up to a multiple of eight; some writers fill up more. */
const FILLING = 512;

interface Page {
  readonly header: PageHeader;
  /** Where its header begins in the file. */
  readonly at: number;
  /** What is unpacked, and to how many bytes. */
  readonly packed: Uint8Array;
  readonly size: number;
  readonly type: ColumnMetaData['type'];
  readonly maxRepetition: number;
  readonly maxDefinition: number;
}

/**
 * Looks at the pages of a column before they are decoded: the decoder believes what they say of their lengths, and a few
 * wrong bytes would keep it busy for hours, or fill the memory. Throws BrokenFileError with the page's place.
 */
export class PageCheck {
  readonly #pages: readonly Page[];

  constructor(chunks: readonly LeafChunk[]) {
    this.#pages = chunks.flatMap(pagesOf);
  }

  /** Decompressors that check what they have unpacked. */
  guard(compressors: Compressors): Compressors {
    const guarded = Object.entries(compressors).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, size: number): Uint8Array => {
        const bytes = unpack(input, size);
        for (const page of this.#pages) if (page.size === size && isSame(page.packed, input)) checkValues(page, bytes);
        return bytes;
      },
    ]);
    // The cast: the same names as before.
    return Object.fromEntries(guarded) as Compressors;
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function pagesOf({ meta, bytes, at, path }: LeafChunk): Page[] {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const most = Math.min(Number(meta.num_values), MOST_VALUES);
  // The cast: the library does not say that it only reads.
  const tree = path as SchemaTree[];
  const levels = { maxRepetition: getMaxRepetitionLevel(tree), maxDefinition: getMaxDefinitionLevel(tree) };
  const pages: Page[] = [];
  let values = 0;
  // Like the decoder, which leaves a last byte alone.
  while (reader.offset < bytes.length - 1) {
    const place = at + reader.offset;
    const header = headerAt(reader, place);
    const { compressed_page_size: packedSize, uncompressed_page_size: size } = header;
    if (!(packedSize >= 0) || reader.offset + packedSize > bytes.length)
      throw broken(place, `says that it takes ${sized(packedSize)}, more than the column has left`);
    if (!(size >= 0 && size <= MOST_PAGE_BYTES))
      throw broken(place, `says that it unpacks to ${sized(size)}, and at most ${sized(MOST_PAGE_BYTES)} can be read`);
    const count = countOf(header, place);
    if (header.type !== 'DICTIONARY_PAGE') values += count;
    if (!(count >= 0 && count <= most) || values > most)
      throw broken(place, `says that it has ${grouped(count)} values, and the column has ${grouped(most)}`);
    const page = { header, at: place, type: meta.type, ...levels };
    const whole = bytes.subarray(reader.offset, reader.offset + packedSize);
    pages.push(checkedPage({ ...page, packed: whole, size }, meta.codec));
    reader.offset += packedSize;
  }
  return pages;
}

function headerAt(reader: { view: DataView; offset: number }, place: number): PageHeader {
  try {
    const header = parquetHeader(reader);
    if (Number.isInteger(header.compressed_page_size) && Number.isInteger(header.uncompressed_page_size)) return header;
  } catch {
    // Said below, with the place.
  }
  throw broken(place, 'has no header that can be read');
}

function countOf(header: PageHeader, place: number): number {
  const inner = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
  // The library's types leave out that a header may lack anything.
  const count = inner?.num_values;
  if (count === undefined) throw broken(place, 'does not say how many values it has');
  return count;
}

/** What of a page can be checked before it is unpacked. In the second version its levels are never packed. */
function checkedPage(page: Page, codec: CompressionCodec): Page {
  const { header, packed, size, maxRepetition, maxDefinition } = page;
  const second = header.type === 'DATA_PAGE_V2' ? header.data_page_header_v2 : undefined;
  if (!second) {
    if (codec === 'UNCOMPRESSED') checkValues(page, packed);
    return page;
  }
  const { repetition_levels_byte_length: repetition, definition_levels_byte_length: definition } = second;
  const levels = repetition + definition;
  if (!(repetition >= 0 && definition >= 0 && levels <= packed.length && levels <= size))
    throw broken(page.at, 'says that its levels are longer than itself');
  const nulls = second.num_nulls;
  if (!(nulls >= 0 && nulls <= second.num_values))
    throw broken(page.at, `says that ${grouped(nulls)} values are missing`);
  const walk = new ByteWalk(packed);
  checkRuns(page, walk, { max: maxRepetition, count: second.num_values });
  checkRuns(page, new ByteWalk(packed, repetition), { max: maxDefinition, count: second.num_values });
  const inner = { ...page, packed: packed.subarray(levels), size: size - levels };
  if (codec === 'UNCOMPRESSED' || second.is_compressed === false) checkValues(inner, inner.packed);
  return inner;
}

/** Checks the runs of an unpacked page. */
function checkValues(page: Page, bytes: Uint8Array): void {
  const { header, type, maxRepetition, maxDefinition } = page;
  const walk = new ByteWalk(bytes);
  const first = header.type === 'DATA_PAGE' ? header.data_page_header : undefined;
  const data = first ?? header.data_page_header_v2;
  if (!data) return;
  let count = first ? first.num_values : data.num_values - (header.data_page_header_v2?.num_nulls ?? 0);
  if (first) {
    checkLevels(page, walk, { max: maxRepetition, count });
    count = checkLevels(page, walk, { max: maxDefinition, count });
  }
  if (data.encoding.endsWith('_DICTIONARY')) {
    const width = count > 0 ? walk.byte() : 0;
    if (width > 32) throw broken(page.at, `says that its values have ${width} bits each`);
    checkRuns(page, walk, { width, max: 0, count });
  } else if (data.encoding === 'RLE' && type === 'BOOLEAN') {
    walk.skip(4);
    checkRuns(page, walk, { width: 1, max: 0, count });
  } else if (data.encoding.startsWith('DELTA_')) {
    const lists = data.encoding === 'DELTA_BYTE_ARRAY' ? 2 : 1;
    if (!checkDeltas(walk, count, lists)) throw broken(page.at, 'has blocks of values that can’t be');
  }
}

interface Runs {
  /** The highest value, of which the width in bits follows. */
  readonly max: number;
  readonly width?: number;
  readonly count: number;
}

/** Levels with their length before them. Gives how many of them are the highest one. */
function checkLevels(page: Page, walk: ByteWalk, runs: Runs): number {
  if (runs.max === 0) return runs.count;
  const length = walk.word();
  const end = walk.at + length;
  const found = checkRuns(page, walk, runs);
  walk.at = end;
  return found;
}

function checkRuns(page: Page, walk: ByteWalk, { max, width = 32 - Math.clz32(max), count }: Runs): number {
  if (width === 0) return count;
  const { found, longest } = walkRuns(walk, { width, max, count });
  if (longest > count + FILLING)
    throw broken(page.at, `has a run of ${grouped(longest)} values, and is said to have ${grouped(count)}`);
  return found;
}

function broken(place: number, why: string): BrokenFileError {
  return new BrokenFileError(`the page at byte ${grouped(place)} ${why}`);
}
