import type { ParquetWriter, SchemaElement } from 'hyparquet-writer';
import type { ColumnKind } from './column-kinds.ts';

/** "PAR1", at both ends of a file. */
const MAGIC_BYTES = 4;

/** What a file's end says of a group of rows. */
export type RowGroup = ParquetWriter['row_groups'][number];

/** A group of rows as it is in a file, and what the file's end says of it. Its places count from its first byte. */
export interface WrittenGroup {
  readonly bytes: Uint8Array;
  readonly group: RowGroup;
}

/** Writes rows as one group. `columns`: for each column its values as JSON, null where a row lacks it. */
export async function writeGroup(
  names: readonly string[],
  kinds: readonly ColumnKind[],
  columns: readonly (readonly (string | null)[])[],
): Promise<WrittenGroup> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(names, kinds, 'UTF8') });
  const columnData = names.flatMap((name, at) => {
    const data = (columns[at] ?? []).map((cell) => valueOf(cell, kinds[at]));
    return kinds[at] === 'absent' ? [] : [{ name, offsetIndex: false, data }];
  });
  await file.write({ columnData, rowGroupSize: Math.max(1, columns[0]?.length ?? 0) });
  const [group] = file.row_groups;
  if (!group) throw new Error('no rows were given');
  return { bytes: writer.getBytes().slice(MAGIC_BYTES), group: moved(group, -MAGIC_BYTES) };
}

/** What is before all groups. */
export function parquetStart(): Uint8Array {
  return new TextEncoder().encode('PAR1');
}

/** What follows row groups of these sizes, in bytes. */
export async function parquetEnd(
  names: readonly string[],
  kinds: readonly ColumnKind[],
  groups: readonly { readonly bytes: number; readonly group: RowGroup }[],
): Promise<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(names, kinds, 'JSON'), createdBy: 'Lapidary' });
  let at = MAGIC_BYTES;
  for (const { bytes, group } of groups) {
    file.row_groups.push(moved(group, at));
    file.num_rows += group.num_rows;
    at += bytes;
  }
  await file.finish();
  return writer.getBytes().slice(MAGIC_BYTES);
}

function moved(group: RowGroup, by: number): RowGroup {
  const shift = BigInt(by);
  const columns = group.columns.map((column) => {
    const meta = column.meta_data;
    if (!meta) return column;
    const dictionary = meta.dictionary_page_offset;
    return {
      ...column,
      file_offset: column.file_offset + shift,
      meta_data: {
        ...meta,
        data_page_offset: meta.data_page_offset + shift,
        ...(dictionary === undefined ? {} : { dictionary_page_offset: dictionary + shift }),
      },
    };
  });
  return { ...group, columns };
}

/** `json`: what columns of JSON are called. The library would spell values again that it knows to be JSON. */
function schemaOf(names: readonly string[], kinds: readonly ColumnKind[], json: 'UTF8' | 'JSON'): SchemaElement[] {
  const leaves = names.flatMap((name, at): SchemaElement | readonly SchemaElement[] => {
    const column = { name, repetition_type: 'OPTIONAL' } as const;
    switch (kinds[at]) {
      case 'absent':
        return [];
      case 'boolean':
        return { ...column, type: 'BOOLEAN' };
      case 'integer':
        return { ...column, type: 'INT64' };
      case 'number':
        return { ...column, type: 'DOUBLE' };
      case 'json':
        return { ...column, type: 'BYTE_ARRAY', converted_type: json };
      default:
        return { ...column, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    }
  });
  return [{ name: 'root', num_children: leaves.length }, ...leaves];
}

function valueOf(cell: string | null, kind: ColumnKind | undefined): string | bigint | number | boolean | null {
  if (cell === null || cell === 'null') return null;
  if (kind === 'json') return cell;
  if (kind === 'integer') return BigInt(cell);
  // A text, a number or a truth value: what the column's kind says it is.
  return JSON.parse(cell) as string | number | boolean;
}
