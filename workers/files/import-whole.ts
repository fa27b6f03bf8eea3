import { BlockBuilder, type BlockDraft } from '../../src/core/row/block-builder.ts';
import type { WholeType } from '../../src/core/filetypes/file-type.ts';
import type { ReadSettings } from '../../src/core/filetypes/settings.ts';
import { openFile } from './file-source.ts';
import { emptyRange, type ImportTarget } from './import-lines.ts';
import type { OnProgress } from './import-text.ts';
import type { ImportedRange } from './imported-range.ts';

/** Reads a file that is no text, and stores its rows. */
export async function importWhole(
  target: ImportTarget,
  type: WholeType,
  settings: ReadSettings,
  onProgress: OnProgress,
): Promise<ImportedRange> {
  const file = await type.open(openFile(target.file), settings);
  const spans: ImportedRange['spans'][number][] = [];
  const full: BlockDraft[] = [];
  const builder = new BlockBuilder(undefined, (draft) => full.push(draft));
  let rows = 0;
  for await (const stretch of file.read()) {
    for (const row of stretch.rows) builder.addText(row);
    rows += stretch.rows.length;
    spans.push(...(await target.writer.write(full.splice(0))));
    onProgress(Math.floor(stretch.done * target.file.size), rows);
  }
  builder.flush();
  spans.push(...(await target.writer.write(full.splice(0))));
  const { source, ...range } = emptyRange(0, target.file.size);
  return { ...range, spans, columns: file.columns, source: { ...source, ...file.counts, rows } };
}
