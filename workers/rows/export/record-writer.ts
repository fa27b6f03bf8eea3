import type { Refusals } from '../../../src/core/conversion/refusals.ts';
import { csvCells, writeCsvLine } from '../../../src/core/filetypes/csv/csv-line.ts';
import { isObject } from '../../../src/core/json.ts';
import type { Edit } from '../../../src/core/row/edit.ts';
import type { Row } from '../../../src/core/row/row.ts';
import { freeName } from '../../../src/core/version/free-name.ts';
import { originFinder } from '../../../src/store/rows/origins.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import type { LoadedVersion } from '../../../src/store/versions/versions.ts';
import type { ExportRequest } from './export-request.ts';
import { exportRows } from './export-rows.ts';

/** Writes rows as the records of one file: for the file itself, and for a look at its first rows. */
interface RecordWriter {
  /** What a table has, or could have. */
  readonly columns: readonly string[];
  /** What comes before the first record; empty where nothing does. */
  readonly header: string;
  /** What becomes of a row: no record, one or several, each with its line end where the file type has one. */
  readonly write: (row: Row, origin: number) => readonly string[];
  /** Why rows are left out, with how many; grows with every call of `write`. */
  readonly refused: Refusals;
}

/** A member that is added to every row: its name, and its value by the row's origin. */
interface Extra {
  readonly name: string;
  readonly of: (origin: number) => string | number | null;
}

/** Makes what writes the rows of a version. Reads what it needs of marks and files, once. */
export async function recordWriter(version: LoadedVersion, request: ExportRequest): Promise<RecordWriter> {
  const { fileType, format, formulaGuard } = request;
  const { columns: own, take, refused } = exportRows(version, format);
  const extras = await extrasOf(version, request, own);
  const isWanted = await filterOf(version, request);
  const columns = [...own, ...extras.map(({ name }) => name)];
  const write = (row: Row, origin: number): readonly string[] => {
    if (!isWanted(origin)) return [];
    return take(row).map((taken) => {
      const each = withExtras(taken, extras, origin);
      if (fileType === 'csv') return writeCsvLine(csvCells(each, columns, formulaGuard));
      return fileType === 'jsonl' ? `${each.text}\n` : each.text;
    });
  };
  return { columns, header: fileType === 'csv' ? writeCsvLine(columns) : '', write, refused };
}

async function extrasOf(
  version: LoadedVersion,
  { sources = false, marks = false }: ExportRequest,
  columns: readonly string[],
): Promise<readonly Extra[]> {
  const extras: Extra[] = [];
  const add = (name: string, of: Extra['of']): void => {
    extras.push({ name: freeName(name, [...columns, ...extras.map((extra) => extra.name)]), of });
  };
  if (sources) {
    const find = await originFinder(version.datasetId);
    add('source_file', (origin) => find(origin).file);
    add('source_row', (origin) => find(origin).row);
  }
  for (const mark of marks ? version.marks : []) add(mark.name, await valuesOf(mark));
  return extras;
}

/** Which rows the file is of, by their origins. */
export async function filterOf(version: LoadedVersion, { only }: ExportRequest): Promise<(origin: number) => boolean> {
  if (!only) return () => true;
  const mark = version.marks.find(({ name }) => name === only.mark);
  if (!mark) return () => only.value === null;
  const valueOf = await valuesOf(mark);
  return (origin) => valueOf(origin) === only.value;
}

async function valuesOf(mark: LoadedVersion['marks'][number]): Promise<(origin: number) => string | null> {
  const codeOf = await readMark(mark);
  return (origin) => mark.dictionary[codeOf(origin) - 1] ?? null;
}

/** The row with what is added at its end; a row that is no object has no place for it. */
function withExtras(row: Row, extras: readonly Extra[], origin: number): Row {
  if (extras.length === 0 || !isObject(row.value)) return row;
  return row.edit(extras.map(({ name, of }): Edit => ({ op: 'set', path: [name], value: of(origin) })));
}
