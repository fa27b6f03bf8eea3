import { fail, ok, type Result } from '../../src/core/failure.ts';
import { sumMended } from '../../src/core/filetypes/lenient/mended.ts';
import { findFileType } from '../../src/core/filetypes/index.ts';
import type { ReadSettings } from '../../src/core/filetypes/settings.ts';
import type { Mapping } from '../../src/core/example/mapping.ts';
import { type FileRead, freeNames, logChange } from '../../src/core/version/changes.ts';
import { namesIn, recipeOf } from '../../src/core/version/lineage.ts';
import { countRows, SegmentBuilder, type SegmentDraft } from '../../src/core/version/segments.ts';
import type { SourceFile, SourceSpan, VersionInfo } from '../../src/core/version/version.ts';
import type { Mark } from '../../src/core/version/mark.ts';
import type { SplitSide } from '../../src/core/split/split-mark.ts';
import { DatasetGoneError } from '../../src/store/dataset-gone.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { shiftLines } from '../../src/store/rows/quarantine.ts';
import {
  type Commit,
  commitImport,
  commitVersion,
  storeSegments,
  type VersionDraft,
} from '../../src/store/versions/commit.ts';
import { storeMarks } from '../../src/store/versions/mark-segments.ts';
import { type Measured, measureList } from '../../src/store/versions/measure-list.ts';
import { draftAfter } from '../../src/store/versions/draft.ts';
import { listVersions, loadVersion, type LoadedVersion } from '../../src/store/versions/versions.ts';
import type { ImportedRange } from './imported-range.ts';
import { sidesOf } from './sides-of-files.ts';

export interface ImportStart {
  readonly datasetId: string;
  readonly stage: string;
  readonly files: readonly {
    readonly file: File;
    readonly settings: ReadSettings;
    /** Where its rows are in a split, which the mark `split` then says. */
    readonly side?: SplitSide | undefined;
  }[];
  /** The number of the first file in the dataset: 0 where it is new. */
  readonly firstFile: number;
}

export interface ImportEnd {
  /** The dataset to be made; null where the rows go to the end of one that is there. */
  readonly made: {
    readonly name: string;
    readonly mapping: Mapping;
    readonly format?: string | undefined;
  } | null;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
}

export interface ImportReport {
  readonly datasetId: string;
  readonly version: VersionInfo;
  /** Rows that came in. */
  readonly added: number;
  readonly quarantined: number;
}

/** What the files of an import came to. */
interface Gathered {
  readonly sources: readonly SourceFile[];
  readonly spans: readonly SourceSpan[];
  readonly quarantined: number;
}

/**
 * Puts the ranges of all files in order and makes the dataset appear, or a version of one that is there. `read`: for each file
 * its ranges in order. `measured`: of all their rows, where that is known.
 */
export async function commitRanges(
  start: ImportStart,
  read: readonly (readonly ImportedRange[])[],
  end: ImportEnd,
  measured?: Measured,
): Promise<Result<ImportReport>> {
  const head = end.made ? undefined : await findHead(start.datasetId);
  const gathered = await gather(start, read, head);
  const { spans, quarantined, sources } = gathered;
  if (spans.length === 0 && quarantined === 0) return fail({ kind: 'no-rows', file: sources[0]?.name ?? 'The file' });
  const { version } = await (head ? append(start, end, gathered, head) : create(start, end, gathered, measured));
  return ok({ datasetId: start.datasetId, version, added: countRows(spans), quarantined });
}

async function create(
  start: ImportStart,
  { made, startedAt }: ImportEnd,
  gathered: Gathered,
  known?: Measured,
): Promise<Commit> {
  if (!made) throw new Error('an import needs a name');
  const { datasetId, stage } = start;
  const { sources, spans, quarantined } = gathered;
  const { name, mapping, format } = made;
  const columns = columnsOf(sources);
  const counts = { rowsIn: 0, added: countRows(spans) };
  const { log, ...list } = await listOf(start, segmentsOf(spans), spans, { known });
  return commitImport(
    stage,
    {
      id: crypto.randomUUID(),
      datasetId,
      parentId: null,
      kind: 'import',
      title: `Imported ${namesOf(sources)}`,
      log: [logChange('import', { files: readOf(start, sources), mapping, format }, counts), ...log],
      columns,
      mapping,
      format,
      ...list,
      sources,
      durationMs: Date.now() - startedAt,
    },
    { name, quarantined },
    spans,
  );
}

/** The rows go to the end of the head; where it moves meanwhile, the version is kept as a branch. */
async function append(
  start: ImportStart,
  { startedAt }: ImportEnd,
  gathered: Gathered,
  head: LoadedVersion,
): Promise<Commit> {
  const { sources, spans, quarantined } = gathered;
  const counts = { rowsIn: head.rowCount, added: countRows(spans) };
  const { log, ...list } = await listOf(start, [...head.segments, ...segmentsOf(spans)], spans, {
    before: head.marks,
  });
  const draft = draftAfter(head, {
    kind: 'append',
    title: `Added ${namesOf(sources)}`,
    log: [logChange('append', { files: readOf(start, sources) }, counts), ...log],
    columns: [...new Set([...head.columns, ...columnsOf(sources)])],
    sources: [...head.sources, ...sources],
    ...list,
    durationMs: Date.now() - startedAt,
  });
  return commitVersion(draft, { stage: start.stage, added: { files: sources, spans, quarantined } });
}

/** The list of the version to be, measured, its parts stored; and the step that marks rows of files that are parts of a split. */
async function listOf(
  { datasetId, stage, files, firstFile }: ImportStart,
  list: readonly SegmentDraft[],
  spans: readonly SourceSpan[],
  { before = [], known }: { readonly before?: readonly Mark[]; readonly known?: Measured | undefined },
): Promise<Pick<VersionDraft, 'segments' | 'marks' | 'measured' | 'log'>> {
  const sides = new Map(files.flatMap(({ side }, index) => (side ? [[firstFile + index, side] as const] : [])));
  const change = sidesOf(sides, spans);
  const marks = await storeMarks({ datasetId, stage }, before, [change]);
  const [segments, measured] = await Promise.all([
    storeSegments(datasetId, stage, list),
    known && marks.length === 0 ? known : measureList(datasetId, list, marks),
  ]);
  const { length: count } = change.origins;
  if (count === 0) return { segments, marks, measured, log: [] };
  const digest = measured.marks.find(({ name }) => name === change.name)?.digest ?? '';
  return {
    segments,
    marks,
    measured,
    log: [logChange('set-marks', { mark: change.name, count, digest }, { rowsIn: countRows(list) })],
  };
}

async function findHead(datasetId: string): Promise<LoadedVersion> {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw new DatasetGoneError(datasetId);
  return loadVersion(dataset.headId);
}

async function gather(
  start: ImportStart,
  read: readonly (readonly ImportedRange[])[],
  head: LoadedVersion | undefined,
): Promise<Gathered> {
  const { datasetId, firstFile } = start;
  const spans: SourceSpan[] = [];
  for (const [index, ranges] of read.entries()) {
    const file = firstFile + index;
    await numberLines(datasetId, file, ranges);
    for (const span of ranges.flatMap((range) => range.spans)) spans.push({ ...span, file });
  }
  const taken = head ? namesIn(recipeOf(await listVersions(datasetId), head.id)) : [];
  const names = freeNames(
    taken,
    start.files.map(({ file }) => file.name),
  );
  const sources = names.map((name, index) => describeSource(start, index, name, read[index] ?? []));
  return { sources, spans, quarantined: sources.reduce((sum, source) => sum + source.quarantined, 0) };
}

function segmentsOf(spans: readonly SourceSpan[]): SegmentDraft[] {
  const builder = new SegmentBuilder();
  for (const span of spans) builder.share(span);
  return builder.finish();
}

function namesOf(sources: readonly SourceFile[]): string {
  return sources.map(({ name }) => name).join(', ');
}

function readOf({ files }: ImportStart, sources: readonly SourceFile[]): FileRead[] {
  return files.map(({ settings }, index) => ({ name: sources[index]?.name ?? '', settings }));
}

/** Ranges are read at once, so none knows how many lines come before it until all are done. */
async function numberLines(datasetId: string, file: number, ranges: readonly ImportedRange[]): Promise<void> {
  let before = 0;
  for (const range of ranges) {
    if (before > 0 && range.source.quarantined > 0) await shiftLines(datasetId, file, range, before);
    before += range.lines;
  }
}

function describeSource(start: ImportStart, index: number, name: string, ranges: readonly ImportedRange[]): SourceFile {
  const entry = start.files[index];
  if (!entry) throw new Error(`file ${index} is not part of the import`);
  const { fileType, encoding, gzip } = entry.settings;
  const { preamble, leftOut, notNumbers, binary, notes } = ranges[0]?.source ?? {};
  const sum = (count: (source: ImportedRange['source']) => number): number =>
    ranges.reduce((total, range) => total + count(range.source), 0);
  return {
    name,
    file: start.firstFile + index,
    columns: [...new Set(ranges.flatMap((range) => range.columns))],
    bytes: entry.file.size,
    fileType,
    encoding,
    ...findFileType(fileType).kept(entry.settings),
    ...(ranges.some(({ source }) => source.mended)
      ? { mended: sumMended(...ranges.map(({ source }) => source.mended)) }
      : {}),
    ...(gzip ? { gzip } : {}),
    ...(preamble === undefined ? {} : { preamble }),
    ...(leftOut === undefined ? {} : { leftOut }),
    ...(notes === undefined ? {} : { notes }),
    ...(notNumbers === undefined ? {} : { notNumbers }),
    ...(binary === undefined ? {} : { binary }),
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
function columnsOf(sources: readonly SourceFile[]): string[] {
  return [...new Set(sources.flatMap(({ columns }) => columns))];
}
