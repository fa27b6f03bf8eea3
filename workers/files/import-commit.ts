import { fail, ok, type Result } from '../../src/core/failure.ts';
import { SegmentBuilder } from '../../src/core/version/segments.ts';
import type { SourceFile, SourceSpan } from '../../src/core/version/version.ts';
import { commitImport, storeSegments } from '../../src/store/versions/commit.ts';
import { shiftLines } from '../../src/store/rows/quarantine.ts';
import type { ImportedRange, ImportEnd, ImportReport, ImportStart } from '../contracts/rows.ts';

/** Puts the ranges of all files in order and makes the dataset appear. */
export async function commitRanges(start: ImportStart, end: ImportEnd): Promise<Result<ImportReport>> {
  const { datasetId, stage } = start;
  const builder = new SegmentBuilder();
  const spans: SourceSpan[] = [];
  for (const [file, ranges] of end.ranges.entries()) {
    await numberLines(datasetId, file, ranges);
    for (const span of ranges.flatMap((range) => range.spans)) {
      builder.share(span);
      spans.push({ ...span, file });
    }
  }
  const sources = start.files.map((_, file) => describeSource(start, file, end.ranges[file] ?? []));
  const quarantined = sources.reduce((sum, source) => sum + source.quarantined, 0);
  if (spans.length === 0 && quarantined === 0) return fail({ kind: 'no-rows', file: sources[0]?.name ?? 'The file' });
  const { version } = await commitImport(
    stage,
    {
      id: crypto.randomUUID(),
      datasetId,
      parentId: null,
      kind: 'import',
      title: `Imported ${sources.map((source) => source.name).join(', ')}`,
      log: [],
      columns: mergeColumns(end.ranges.flat()),
      mapping: end.mapping,
      format: end.format,
      marks: [],
      sources,
      segments: await storeSegments(datasetId, stage, builder.finish()),
      durationMs: Date.now() - end.startedAt,
    },
    { name: end.name, quarantined },
    spans,
  );
  return ok({ datasetId, version, quarantined });
}

/** Ranges are read at once, so none knows how many lines come before it until all are done. */
async function numberLines(datasetId: string, file: number, ranges: readonly ImportedRange[]): Promise<void> {
  let before = 0;
  for (const range of ranges) {
    if (before > 0 && range.source.quarantined > 0) await shiftLines(datasetId, file, range, before);
    before += range.lines;
  }
}

function describeSource(start: ImportStart, file: number, ranges: readonly ImportedRange[]): SourceFile {
  const entry = start.files[file];
  if (!entry) throw new Error(`file ${file} is not part of the import`);
  const { fileType, encoding, delimiter, headerRow, jsonCells, rowsAt, gzip } = entry.settings;
  const { preamble, leftOut } = ranges[0]?.source ?? {};
  const sum = (count: (source: ImportedRange['source']) => number): number =>
    ranges.reduce((total, range) => total + count(range.source), 0);
  return {
    name: entry.file.name,
    bytes: entry.file.size,
    fileType,
    encoding,
    ...(fileType === 'csv' ? { delimiter, headerRow, ...(jsonCells ? { jsonCells } : {}) } : {}),
    ...(fileType === 'json' && rowsAt !== undefined ? { rowsAt } : {}),
    ...(gzip ? { gzip } : {}),
    ...(preamble === undefined ? {} : { preamble }),
    ...(leftOut === undefined ? {} : { leftOut }),
    rows: sum((source) => source.rows),
    quarantined: sum((source) => source.quarantined),
    blankLines: sum((source) => source.blankLines),
    crlf: sum((source) => source.crlf),
    padded: sum((source) => source.padded),
    shortRows: sum((source) => source.shortRows),
    longRows: sum((source) => source.longRows),
    bom: ranges.some((range) => range.source.bom),
    // Ranges without a line say nothing of the file's end.
    finalNewline: ranges.findLast((range) => range.lines > 0)?.source.finalNewline ?? true,
  };
}

/** Columns in order of first appearance. */
function mergeColumns(ranges: readonly ImportedRange[]): string[] {
  return [...new Set(ranges.flatMap((range) => range.columns))];
}
