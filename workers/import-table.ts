import { BlockBuilder, type BlockDraft } from '../src/core/block-builder.ts';
import { CsvReader } from '../src/core/filetypes/csv.ts';
import { FatalDecoder } from '../src/core/filetypes/decode.ts';
import { readJsonLines } from '../src/core/filetypes/jsonl.ts';
import type { ReadSettings } from '../src/core/filetypes/settings.ts';
import { keepQuarantined } from '../src/store/quarantine.ts';
import type { ImportedRange } from './contract.ts';
import { openFile } from './file-source.ts';
import { emptyRange, type ImportTarget, owner, storeLines } from './import-lines.ts';

const READ_BYTES = 2 << 20;

type OnProgress = (bytes: number, rows: number) => void;

/** The texts of a file, piece by piece, decoded by us: refused, not replaced, where a byte is wrong. */
async function* decodePieces(file: File, decoder: FatalDecoder): AsyncGenerator<{ text: string; end: number }> {
  const source = openFile(file);
  let next = source.read(0, Math.min(READ_BYTES, source.size));
  for (let at = 0; at < source.size; at += READ_BYTES) {
    const bytes = await next;
    const end = Math.min(at + READ_BYTES, source.size);
    next = source.read(end, Math.min(end + READ_BYTES, source.size));
    yield { text: decoder.push(bytes, end === source.size), end };
  }
}

/** Reads a delimited file from start to end: where a record begins depends on every quote before it. */
export async function importTable(
  target: ImportTarget,
  settings: ReadSettings,
  onProgress: OnProgress,
): Promise<ImportedRange> {
  const { file } = target;
  const decoder = new FatalDecoder(settings.encoding);
  const spans: ImportedRange['spans'][number][] = [];
  const full: BlockDraft[] = [];
  const builder = new BlockBuilder(undefined, (draft) => full.push(draft));
  let reader: CsvReader | undefined;
  let quarantined = 0;
  for await (const { text, end } of decodePieces(file, decoder)) {
    reader ??= new CsvReader(settings, { byteOffset: decoder.bomBytes });
    const read = reader.push(text, end === file.size);
    for (const row of read.rows) builder.addText(row);
    if (end === file.size) builder.flush();
    spans.push(...(await target.writer.write(full.splice(0))));
    await keepQuarantined(owner(target), read.quarantined);
    quarantined += read.quarantined.length;
    onProgress(end, reader.rows);
  }
  if (!reader) return emptyRange(0, 0);
  const { rows, blankLines, crlf, shortRows, longRows, finalNewline, header } = reader;
  const counts = { rows, quarantined, blankLines, crlf, padded: 0, shortRows, longRows };
  const source = { ...counts, bom: decoder.bomBytes > 0, finalNewline };
  return { spans, columns: header, lines: 0, start: 0, end: file.size, source };
}

/** Reads JSON Lines in another encoding than UTF-8 from start to end. Bytes in messages count in the decoded file. */
export async function importEncodedLines(
  target: ImportTarget,
  settings: ReadSettings,
  onProgress: OnProgress,
): Promise<ImportedRange[]> {
  const decoder = new FatalDecoder(settings.encoding);
  const encoder = new TextEncoder();
  const ranges: ImportedRange[] = [];
  let rest = '';
  let offset = 0;
  let rows = 0;
  for await (const { text, end } of decodePieces(target.file, decoder)) {
    const all = rest + text;
    const cut = end === target.file.size ? all.length : all.lastIndexOf('\n') + 1;
    rest = all.slice(cut);
    const bytes = encoder.encode(all.slice(0, cut));
    const report = readJsonLines(bytes, { first: false, byteOffset: offset });
    const range = await storeLines(target, report, offset, offset + bytes.length);
    const bom = ranges.length === 0 && decoder.bomBytes > 0;
    ranges.push({ ...range, source: { ...range.source, bom } });
    offset += bytes.length;
    rows += range.source.rows;
    onProgress(end, rows);
  }
  return ranges;
}
