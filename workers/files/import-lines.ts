import type { BlockDraft } from '../../src/core/row/block-builder.ts';
import { readJsonLines, type JsonLinesReport } from '../../src/core/filetypes/jsonl/jsonl.ts';
import { FatalDecoder } from '../../src/core/filetypes/decode.ts';
import { LineCutter, type CutLines } from '../../src/core/filetypes/jsonl/line-cutter.ts';
import { readLinesOfRange } from '../../src/core/filetypes/jsonl/line-range.ts';
import type { ReadSettings } from '../../src/core/filetypes/settings.ts';
import { tooLong } from '../../src/core/filetypes/too-long.ts';
import { HASH_WORDS } from '../../src/core/version/digest.ts';
import { countRows, idsOfRun, joinIds } from '../../src/core/version/segments.ts';
import { keepQuarantined } from '../../src/store/rows/quarantine.ts';
import { hashRows, type ImportWriter } from '../../src/store/rows/row-writer.ts';
import { sliceOf, type StoredBytes, toStored } from '../../src/store/rows/stored-bytes.ts';
import type { MeasuredRows } from '../../src/store/versions/measure-list.ts';
import type { ImportedRange } from './imported-range.ts';
import { openFile, readPieces } from './file-source.ts';

/** The file that a range belongs to, and where its rows go. */
export interface ImportTarget {
  readonly datasetId: string;
  readonly stage: string;
  /** Of the file in its dataset. */
  readonly number: number;
  readonly file: File;
  readonly writer: ImportWriter;
}

/** Reads, checks and stores the JSON lines that begin in a range. The lines' bytes are stored as they are. */
export async function importLines(
  target: ImportTarget,
  settings: ReadSettings,
  start: number,
  end: number,
): Promise<ImportedRange> {
  const { file } = target;
  const lines = await readLinesOfRange(openFile(file), start, end);
  if (!lines) return { ...emptyRange(start, end), measured: measuredOf([], []) };
  const place = { first: lines.byteOffset === 0, byteOffset: lines.byteOffset };
  const report = readJsonLines(lines.bytes, place, settings);
  // Where a block's bytes are in what was read, they are in the file.
  const stored = ({ bytes }: BlockDraft): StoredBytes => {
    if (bytes.buffer !== lines.bytes.buffer) return toStored(bytes);
    const at = lines.byteOffset + bytes.byteOffset - lines.bytes.byteOffset;
    return sliceOf(file, at, at + bytes.length);
  };
  const stretch = await storeLines(target, report, { start, end }, stored);
  const range = { ...stretch, measured: measuredOf(report.drafts, stretch.spans) };
  if (!lines.oversized) return range;
  const { byte, bytes } = lines.oversized;
  return storeOversized(target, range, { byte, bytes, raw: file.slice(byte, byte + bytes) });
}

/**
 * Reads JSON Lines that can only be read from the file's start: compressed, or in another encoding than UTF-8. Bytes in
 * messages count in the file as it is unpacked and in UTF-8.
 */
export async function importStream(
  target: ImportTarget,
  settings: ReadSettings,
  onProgress: (bytes: number, rows: number) => void,
): Promise<ImportedRange[]> {
  const { encoding } = settings;
  const decoder = encoding === 'utf-8' ? null : new FatalDecoder(encoding);
  const encoder = new TextEncoder();
  const cutter = new LineCutter();
  const ranges: ImportedRange[] = [];
  let rows = 0;
  for await (const { bytes, at, last } of readPieces(target.file)) {
    // UTF-8 is checked line by line, so that a bad byte costs its own line alone.
    const utf8 = decoder === null ? bytes : encoder.encode(decoder.push(bytes, last));
    for (const lines of cutter.push(utf8, last)) {
      const range = await storeCut(target, settings, lines);
      const bom = range.source.bom || (ranges.length === 0 && decoder !== null && decoder.bomBytes > 0);
      ranges.push({ ...range, source: { ...range.source, bom } });
      rows += range.source.rows;
    }
    onProgress(at, rows);
  }
  return ranges;
}

async function storeCut(
  target: ImportTarget,
  settings: ReadSettings,
  { bytes, byteOffset, oversized }: CutLines,
): Promise<ImportedRange> {
  const report = readJsonLines(bytes, { first: byteOffset === 0, byteOffset }, settings);
  const end = byteOffset + bytes.length + (oversized?.bytes ?? 0);
  const range = await storeLines(target, report, { start: byteOffset, end });
  return oversized ? storeOversized(target, range, oversized) : range;
}

/** Puts a line into quarantine that follows those of a range and is too long to be read. */
async function storeOversized(
  target: ImportTarget,
  range: ImportedRange,
  { byte, bytes, raw }: { readonly byte: number; readonly bytes: number; readonly raw: Uint8Array | Blob },
): Promise<ImportedRange> {
  await keepQuarantined(owner(target), [{ line: range.lines + 1, byte, bytes, reason: tooLong(bytes), raw }]);
  const source = { ...range.source, quarantined: range.source.quarantined + 1 };
  return { ...range, lines: range.lines + 1, source };
}

/** Stores what was read of some lines. */
async function storeLines(
  target: ImportTarget,
  report: JsonLinesReport,
  place: { readonly start: number; readonly end: number },
  stored?: (draft: BlockDraft) => StoredBytes,
): Promise<ImportedRange> {
  const spans = await target.writer.write(report.drafts, stored);
  await keepQuarantined(owner(target), report.quarantined);
  const { rows, blankLines, bom, crlf, padded, finalNewline, columns, lines, mended } = report;
  const quarantined = report.quarantined.length;
  const counts = { rows, quarantined, blankLines, bom, crlf, padded, finalNewline, shortRows: 0, longRows: 0 };
  const source = { ...counts, ...(mended ? { mended } : {}) };
  return { spans, columns, lines, ...place, source };
}

/** What new rows are measured by: each is its own origin. */
function measuredOf(drafts: readonly BlockDraft[], spans: ImportedRange['spans']): MeasuredRows {
  const count = countRows(spans);
  const hashes = new Uint32Array(count * HASH_WORDS);
  let row = 0;
  for (const draft of drafts) {
    hashes.set(draft.hashes ?? hashRows(draft.bytes, draft.offsets, draft.count), row * HASH_WORDS);
    row += draft.count;
  }
  const origins = joinIds(spans.map((span) => idsOfRun(span.first, span.count)));
  return { hashes, origins, bytes: drafts.reduce((sum, { bytes }) => sum + bytes.length, 0) };
}

/** Whose the quarantined lines of a file are. */
export function owner({ datasetId, stage, number, file }: ImportTarget): Parameters<typeof keepQuarantined>[0] {
  return { datasetId, stage, file: number, fileName: file.name };
}

export function emptyRange(start: number, end: number): ImportedRange {
  const counts = { rows: 0, quarantined: 0, blankLines: 0, crlf: 0, padded: 0, shortRows: 0, longRows: 0 };
  return { spans: [], columns: [], lines: 0, start, end, source: { ...counts, bom: false, finalNewline: true } };
}
