import { fail, ok, type Result } from '../src/core/failure.ts';
import { EncodingError } from '../src/core/filetypes/decode.ts';
import type { ReadSettings } from '../src/core/filetypes/settings.ts';
import { ImportWriter } from '../src/store/row-writer.ts';
import type { ImportStart, ImportWorker } from './contract.ts';
import { UnreadableFileError } from './file-source.ts';
import { commitRanges } from './import-commit.ts';
import { importLines, type ImportTarget } from './import-lines.ts';
import { importEncodedLines, importTable } from './import-table.ts';
import { serve } from './serve.ts';

let started: (ImportStart & { readonly writer: ImportWriter }) | undefined;

function current(): NonNullable<typeof started> {
  if (!started) throw new Error('import worker was not begun');
  return started;
}

function target(index: number): ImportTarget & { readonly settings: ReadSettings } {
  const { datasetId, stage, files, writer } = current();
  const entry = files[index];
  if (!entry) throw new Error(`file ${index} is not part of the import`);
  return { datasetId, stage, index, writer, ...entry };
}

/** Turns what is wrong with a file, and not with us, into words. */
async function reading<T>(file: File, read: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await read());
  } catch (error) {
    if (error instanceof EncodingError) {
      return fail({ kind: 'bad-encoding', file: file.name, encoding: error.encoding, byte: error.byte });
    }
    if (error instanceof UnreadableFileError) {
      return fail({ kind: 'unreadable-file', file: error.file, why: error.message });
    }
    throw error;
  }
}

const api: ImportWorker = {
  begin(start) {
    started = { ...start, writer: new ImportWriter(start.datasetId, start.stage) };
    return Promise.resolve(ok(undefined));
  },

  range(index, start, end) {
    const file = target(index);
    return reading(file.file, () => importLines(file, start, end));
  },

  table(index, onProgress) {
    const { settings, ...file } = target(index);
    return reading(file.file, async () => {
      if (settings.fileType === 'jsonl') return importEncodedLines(file, settings, onProgress);
      return [await importTable(file, settings, onProgress)];
    });
  },

  commit(end) {
    return commitRanges(current(), end);
  },
};

serve(api);
