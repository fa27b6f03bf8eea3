import type { FileMetaData, SchemaElement } from 'hyparquet';
import { counted, grouped, sized } from '../../amount.ts';
import { BrokenFileError } from '../broken-file-error.ts';
import type { ByteSource } from '../byte-source.ts';
import type { RowStretch } from '../file-type.ts';
import { RefusedFileError } from '../refused-type.ts';
import { columnFault, footerFault } from './fault-words.ts';
import { JsonText, spellJson, type Changed } from '../spelled-json.ts';
import type { LeafChunk } from './page-check.ts';
import { LOSSLESS } from './parquet-times.ts';

/** A group of rows is decoded whole: more than this, and it would not fit into memory. Bytes as they are unpacked. */
const MOST_GROUP_BYTES = 1 << 30;
/** A few bytes can say that a value comes again any number of times. */
const MOST_GROUP_ROWS = 20_000_000;
/** Rows, and characters, that are turned into texts at once. */
const STRETCH_ROWS = 10_000;
const STRETCH_LENGTH = 16 << 20;

/** A column, and how many of its digits are behind the decimal point where it holds decimals. */
interface Column {
  readonly name: string;
  readonly scale: number | null;
}

/** A Parquet file whose footer was read. */
export class ParquetFile {
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly changed: Changed = { notNumbers: 0, binary: 0 };
  readonly #file: ByteSource;
  readonly #metadata: FileMetaData;
  readonly #columns: readonly Column[];

  private constructor(file: ByteSource, metadata: FileMetaData) {
    this.#file = file;
    this.#columns = topColumns(metadata.schema);
    this.#metadata = { ...metadata, schema: withoutDecimals(metadata.schema) };
    this.columns = this.#columns.map(({ name }) => name);
    // By the groups: some writers leave the sum at 0.
    this.rowCount = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    const isSound = metadata.row_groups.every(({ num_rows }) => num_rows >= 0 && num_rows <= MOST_GROUP_ROWS);
    if (!isSound || this.#columns.length === 0) {
      throw new BrokenFileError('what it says of its rows and columns is not true of them');
    }
  }

  /** Throws BrokenFileError. */
  static async open(file: ByteSource): Promise<ParquetFile> {
    const { parquetMetadataAsync } = await import('hyparquet');
    return new ParquetFile(file, await guarded(() => parquetMetadataAsync(bufferOf(file)), footerFault));
  }

  /** All rows, group by group, and within a group column by column. Throws BrokenFileError. */
  async *read(): AsyncGenerator<RowStretch, void> {
    let first = 0;
    for (const [group, { num_rows, total_byte_size }] of this.#metadata.row_groups.entries()) {
      const count = Number(num_rows);
      if (Number(total_byte_size) > MOST_GROUP_BYTES) {
        throw new RefusedFileError(
          `too large to be read: ${counted(count, 'row')} in one group take ${sized(Number(total_byte_size))}, and at most ${sized(MOST_GROUP_BYTES)} fit into memory`,
          'Save it with smaller row groups, or as JSON Lines, then import that.',
        );
      }
      const columns: (readonly unknown[])[] = [];
      // One after another: when one of several at once fails, nobody waits for the others' failures.
      for (const column of this.#columns) columns.push(await this.#readColumn(column, group, first));
      for (let at = 0; at < count;) {
        const rows: string[] = [];
        // A long text that comes again takes a few bytes in the file, and its whole length in each row.
        for (let length = 0; at < count && rows.length < STRETCH_ROWS && length < STRETCH_LENGTH; at++) {
          const row = this.#spell(columns, at);
          length += row.length;
          rows.push(row);
        }
        yield { rows, done: this.rowCount === 0 ? 1 : (first + at) / this.rowCount };
      }
      first += count;
    }
  }

  async #readColumn({ name, scale }: Column, group: number, rowStart: number): Promise<readonly unknown[]> {
    const rowEnd = rowStart + Number(this.#metadata.row_groups[group]?.num_rows);
    const [{ parquetRead }, { decompressors }, { PageCheck }] = await Promise.all([
      import('hyparquet'),
      import('./decompressors.ts'),
      import('./page-check.ts'),
    ]);
    let values: readonly unknown[] = [];
    await guarded(
      async () => {
        const check = new PageCheck(await this.#chunksOf(name, group));
        await parquetRead({
          ...{ file: bufferOf(this.#file), metadata: this.#metadata, columns: [name], rowStart, rowEnd },
          ...{ compressors: check.guard(decompressors), parsers: LOSSLESS, utf8: false, geoparquet: false },
          onComplete: (rows) => {
            values = rows.map(([value]: readonly unknown[]) => (scale === null ? value : decimal(value, scale)));
          },
        });
        if (values.length !== rowEnd - rowStart)
          throw new BrokenFileError(`${values.length} of ${rowEnd - rowStart} values are there`);
      },
      (error) => columnFault(error, name, `in column “${name}”, rows ${grouped(rowStart + 1)} to ${grouped(rowEnd)}`),
    );
    return values;
  }

  /** What the leaves of a column take up in a group of rows. */
  async #chunksOf(name: string, group: number): Promise<readonly LeafChunk[]> {
    const [{ parquetSchema }, { getTreePath }] = await Promise.all([
      import('hyparquet'),
      import('hyparquet/src/schema.js'),
    ]);
    const tree = parquetSchema(this.#metadata);
    const chunks: LeafChunk[] = [];
    for (const { meta_data: meta } of this.#metadata.row_groups[group]?.columns ?? []) {
      if (meta?.path_in_schema[0] !== name) continue;
      const at = Number(meta.dictionary_page_offset ? meta.dictionary_page_offset : meta.data_page_offset);
      const end = at + Number(meta.total_compressed_size);
      if (!(at >= 0 && end >= at && end <= this.#file.size))
        throw new BrokenFileError(`it is said to lie at byte ${grouped(at)}, which is not in the file`);
      const path = getTreePath(tree, meta.path_in_schema);
      chunks.push({ meta, at, path, bytes: await this.#file.read(at, end) });
    }
    return chunks;
  }

  #spell(columns: readonly (readonly unknown[])[], row: number): string {
    const members = columns.map((values, at) => {
      return `${JSON.stringify(this.columns[at] ?? '')}:${spellJson(values[row], this.changed)}`;
    });
    return `{${members.join(',')}}`;
  }
}

/** hyparquet slices like an ArrayBuffer. */
function bufferOf(file: ByteSource): { byteLength: number; slice(start: number, end?: number): Promise<ArrayBuffer> } {
  return {
    byteLength: file.size,
    async slice(start, end = file.size) {
      const bytes = await file.read(Math.max(0, start), Math.min(file.size, end));
      // A copy of its own: the bytes may be a part of something larger.
      return Uint8Array.from(bytes).buffer;
    },
  };
}

/** What the library throws at a file is said of the file. */
async function guarded<T>(read: () => T | Promise<T>, faultOf: (error: unknown) => Error): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw faultOf(error);
  }
}

/** The schema is a tree written depth first. Gives for each element how many elements are above it. */
function depths(schema: readonly SchemaElement[]): number[] {
  const open: number[] = [];
  return schema.map(({ num_children = 0 }) => {
    while (open.at(-1) === 0) open.pop();
    const depth = open.length;
    const last = open.length - 1;
    if (last >= 0) open[last] = (open[last] ?? 0) - 1;
    if (num_children > 0) open.push(num_children);
    return depth;
  });
}

function topColumns(schema: readonly SchemaElement[]): Column[] {
  const depth = depths(schema);
  return schema.flatMap((element, at) => {
    if (depth[at] !== 1) return [];
    return [{ name: element.name, scale: isDecimal(element) ? (element.scale ?? 0) : null }];
  });
}

function isDecimal({ converted_type, logical_type, repetition_type, num_children }: SchemaElement): boolean {
  const says = converted_type === 'DECIMAL' || logical_type?.type === 'DECIMAL';
  return says && repetition_type !== 'REPEATED' && num_children === undefined;
}

/** Decimals of a column come as the whole numbers that they are stored as: the library would make them doubles. */
function withoutDecimals(schema: readonly SchemaElement[]): SchemaElement[] {
  const depth = depths(schema);
  return schema.map((element, at) => {
    if (depth[at] !== 1 || !isDecimal(element)) return element;
    const plain = { ...element };
    delete plain.converted_type;
    delete plain.logical_type;
    return plain;
  });
}

/** A stored decimal with its point. `value`: a whole number, or one in big-endian two's complement. */
function decimal(value: unknown, scale: number): unknown {
  const whole = wholeNumber(value);
  if (whole === null) return null;
  if (scale <= 0) return new JsonText((whole * 10n ** BigInt(-scale)).toString());
  const digits = (whole < 0n ? -whole : whole).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return new JsonText(whole < 0n ? `-${text}` : text);
}

function wholeNumber(value: unknown): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (!(value instanceof Uint8Array)) return null;
  let whole = 0n;
  for (const byte of value) whole = (whole << 8n) | BigInt(byte);
  return BigInt.asIntN(value.length * 8, whole);
}
