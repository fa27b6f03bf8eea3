import { csvCells, writeCsvLine } from '../src/core/filetypes/csv-line.ts';
import { passLines } from '../src/store/row-lines.ts';
import { passRows } from '../src/store/row-pass.ts';
import type { ExportRequest, RowRange } from './contract.ts';
import type { OpenedVersion } from './open-version.ts';

/** What every writer needs to know of its stretch. */
interface Stretch extends OpenedVersion {
  readonly rows: RowRange;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The part of a file that some rows take up. Parts are written by several workers and put together in order. */
export async function writePart(opened: OpenedVersion, request: ExportRequest, rows: RowRange): Promise<Blob> {
  const isFirst = rows.from === 0;
  const isLast = rows.from + rows.count === opened.list.count;
  const stretch: Stretch = { ...opened, rows, isFirst, isLast };
  switch (request.fileType) {
    case 'jsonl':
      return new Blob(await writeJsonLines(stretch));
    case 'json':
      return new Blob(await writeJson(stretch));
    case 'csv':
      return new Blob(await writeCsv(stretch, request.formulaGuard));
  }
}

/** Rows as they are stored, each on its line. The last one has a line end if the only file of the import had one. */
async function writeJsonLines({ version, list, reader, rows, isLast }: Stretch): Promise<Uint8Array<ArrayBuffer>[]> {
  const [source, ...others] = version.sources;
  const isOpen = source?.fileType === 'jsonl' && others.length === 0 && !source.finalNewline;
  const parts: Uint8Array[] = [];
  for await (const lines of passLines(reader, list.slices(rows.from, rows.count))) {
    for (const bytes of lines.parts) parts.push(bytes);
  }
  const last = parts.at(-1);
  if (isOpen && isLast && last) parts[parts.length - 1] = last.subarray(0, last.length - 1);
  // The cast: nothing here lies over shared memory.
  return parts as Uint8Array<ArrayBuffer>[];
}

async function writeJson({ list, reader, rows, isFirst, isLast }: Stretch): Promise<string[]> {
  const parts = isFirst ? ['['] : [];
  let separator = isFirst ? '\n' : ',\n';
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    let text = '';
    part.each((row) => {
      text += separator + row.text;
      separator = ',\n';
    });
    parts.push(text);
  }
  if (isLast) parts.push('\n]\n');
  return parts;
}

async function writeCsv({ version, list, reader, rows, isFirst }: Stretch, formulaGuard: boolean): Promise<string[]> {
  const { columns } = version;
  const parts = isFirst ? [writeCsvLine(columns)] : [];
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    let text = '';
    part.each((row) => {
      text += writeCsvLine(csvCells(row, columns, formulaGuard));
    });
    parts.push(text);
  }
  return parts;
}
