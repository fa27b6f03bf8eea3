import { readJsonLines, type JsonLinesReport } from '../src/core/filetypes/jsonl.ts';
import { readLinesOfRange } from '../src/core/filetypes/line-range.ts';
import { keepQuarantined } from '../src/store/quarantine.ts';
import type { ImportWriter } from '../src/store/row-writer.ts';
import type { ImportedRange } from './contract.ts';
import { openFile } from './file-source.ts';

/** The file that a range belongs to, and where its rows go. */
export interface ImportTarget {
  readonly datasetId: string;
  readonly stage: string;
  readonly index: number;
  readonly file: File;
  readonly writer: ImportWriter;
}

/** Reads, checks and stores the JSON lines that begin in a range. The lines' bytes are stored as they are. */
export async function importLines(target: ImportTarget, start: number, end: number): Promise<ImportedRange> {
  const { file } = target;
  const lines = await readLinesOfRange(openFile(file), start, end);
  if (!lines) return { ...emptyRange(start, end), lines: 0 };
  const report = readJsonLines(lines.bytes, { first: lines.byteOffset === 0, byteOffset: lines.byteOffset });
  const range = await storeLines(target, report, start, end);
  if (!lines.oversized) return range;
  const { byte, bytes } = lines.oversized;
  const reason = `longer than a row may be: ${Math.round(bytes / 2 ** 20)} MiB, at most 32 MiB`;
  const raw = file.slice(byte, byte + bytes);
  await keepQuarantined(owner(target), [{ line: range.lines + 1, byte, bytes, reason, raw }]);
  const source = { ...range.source, quarantined: range.source.quarantined + 1 };
  return { ...range, lines: range.lines + 1, source };
}

/** Stores what was read of some lines. */
export async function storeLines(
  target: ImportTarget,
  report: JsonLinesReport,
  start: number,
  end: number,
): Promise<ImportedRange> {
  const spans = await target.writer.write(report.drafts);
  await keepQuarantined(owner(target), report.quarantined);
  const { rows, blankLines, bom, crlf, padded, finalNewline, columns, lines } = report;
  const quarantined = report.quarantined.length;
  const source = { rows, quarantined, blankLines, bom, crlf, padded, finalNewline, shortRows: 0, longRows: 0 };
  return { spans, columns, lines, start, end, source };
}

/** Whose the quarantined lines of a file are. */
export function owner({ datasetId, stage, index, file }: ImportTarget): Parameters<typeof keepQuarantined>[0] {
  return { datasetId, stage, file: index, fileName: file.name };
}

export function emptyRange(start: number, end: number): ImportedRange {
  const counts = { rows: 0, quarantined: 0, blankLines: 0, crlf: 0, padded: 0, shortRows: 0, longRows: 0 };
  return { spans: [], columns: [], lines: 0, start, end, source: { ...counts, bom: false, finalNewline: true } };
}
