import type { Refusals } from '../../src/core/conversion/refusals.ts';
import { csvCells, writeCsvLine } from '../../src/core/filetypes/csv/csv-line.ts';
import { readMark } from '../../src/store/versions/mark-segments.ts';
import { passLines } from '../../src/store/rows/pass-lines.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import { toOneLine } from '../../src/core/row/one-line.ts';
import type { RowRange } from '../../src/core/version/segments.ts';
import { exportRows } from './export-rows.ts';
import type { OpenedVersion } from './open-version.ts';

export type ExportType = 'jsonl' | 'csv' | 'json';

export interface ExportRequest {
  readonly versionId: string;
  readonly fileType: ExportType;
  /** The id of the format that rows are converted to; null leaves them as they are. */
  readonly format: string | null;
  /** Writes an apostrophe before CSV cells that a spreadsheet would run as a formula. */
  readonly formulaGuard: boolean;
  /** Writes only the rows that have this value of a mark, such as one side of a split. */
  readonly only?: MarkedAs;
  /** Writes in place of the rows those that the format can't hold, as JSONL, each with its number and the reason. */
  readonly leftOut?: boolean;
}

export interface MarkedAs {
  readonly mark: string;
  readonly value: string;
}

/** A stretch of a file as bytes, one piece after another. */
interface WrittenRows {
  readonly pieces: readonly Uint8Array[];
  readonly rows: number;
  /** Why rows are left out, with how many. */
  readonly refused: Refusals;
}

/** The part of a file that some rows take up. Parts are written by several workers and put together in order. */
export async function writePart(opened: OpenedVersion, request: ExportRequest, rows: RowRange): Promise<WrittenRows> {
  if (request.leftOut === true) return writeLeftOut(opened, request, rows);
  if (request.fileType === 'jsonl' && request.format === null && request.only === undefined) {
    return { pieces: await copyLines(opened, rows), rows: rows.count, refused: {} };
  }
  return writeRows(opened, request, rows);
}

/** Rows as they are stored, each on its line. The last one has a line end if the only file of the import had one. */
async function copyLines({ version, list, reader }: OpenedVersion, rows: RowRange): Promise<Uint8Array[]> {
  const [source, ...others] = version.sources;
  const isOpen = source?.fileType === 'jsonl' && others.length === 0 && !source.finalNewline;
  const isLast = rows.from + rows.count === list.count;
  const parts: Uint8Array[] = [];
  for await (const lines of passLines(reader, list.slices(rows.from, rows.count))) {
    for (const bytes of lines.parts) parts.push(bytes);
  }
  const last = parts.at(-1);
  if (isOpen && isLast && last) parts[parts.length - 1] = last.subarray(0, last.length - 1);
  return parts;
}

/** Which rows are written, by their origins. */
async function chosenOrigins({ version }: OpenedVersion, only?: MarkedAs): Promise<(origin: number) => boolean> {
  if (!only) return () => true;
  const mark = version.marks.find(({ name }) => name === only.mark);
  const code = (mark?.dictionary.indexOf(only.value) ?? -1) + 1;
  if (!mark || code === 0) return () => false;
  const codeOf = await readMark(mark);
  return (origin) => codeOf(origin) === code;
}

/** Rows as text: converted where a format is asked for, and what stands between rows of this file type. */
async function writeRows(
  opened: OpenedVersion,
  { fileType, format, formulaGuard, only }: ExportRequest,
  rows: RowRange,
): Promise<WrittenRows> {
  const { version, list, reader } = opened;
  const isChosen = await chosenOrigins(opened, only);
  const { columns, take, refused } = exportRows(version, format);
  const encoder = new TextEncoder();
  const pieces = fileType === 'csv' && rows.from === 0 ? [encoder.encode(writeCsvLine(columns))] : [];
  let written = 0;
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    let text = '';
    part.each((row, _, origin) => {
      if (!isChosen(origin)) return;
      for (const each of take(row)) {
        if (fileType === 'csv') text += writeCsvLine(csvCells(each, columns, formulaGuard));
        else if (fileType === 'jsonl') text += `${each.text}\n`;
        // Between two parts of an array the job puts the comma.
        else text += written === 0 ? each.text : `,\n${each.text}`;
        written++;
      }
    });
    pieces.push(encoder.encode(text));
  }
  return { pieces, rows: written, refused };
}

/** The rows that an export leaves out, each as it is stored, with its number in the version and why. */
async function writeLeftOut(
  opened: OpenedVersion,
  { format, only }: ExportRequest,
  rows: RowRange,
): Promise<WrittenRows> {
  const { version, list, reader } = opened;
  const isChosen = await chosenOrigins(opened, only);
  const { whyNot } = exportRows(version, format);
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let [number, written] = [rows.from, 0];
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    let text = '';
    part.each((row, _, origin) => {
      number++;
      const drop = isChosen(origin) ? whyNot(row) : null;
      if (drop === null) return;
      text += `{"row":${number},"reason":${JSON.stringify(drop.detail ?? drop.reason)},"value":${toOneLine(row.text)}}\n`;
      written++;
    });
    pieces.push(encoder.encode(text));
  }
  return { pieces, rows: written, refused: {} };
}
