import { ok, type Result } from '../../../src/core/failure.ts';
import { findFileType } from '../../../src/core/filetypes/index.ts';
import type { ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { ImportWriter } from '../../../src/store/rows/row-writer.ts';
import { ListMeasure } from '../../../src/store/versions/measure-list.ts';
import { commitRanges, type ImportEnd, type ImportReport, type ImportStart } from '../../files/import-commit.ts';
import { importLines, importStream, type ImportTarget } from '../../files/import-lines.ts';
import { importWhole } from '../../files/import-whole.ts';
import { readingOf } from '../../files/import-reading.ts';
import { importText } from '../../files/import-text.ts';
import type { ImportedRange } from '../../files/imported-range.ts';
import { definePass } from '../define-pass.ts';

/** A stretch of a file that a worker reads by itself. */
interface FileRange {
  readonly file: number;
  /** Its place among the file's ranges. */
  readonly order: number;
  readonly start: number;
  readonly end: number;
  /** True where the file can only be read from its start. */
  readonly whole: boolean;
}

/** A range becomes two blocks in one transaction: each waits for the disk, but a long one holds up every other write. */
const RANGE_BYTES = 6 << 20;

/** Reads files into rows under a stage. They become a version when that is committed. */
export default definePass({
  id: 'import',

  open(start: ImportStart) {
    const writer = new ImportWriter(start.datasetId, start.stage);
    const run = (range: FileRange, onProgress: (bytes: number, rows: number) => void) => {
      const entry = start.files[range.file];
      if (!entry) throw new Error(`file ${range.file} is not part of the import`);
      const { file, settings } = entry;
      const number = start.firstFile + range.file;
      const target = { datasetId: start.datasetId, stage: start.stage, number, file, writer };
      return readingOf(file, () => readRange(target, settings, range, onProgress));
    };
    return Promise.resolve(ok({ run }));
  },

  async lead(start, team) {
    const tasks = start.files.flatMap(({ file, settings }, index) => cutFile(file, settings, index));
    const ranges = start.files.map((): ImportedRange[] => []);
    const measure = new ListMeasure();
    team.expect(
      start.files.reduce((sum, { file }) => sum + file.size, 0),
      'bytes',
    );
    // A row's hash is needed no more once its turn has come.
    const take = (index: number, { measured, ...range }: ImportedRange): ImportedRange => {
      if (measured) measure.put(index, measured);
      return range;
    };
    const read = await team.each(tasks, {
      weigh: (range) => range.end - range.start,
      rowsOf: (parts) => parts.reduce((sum, { source }) => sum + source.rows, 0),
      onPart: (parts, index) => {
        const task = tasks[index];
        const list = task && ranges[task.file];
        const [range] = parts;
        if (task?.whole) list?.push(...parts);
        else if (task && list && range) list[task.order] = take(index, range);
      },
    });
    if (!read.ok) return read;
    const isMeasured = tasks.every(({ whole }) => !whole);
    const commit = async (end: ImportEnd): Promise<Result<ImportReport>> =>
      commitRanges(start, ranges, end, isMeasured ? await measure.finish() : undefined);
    return ok({ output: undefined, actions: { commit } });
  },

  moves: (ranges) => ranges.flatMap(({ measured }) => (measured ? [measured.hashes, measured.origins] : [])),
});

/** Lines in UTF-8 can be read from any line feed; all else, and what is compressed, only from its start. */
function cutFile(file: File, { fileType, encoding, gzip }: ReadSettings, index: number): FileRange[] {
  if (findFileType(fileType).kind !== 'lines' || encoding !== 'utf-8' || gzip) {
    return [{ file: index, order: 0, start: 0, end: file.size, whole: true }];
  }
  const count = Math.ceil(file.size / RANGE_BYTES);
  return Array.from({ length: count }, (_, order) => {
    const start = order * RANGE_BYTES;
    return { file: index, order, start, end: Math.min(start + RANGE_BYTES, file.size), whole: false };
  });
}

async function readRange(
  target: ImportTarget,
  settings: ReadSettings,
  { start, end, whole }: FileRange,
  onProgress: (bytes: number, rows: number) => void,
): Promise<readonly ImportedRange[]> {
  if (!whole) return [await importLines(target, settings, start, end)];
  const type = findFileType(settings.fileType);
  if (type.kind === 'lines') return importStream(target, settings, onProgress);
  if (type.kind === 'whole') return [await importWhole(target, type, settings, onProgress)];
  return [await importText(target, type, settings, onProgress)];
}
