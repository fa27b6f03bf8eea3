import './fake-browser.ts';
import type { Result } from '../../src/core/failure.ts';
import type { SplitSide } from '../../src/core/split/split-mark.ts';
import { reserveFiles } from '../../src/store/rows/origins.ts';
import { ImportWriter } from '../../src/store/rows/row-writer.ts';
import { openStage } from '../../src/store/stage.ts';
import { commitRanges, type ImportReport } from '../../workers/files/import-commit.ts';
import { importStream } from '../../workers/files/import-lines.ts';
import type { ImportedRange } from '../../workers/files/imported-range.ts';
import { READ_SETTINGS } from './stored.ts';

interface LineFile {
  readonly name: string;
  readonly lines: readonly string[];
  readonly side?: SplitSide;
}

/** What the import worker does with JSONL files, without the worker: into a new dataset, or to the end of one. */
export async function importFiles(files: readonly LineFile[], into?: string): Promise<Result<ImportReport>> {
  const [{ name } = { name: '' }] = files;
  const datasetId = into ?? crypto.randomUUID();
  const stage = await openStage(datasetId, `Import of ${name}`);
  try {
    const firstFile = into === undefined ? 0 : await reserveFiles(into, files.length);
    const entries = files.map((each) => ({
      file: new File([each.lines.join('\n')], each.name),
      settings: READ_SETTINGS,
      side: each.side,
    }));
    const start = { datasetId, stage: stage.id, files: entries, firstFile };
    const writer = new ImportWriter(datasetId, stage.id);
    const ranges: (readonly ImportedRange[])[] = [];
    for (const [index, { file }] of entries.entries()) {
      const target = { datasetId, stage: stage.id, number: firstFile + index, file, writer };
      ranges.push(await importStream(target, READ_SETTINGS, () => undefined));
    }
    const made = into === undefined ? { name, mapping: { input: 'a', output: null } } : null;
    return await commitRanges(start, ranges, { made, startedAt: Date.now() });
  } finally {
    await stage.close();
  }
}

/** The same with one file. */
export function importFile(name: string, lines: readonly string[], into?: string): Promise<Result<ImportReport>> {
  return importFiles([{ name, lines }], into);
}
