import type { Refusals } from '../../../src/core/conversion/refusals.ts';
import { ok } from '../../../src/core/failure.ts';
import { emptySurvey, keptOtherwise, kindsOf, surveyCells } from '../../../src/core/filetypes/parquet/column-kinds.ts';
import { parquetEnd, parquetStart, writeGroup } from '../../../src/core/filetypes/parquet/write-parquet.ts';
import { utf8Length } from '../../../src/core/filetypes/utf8.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { definePass } from '../define-pass.ts';
import type { ExportRequest } from '../export/export-request.ts';
import { openVersion } from '../open-version.ts';
import { parquetCells } from '../export/parquet-part.ts';
import { recordWriter } from '../export/record-writer.ts';

/** What is looked at: enough for a size that is about right, and read in a moment. */
const MOST_ROWS = 5_000;
const MOST_BYTES = 4 << 20;
/** What is shown of it. */
const SHOWN_RECORDS = 20;
const SHOWN_CHARACTERS = 2_000;

/** The beginning of a file that an export would write. */
export interface ExportPreview {
  /** The header where the file type has one. */
  readonly header: string;
  /** The first records, without line ends; long ones are cut. */
  readonly records: readonly { readonly text: string; readonly cut: boolean }[];
  /** The columns that these records have, in the order in which they appear. */
  readonly columns: readonly string[];
  /** Rows that were looked at, and the records that became of them. */
  readonly looked: number;
  readonly written: number;
  /** Bytes of the whole file: exact where `whole`, else what these rows suggest. */
  readonly bytes: number;
  /** Whether all rows were looked at. */
  readonly whole: boolean;
  readonly refused: Refusals;
  /** What the file has otherwise than these rows; one sentence each. */
  readonly otherwise: readonly string[];
}

/** Writes the first rows of an export in memory, as the export itself would. */
export default definePass({
  id: 'export-preview',

  async lead(request: ExportRequest) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const { version, list, reader } = opened.value;
    const { header, write, refused, columns } = await recordWriter(version, request);
    const records: { text: string; cut: boolean }[] = [];
    const cells: (string | null)[][] = [];
    const seen = new Set<string>();
    let [looked, written, bytesIn, bytesOut] = [0, 0, 0, 0];
    const { from, count } = request.range ?? { from: 0, count: list.count };
    for await (const part of passRows(reader, list.slices(from, Math.min(count, MOST_ROWS)))) {
      part.each((row, _, origin) => {
        if (bytesIn > MOST_BYTES) return;
        looked++;
        bytesIn += row.end - row.start + 1;
        for (const record of write(row, origin)) {
          written++;
          if (request.fileType === 'parquet') cells.push(parquetCells(record, columns));
          // An array has a comma and a line end between records, which the record has not.
          bytesOut += utf8Length(record) + (request.fileType === 'json' ? 2 : 0);
          if (request.fileType !== 'csv' && request.fileType !== 'parquet') noteKeys(record, seen);
          if (records.length < SHOWN_RECORDS) records.push(cut(record.replace(/\r?\n$/, '')));
        }
      });
      if (bytesIn > MOST_BYTES) break;
    }
    const whole = looked >= count;
    const parquet = request.fileType === 'parquet' ? await asParquet(columns, cells) : null;
    if (parquet) bytesOut = parquet.rowBytes;
    const share = bytesIn === 0 ? 1 : (bytesOut / bytesIn) * ((version.byteCount * count) / Math.max(1, list.count));
    const output: ExportPreview = {
      header: header.replace(/\r\n$/, ''),
      records,
      columns: parquet?.columns ?? (request.fileType === 'csv' ? columns : [...seen]),
      otherwise: parquet?.otherwise ?? [],
      looked,
      written,
      bytes:
        utf8Length(header) +
        bracketBytes(request, written) +
        (parquet?.edgeBytes ?? 0) +
        (whole ? bytesOut : Math.round(share)),
      whole,
      refused,
    };
    return ok({ output });
  },
});

/** What these records take up as one group of a Parquet file, and what is around it. */
async function asParquet(
  columns: readonly string[],
  cells: readonly (string | null)[][],
): Promise<Pick<ExportPreview, 'columns' | 'otherwise'> & { readonly rowBytes: number; readonly edgeBytes: number }> {
  const survey = emptySurvey(columns.length);
  for (const row of cells) surveyCells(survey, row);
  const kinds = kindsOf(survey);
  const values = columns.map((_, at) => cells.map((row) => row[at] ?? null));
  const shown = columns.filter((_, at) => kinds[at] !== 'absent');
  const written = shown.length > 0 ? await writeGroup(columns, kinds, values) : null;
  const groups = written ? [{ bytes: written.bytes.length, group: written.group }] : [];
  const end = await parquetEnd(columns, kinds, groups);
  const edgeBytes = parquetStart().length + end.length;
  const otherwise = keptOtherwise(columns, survey);
  return { columns: shown, rowBytes: written?.bytes.length ?? 0, edgeBytes, otherwise };
}

/** What an array has besides its records and what is between them. */
function bracketBytes({ fileType }: ExportRequest, written: number): number {
  if (fileType !== 'json') return 0;
  return written > 0 ? 3 : 4;
}

function cut(text: string): { text: string; cut: boolean } {
  return { text: text.slice(0, SHOWN_CHARACTERS), cut: text.length > SHOWN_CHARACTERS };
}

function noteKeys(record: string, seen: Set<string>): void {
  const value: unknown = JSON.parse(record);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const key of Object.keys(value)) seen.add(key);
}
