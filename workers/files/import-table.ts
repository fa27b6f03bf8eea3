import { BlockBuilder, type BlockDraft } from '../../src/core/row/block-builder.ts';
import { CsvReader } from '../../src/core/filetypes/csv/csv.ts';
import { FatalDecoder } from '../../src/core/filetypes/decode.ts';
import { JsonDocument } from '../../src/core/filetypes/json/json-document.ts';
import type { QuarantineDraft, ReadSettings } from '../../src/core/filetypes/settings.ts';
import { keepQuarantined } from '../../src/store/rows/quarantine.ts';
import type { ImportedRange } from './imported-range.ts';
import { readPieces } from './file-source.ts';
import { emptyRange, type ImportTarget, owner } from './import-lines.ts';

/** Tells how many bytes of the file, and rows, are done. */
export type OnProgress = (bytes: number, rows: number) => void;

/** What turns text into rows, piece by piece. */
interface TextReader {
  readonly rows: number;
  push(
    text: string,
    last: boolean,
  ): { readonly rows: readonly string[]; readonly quarantined: readonly QuarantineDraft[] };
}

interface StoredText<R> {
  readonly reader: R;
  readonly spans: ImportedRange['spans'];
  readonly quarantined: number;
  readonly bom: boolean;
}

/** Reads a delimited file from start to end: where a record begins depends on every quote before it. */
export async function importTable(
  target: ImportTarget,
  settings: ReadSettings,
  onProgress: OnProgress,
): Promise<ImportedRange> {
  const start = (byteOffset: number): CsvReader => new CsvReader(settings, { byteOffset });
  const { reader, spans, quarantined, bom } = await storeText(target, settings, start, onProgress);
  const { rows, blankLines, crlf, shortRows, longRows, finalNewline, header, preamble } = reader;
  const counts = { rows, quarantined, blankLines, crlf, padded: 0, shortRows, longRows };
  const source = { ...counts, bom, finalNewline, ...(preamble > 0 ? { preamble } : {}) };
  return { spans, columns: header, lines: 0, start: 0, end: target.file.size, source };
}

/** Reads a JSON document from start to end. */
export async function importDocument(
  target: ImportTarget,
  settings: ReadSettings,
  onProgress: OnProgress,
): Promise<ImportedRange> {
  const start = (byteOffset: number): JsonDocument => new JsonDocument(settings, { byteOffset });
  const { reader, spans, quarantined, bom } = await storeText(target, settings, start, onProgress);
  const { rows, columns, leftOut } = reader;
  const { source, ...range } = emptyRange(0, target.file.size);
  const counts = { rows, quarantined, bom, ...(leftOut.length > 0 ? { leftOut } : {}) };
  return { ...range, spans, columns, source: { ...source, ...counts } };
}

/** Decodes a file, refusing what is no text in its encoding, and stores the rows that a reader makes of it. */
async function storeText<R extends TextReader>(
  target: ImportTarget,
  { encoding }: ReadSettings,
  start: (byteOffset: number) => R,
  onProgress: OnProgress,
): Promise<StoredText<R>> {
  const decoder = new FatalDecoder(encoding);
  const spans: ImportedRange['spans'][number][] = [];
  const full: BlockDraft[] = [];
  const builder = new BlockBuilder(undefined, (draft) => full.push(draft));
  let reader: R | undefined;
  let quarantined = 0;
  for await (const { bytes, at, last } of readPieces(target.file)) {
    const text = decoder.push(bytes, last);
    reader ??= start(decoder.bomBytes);
    const read = reader.push(text, last);
    for (const row of read.rows) builder.addText(row);
    if (last) builder.flush();
    spans.push(...(await target.writer.write(full.splice(0))));
    await keepQuarantined(owner(target), read.quarantined);
    quarantined += read.quarantined.length;
    onProgress(at, reader.rows);
  }
  if (!reader) throw new Error(`${target.file.name} gave no piece`);
  return { reader, spans, quarantined, bom: decoder.bomBytes > 0 };
}
