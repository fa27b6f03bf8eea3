import { ok } from '../../src/core/failure.ts';
import type { ReadSettings } from '../../src/core/filetypes/settings.ts';
import { ImportWriter } from '../../src/store/rows/row-writer.ts';
import type { ImportStart, ImportWorker } from '../contracts/rows.ts';
import { commitRanges } from './import-commit.ts';
import { importLines, importStream, type ImportTarget } from './import-lines.ts';
import { readingOf } from './import-reading.ts';
import { importDocument, importTable } from './import-table.ts';
import { serve } from '../serve.ts';

let started: (ImportStart & { readonly writer: ImportWriter }) | undefined;

function current(): NonNullable<typeof started> {
  if (!started) throw new Error('import worker was not begun');
  return started;
}

function target(index: number): ImportTarget & { readonly settings: ReadSettings } {
  const { datasetId, stage, files, firstFile, writer } = current();
  const entry = files[index];
  if (!entry) throw new Error(`file ${index} is not part of the import`);
  return { datasetId, stage, number: firstFile + index, writer, ...entry };
}

const api: ImportWorker = {
  begin(start) {
    started = { ...start, writer: new ImportWriter(start.datasetId, start.stage) };
    return Promise.resolve(ok(undefined));
  },

  range(index, start, end) {
    const file = target(index);
    return readingOf(file.file, () => importLines(file, start, end));
  },

  table(index, onProgress) {
    const { settings, ...file } = target(index);
    return readingOf(file.file, async () => {
      if (settings.fileType === 'jsonl') return importStream(file, settings, onProgress);
      const read = settings.fileType === 'json' ? importDocument : importTable;
      return [await read(file, settings, onProgress)];
    });
  },

  commit(end) {
    return commitRanges(current(), end);
  },
};

serve(api);
