import { BlockBuilder, type BlockDraft } from '../../src/core/row/block-builder.ts';
import { FatalDecoder } from '../../src/core/filetypes/decode.ts';
import type { TextReader, TextType } from '../../src/core/filetypes/file-type.ts';
import type { ReadSettings } from '../../src/core/filetypes/settings.ts';
import { keepQuarantined } from '../../src/store/rows/quarantine.ts';
import type { ImportedRange } from './imported-range.ts';
import { readPieces } from './file-source.ts';
import { emptyRange, type ImportTarget, owner } from './import-lines.ts';

/** Tells how many bytes of the file, and rows, are done. */
export type OnProgress = (bytes: number, rows: number) => void;

/** Reads a text from start to end: what a piece of it means may hang on all that comes before. */
export async function importText(
  target: ImportTarget,
  type: TextType,
  settings: ReadSettings,
  onProgress: OnProgress,
): Promise<ImportedRange> {
  const decoder = new FatalDecoder(settings.encoding);
  const spans: ImportedRange['spans'][number][] = [];
  const full: BlockDraft[] = [];
  const builder = new BlockBuilder(undefined, (draft) => full.push(draft));
  let reader: TextReader | undefined;
  let quarantined = 0;
  for await (const { bytes, at, last } of readPieces(target.file)) {
    const text = decoder.push(bytes, last);
    reader ??= type.read(settings, { byteOffset: decoder.bomBytes });
    const read = reader.push(text, last);
    for (const row of read.rows) builder.addText(row);
    if (last) builder.flush();
    spans.push(...(await target.writer.write(full.splice(0))));
    await keepQuarantined(owner(target), read.quarantined);
    quarantined += read.quarantined.length;
    onProgress(at, reader.rows);
  }
  if (!reader) throw new Error(`${target.file.name} gave no piece`);
  const { columns, rows, counts } = reader;
  const { source, ...range } = emptyRange(0, target.file.size);
  const own = { rows, quarantined, bom: decoder.bomBytes > 0 };
  return { ...range, spans, columns, source: { ...source, ...counts, ...own } };
}
