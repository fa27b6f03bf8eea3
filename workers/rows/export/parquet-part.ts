import type { Refusals } from '../../../src/core/conversion/refusals.ts';
import {
  type ColumnKind,
  type ColumnSurvey,
  emptySurvey,
  surveyCells,
} from '../../../src/core/filetypes/parquet/column-kinds.ts';
import { type RowGroup, writeGroup } from '../../../src/core/filetypes/parquet/write-parquet.ts';
import { columnSources } from '../../../src/core/row/keys.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import type { ExportRequest } from './export-request.ts';
import type { OpenedVersion } from '../open-version.ts';
import { recordWriter } from './record-writer.ts';

/** The cells of a record as JSON, in the order of the columns; null for one that it lacks. */
export function parquetCells(record: string, columns: readonly string[]): (string | null)[] {
  const sources = columnSources(record);
  return columns.map((name) => sources.get(name) ?? null);
}

/** What the values of some rows' columns are. */
export async function surveyPart(opened: OpenedVersion, request: ExportRequest, rows: RowRange): Promise<ColumnSurvey> {
  const { columns, each } = await recordsOf(opened, request, rows);
  const survey = emptySurvey(columns.length);
  await each((cells) => surveyCells(survey, cells));
  return survey;
}

interface WrittenPart {
  readonly bytes: Uint8Array;
  /** null where nothing is written of these rows. */
  readonly group: RowGroup | null;
  readonly rows: number;
  readonly refused: Refusals;
}

/** Some rows as one group of a file. */
export async function writeParquetPart(
  opened: OpenedVersion,
  request: ExportRequest,
  rows: RowRange,
  kinds: readonly ColumnKind[],
): Promise<WrittenPart> {
  const { columns, each, refused } = await recordsOf(opened, request, rows);
  const values: (string | null)[][] = columns.map(() => []);
  let written = 0;
  await each((cells) => {
    written++;
    for (const [at, cell] of cells.entries()) values[at]?.push(cell);
  });
  if (written === 0 || columns.length === 0) return { bytes: new Uint8Array(0), group: null, rows: 0, refused };
  return { ...(await writeGroup(columns, kinds, values)), rows: written, refused };
}

async function recordsOf({ version, list, reader }: OpenedVersion, request: ExportRequest, rows: RowRange) {
  const { columns, write, refused } = await recordWriter(version, request);
  const each = async (take: (cells: (string | null)[]) => void): Promise<void> => {
    for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
      part.each((row, _, origin) => {
        for (const record of write(row, origin)) take(parquetCells(record, columns));
      });
    }
  };
  return { columns, each, refused };
}
