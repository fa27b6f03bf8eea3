import './fake-browser.ts';
import { BlockBuilder, type BlockDraft } from '../../src/core/row/block-builder.ts';
import { SegmentBuilder, type SegmentDraft } from '../../src/core/version/segments.ts';
import type { ReadSettings } from '../../src/core/filetypes/settings.ts';
import { logChange } from '../../src/core/version/changes.ts';
import { runRecipe } from '../../src/core/recipe/run-recipe.ts';
import type { DatasetInfo, RecipeStep, SourceFile, VersionInfo } from '../../src/core/version/version.ts';
import { BlockReader } from '../../src/store/rows/block-reader.ts';
import { commitImport, commitVersion, storeSegments, type Commit } from '../../src/store/versions/commit.ts';
import { database } from '../../src/store/database.ts';
import { draftAfter } from '../../src/store/versions/draft.ts';
import type { Row } from '../../src/core/row/row.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import { ImportWriter, RowWriter } from '../../src/store/rows/row-writer.ts';
import { openStage, type Stage } from '../../src/store/stage.ts';
import { loadVersion } from '../../src/store/versions/versions.ts';

export async function emptyDatabase(): Promise<void> {
  await Promise.all(database.tables.map((table) => table.clear()));
}

export const READ_SETTINGS: ReadSettings = {
  ...{ fileType: 'jsonl', encoding: 'utf-8', delimiter: ',', newline: '\n', headerRow: 0, longRows: 'quarantine' },
};

interface Layout {
  readonly name?: string;
  readonly blockBytes?: number;
  /** Rows that each segment begins with; runs of whole blocks where it is not given. */
  readonly pageRows?: number;
  /** "a" alone where they are not given. */
  readonly columns?: readonly string[];
}

/** What an import does to the store, with blocks and segments of any size. */
export async function importRows(texts: readonly string[], layout: Layout = {}): Promise<VersionInfo> {
  const datasetId = crypto.randomUUID();
  const stage = await openStage(datasetId, 'Import of a test');
  try {
    return await commitRows(texts, stage, layout);
  } finally {
    await stage.close();
  }
}

/** The same under a stage of the caller's, which stays open where the commit fails. */
export async function commitRows(
  texts: readonly string[],
  stage: Stage,
  { name = 'test', blockBytes = 1_000, pageRows, columns = ['a'] }: Layout = {},
): Promise<VersionInfo> {
  const { datasetId } = stage;
  const spans = await storeRows(texts, stage, blockBytes);
  const segments = await storeSegments(
    datasetId,
    stage.id,
    pageRows === undefined ? spans : cutSegments(spans, pageRows),
  );
  const mapping = { input: 'a', output: null };
  const read = { name: 'test.jsonl', settings: READ_SETTINGS };
  const log = [logChange('import', { files: [read], mapping }, { rowsIn: 0, added: texts.length })];
  const { version } = await commitImport(
    stage.id,
    {
      ...{ id: crypto.randomUUID(), datasetId, parentId: null, kind: 'import', title: 'Imported test.jsonl' },
      ...{ log, columns, mapping, durationMs: 1, segments, marks: [] },
      sources: [sourceOf('test.jsonl', 0, columns, texts.length)],
    },
    { name, quarantined: 0 },
    spans.map((span) => ({ ...span, file: 0 })),
  );
  return version;
}

/** What an import says of a clean file. */
function sourceOf(name: string, file: number, columns: readonly string[], rows: number): SourceFile {
  const counts = { quarantined: 0, blankLines: 0, crlf: 0, padded: 0, shortRows: 0, longRows: 0 };
  const read = { bytes: 0, fileType: 'jsonl', encoding: 'utf-8', bom: false, finalNewline: true } as const;
  return { name, file, columns, rows, ...counts, ...read };
}

/** Stores rows under a stage and returns where they lie. */
export async function storeRows(
  texts: readonly string[],
  stage: Stage,
  blockBytes = 1_000,
): Promise<{ first: number; count: number }[]> {
  const drafts: BlockDraft[] = [];
  const builder = new BlockBuilder(blockBytes, (draft) => drafts.push(draft));
  for (const text of texts) builder.addText(text);
  builder.flush();
  const writer = new ImportWriter(stage.datasetId, stage.id);
  return writer.write(drafts);
}

function cutSegments(
  spans: readonly { readonly first: number; readonly count: number }[],
  rows: number,
): SegmentDraft[] {
  const ids = spans.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));
  const segments: SegmentDraft[] = [];
  for (let at = 0; at < ids.length; at += rows) {
    const segment = Uint32Array.from(ids.slice(at, at + rows));
    segments.push({ ids: segment, count: segment.length });
  }
  return segments;
}

/** Commits a version on top of `parent` in which `change` says what becomes of each row; null drops it. */
export function changeRows(
  parent: VersionInfo,
  change: (text: string, position: number) => string | null,
  open?: Stage,
): Promise<Commit> {
  return replaceRows(
    parent,
    (text, position) => {
      const changed = change(text, position);
      return changed === null ? [] : [changed];
    },
    open,
  );
}

/** Commits a version in which each row is twice, the second time as `change` makes it. */
export async function doubleRows(
  parent: VersionInfo,
  change: (text: string, position: number) => string,
): Promise<VersionInfo> {
  return (await replaceRows(parent, (text, position) => [text, change(text, position)])).version;
}

async function replaceRows(
  parent: VersionInfo,
  replace: (text: string, position: number) => readonly string[],
  open?: Stage,
): Promise<Commit> {
  const { datasetId } = parent;
  const stage = open ?? (await openStage(datasetId, 'Cleaning of a test'));
  try {
    const base = await loadVersion(parent.id);
    const writer = new RowWriter(datasetId, stage.id);
    const builder = new SegmentBuilder();
    let position = 0;
    for await (const part of passRows(new BlockReader(datasetId), base.segments)) {
      const ids: number[] = [];
      await writer.batch(2 * part.count, () => {
        part.each((row, id, origin) => {
          const texts = replace(row.text, position++);
          ids.push(...texts.map((text) => (text === row.text ? id : writer.add(text, origin))));
        });
      });
      builder.add(Uint32Array.from(ids));
    }
    await writer.flush();
    const segments = await storeSegments(datasetId, stage.id, builder.finish());
    const draft = draftAfter(base, { kind: 'apply', title: 'Changed', log: [], segments });
    return await commitVersion(draft, { stage: stage.id });
  } finally {
    await stage.close();
  }
}

/** Commits what cleaning steps make of a version's rows, as an Apply does; the head may be another version by now. */
export async function applySteps(parentId: string, steps: readonly RecipeStep[]): Promise<Commit> {
  const parent = await loadVersion(parentId);
  const { datasetId } = parent;
  const before = await readRows(parentId);
  const run = await runRecipe(
    steps,
    parent,
    before.map(({ row }) => row.text),
  );
  if (!run.ok) throw new Error(run.failure.kind);
  const { rows, from, columns, mapping, format, log } = run.value;
  const stage = await openStage(datasetId, 'Cleaning of a test');
  try {
    const writer = new RowWriter(datasetId, stage.id);
    const ids: number[] = [];
    await writer.batch(rows.length, () => {
      rows.forEach((text, index) => {
        const old = before[from[index] ?? 0];
        if (old) ids.push(text === old.row.text ? old.id : writer.add(text, old.origin));
      });
    });
    await writer.flush();
    const builder = new SegmentBuilder();
    builder.add(Uint32Array.from(ids));
    const segments = await storeSegments(datasetId, stage.id, builder.finish());
    const change = { kind: 'apply', title: 'Cleaned', log, columns, mapping, format, segments } as const;
    return await commitVersion(draftAfter(parent, change), { stage: stage.id });
  } finally {
    await stage.close();
  }
}

/** A row of a version, with what names it. */
interface StoredRow {
  readonly row: Row;
  readonly id: number;
  readonly origin: number;
}

/** Every row of a version, in list order. */
export async function readRows(versionId: string): Promise<StoredRow[]> {
  const { datasetId, segments } = await loadVersion(versionId);
  const rows: StoredRow[] = [];
  for await (const part of passRows(new BlockReader(datasetId), segments)) {
    part.each((row, id, origin) => rows.push({ row, id, origin }));
  }
  return rows;
}

export async function readTexts(versionId: string): Promise<string[]> {
  return (await readRows(versionId)).map(({ row }) => row.text);
}

/** Fails where there is none. */
export async function datasetOf(id: string): Promise<DatasetInfo> {
  const dataset = await database.datasets.get(id);
  if (!dataset) throw new Error(`dataset ${id} is not stored`);
  return dataset;
}

/** How many records each table holds, empty ones left out. */
export async function countRecords(): Promise<Record<string, number>> {
  const counts = await Promise.all(database.tables.map(async (table) => [table.name, await table.count()] as const));
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
