import { fail, ok, type Result } from '../../src/core/failure.ts';
import { SegmentBuilder } from '../../src/core/version/segments.ts';
import type { ReadSettings } from '../../src/core/filetypes/settings.ts';
import type { Mapping } from '../../src/core/recipe/step.ts';
import type { SourceFile, SourceSpan, VersionInfo } from '../../src/core/version/version.ts';
import { commitImport, storeSegments } from '../../src/store/versions/commit.ts';
import { shiftLines } from '../../src/store/rows/quarantine.ts';
import type { ImportedRange } from './imported-range.ts';

export interface ImportStart {
  readonly datasetId: string;
  readonly stage: string;
  readonly files: readonly { readonly file: File; readonly settings: ReadSettings }[];
}

export interface ImportEnd {
  readonly name: string;
  readonly mapping: Mapping;
  readonly format?: string | undefined;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
}

export interface ImportReport {
  readonly datasetId: string;
  readonly version: VersionInfo;
  readonly quarantined: number;
}

/** Puts the ranges of all files in order and makes the dataset appear. `read`: for each file its ranges in order. */
export async function commitRanges(
  start: ImportStart,
  read: readonly (readonly ImportedRange[])[],
  end: ImportEnd,
): Promise<Result<ImportReport>> {
  const { datasetId, stage } = start;
  const builder = new SegmentBuilder();
  const spans: SourceSpan[] = [];
  for (const [file, ranges] of read.entries()) {
    await numberLines(datasetId, file, ranges);
    for (const span of ranges.flatMap((range) => range.spans)) {
      builder.share(span);
      spans.push({ ...span, file });
    }
  }
  const sources = start.files.map((_, file) => describeSource(start, file, read[file] ?? []));
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
      columns: mergeColumns(read.flat()),
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
