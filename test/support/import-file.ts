import type { SplitSide } from '../../src/core/split/split-mark.ts';
import './fake-browser.ts';
import type { Result } from '../../src/core/failure.ts';
import { reserveFiles } from '../../src/store/rows/origins.ts';
import { ImportWriter } from '../../src/store/rows/row-writer.ts';
import { openStage } from '../../src/store/stage.ts';
import { commitRanges, type ImportReport } from '../../workers/files/import-commit.ts';
import { importStream } from '../../workers/files/import-lines.ts';
import { READ_SETTINGS } from './stored.ts';

/** What the import worker does with one JSONL file, without the worker: into a new dataset, or to the end of one. */
export async function importFile(
  name: string,
  lines: readonly string[],
  into?: string,
  side?: SplitSide,
): Promise<Result<ImportReport>> {
  const datasetId = into ?? crypto.randomUUID();
  const stage = await openStage(datasetId, `Import of ${name}`);
  try {
    const file = new File([lines.join('\n')], name);
    const firstFile = into === undefined ? 0 : await reserveFiles(into, 1);
    const start = { datasetId, stage: stage.id, files: [{ file, settings: READ_SETTINGS, side }], firstFile };
    const target = { datasetId, stage: stage.id, number: firstFile, file };
    const writer = new ImportWriter(datasetId, stage.id);
    const ranges = await importStream({ ...target, writer }, READ_SETTINGS, () => undefined);
    const made = into === undefined ? { name, mapping: { input: 'a', output: null } } : null;
    return await commitRanges(start, [ranges], { made, startedAt: Date.now() });
  } finally {
    await stage.close();
  }
}
