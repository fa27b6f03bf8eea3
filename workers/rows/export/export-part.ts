import type { Refusals } from '../../../src/core/conversion/refusals.ts';
import { passLines } from '../../../src/store/rows/pass-lines.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { toOneLine } from '../../../src/core/row/one-line.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { ExportRequest } from './export-request.ts';
import { exportRows } from './export-rows.ts';
import type { OpenedVersion } from '../open-version.ts';
import { filterOf, recordWriter } from './record-writer.ts';

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
  if (isCopy(request)) {
    return { pieces: await copyLines(opened, rows), rows: rows.count, refused: {} };
  }
  return writeRows(opened, request, rows);
}

/** Whether the file has the rows as they are stored, all of them, and nothing else. */
function isCopy({ fileType, format, sources, marks, only }: ExportRequest): boolean {
  return fileType === 'jsonl' && format === null && !sources && !marks && !only;
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

/** Rows as text: converted where a format is asked for, and what is between rows of this file type. */
async function writeRows(
  { version, list, reader }: OpenedVersion,
  request: ExportRequest,
  rows: RowRange,
): Promise<WrittenRows> {
  const { header, write, refused } = await recordWriter(version, request);
  const encoder = new TextEncoder();
  const pieces = header !== '' && rows.from === (request.range?.from ?? 0) ? [encoder.encode(header)] : [];
  // Between two parts of an array the job puts the comma.
  const between = request.fileType === 'json' ? ',\n' : '';
  let written = 0;
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    let text = '';
    part.each((row, _, origin) => {
      for (const record of write(row, origin)) {
        text += written === 0 ? record : between + record;
        written++;
      }
    });
    pieces.push(encoder.encode(text));
  }
  return { pieces, rows: written, refused };
}

/** The rows that an export leaves out, each as it is stored, with its number in the version and why. */
async function writeLeftOut(
  { version, list, reader }: OpenedVersion,
  request: ExportRequest,
  rows: RowRange,
): Promise<WrittenRows> {
  const { whyNot } = exportRows(version, request.format);
  const isWanted = await filterOf(version, request);
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let [number, written] = [rows.from, 0];
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    let text = '';
    part.each((row, _, origin) => {
      number++;
      const drop = isWanted(origin) ? whyNot(row) : null;
      if (drop === null) return;
      text += `{"row":${number},"reason":${JSON.stringify(drop.detail ?? drop.reason)},"value":${toOneLine(row.text)}}\n`;
      written++;
    });
    pieces.push(encoder.encode(text));
  }
  return { pieces, rows: written, refused: {} };
}
