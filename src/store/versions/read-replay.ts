import { changeOf, type MarkedRows } from '../../core/version/changes.ts';
import { lineageOf, sourcesOf, stepOf } from '../../core/version/lineage.ts';
import type { Mark } from '../../core/version/mark.ts';
import type { ReplaySource } from '../../core/version/replay.ts';
import type { RecipeStep, SourceFile } from '../../core/version/version.ts';
import { database } from '../database.ts';
import { BlockReader, readRowText } from '../rows/block-reader.ts';
import { passRows } from '../rows/pass-rows.ts';
import { readMark } from './mark-segments.ts';
import { RowList } from './row-list.ts';
import { listVersions, loadVersion, type LoadedVersion } from './versions.ts';

/** Everything that makes a version's rows and marks once more: what `replay` takes. */
export interface ReplayInput {
  /** With its contents: plain JSON that replays on any machine that has the files. */
  readonly recipe: readonly RecipeStep[];
  readonly sources: readonly ReplaySource[];
}

/**
 * Reads a version's recipe and the rows of its files as they came in, all in memory. The log of a change has only hashes
 * and counts of what was written; what was written is read from the version whose log it is. In a log no step follows that
 * changes the same rows or the same mark, so they are as that step left them.
 */
export async function readReplay(datasetId: string, versionId: string): Promise<ReplayInput> {
  const versions = await listVersions(datasetId);
  const recipe: RecipeStep[] = [];
  for (const { versionId: madeBy, log } of lineageOf(versions, versionId)) {
    const step = stepOf(log);
    recipe.push({ ...step, params: { ...step.params, ...(await readContents(log, madeBy)) } });
  }
  return { recipe, sources: await readSources(datasetId, sourcesOf(versions, versionId)) };
}

async function readSources(datasetId: string, files: readonly SourceFile[]): Promise<ReplaySource[]> {
  const spans = (await database.imports.get(datasetId))?.spans ?? [];
  const reader = new BlockReader(datasetId);
  const sources: ReplaySource[] = [];
  for (const { name, columns, file } of files) {
    const rows: string[] = [];
    const own = spans.filter((span) => span.file === file);
    for await (const part of passRows(reader, own)) part.each(({ text }) => rows.push(text));
    sources.push({ name, columns, rows });
  }
  return sources;
}

/** What a log left out of a step's arguments; nothing for a cleaning step. */
async function readContents(step: RecipeStep, versionId: string): Promise<RecipeStep['params']> {
  const change = changeOf(step);
  switch (change?.id) {
    case 'edit-rows':
      return { texts: await readTexts(versionId, () => change.params.edits.map(({ position }) => position)) };
    case 'add-rows': {
      const { length } = change.params.hashes;
      return { texts: await readTexts(versionId, (rows) => Array.from({ length }, (_, at) => rows - length + at)) };
    }
    case 'set-marks':
      return {
        rows: (await readMarked(await loadVersion(versionId), change.params.mark)).map((rows) => ({ ...rows })),
      };
    default:
      return {};
  }
}

async function readTexts(versionId: string, positions: (rows: number) => readonly number[]): Promise<string[]> {
  const version = await loadVersion(versionId);
  const list = new RowList(version);
  const reader = new BlockReader(version.datasetId);
  const texts: string[] = [];
  for (const position of positions(list.count)) {
    const id = await list.idAt(position);
    texts.push(await readRowText(await reader.find(id), id));
  }
  return texts;
}

/** The rows whose value of a mark is another one than in the version before. */
async function readMarked(version: LoadedVersion, name: string): Promise<MarkedRows[]> {
  const beforeId = version.basedOn ?? version.parentId;
  const before = await valuesOf(beforeId === null ? { marks: [] } : await loadVersion(beforeId), name);
  const after = await valuesOf(version, name);
  const { spans = [], files = [] } = (await database.imports.get(version.datasetId)) ?? {};
  const seen = new Map<number, number>();
  const marked: { file: string; row: number; count: number; value: string | null }[] = [];
  for (const { first, count, file } of spans) {
    const rows = seen.get(file) ?? 0;
    seen.set(file, rows + count);
    for (let at = 0; at < count; at++) {
      const value = after(first + at);
      if (value === before(first + at)) continue;
      const last = marked.at(-1);
      const source = { file: files[file] ?? '', row: rows + at + 1 };
      if (last?.file === source.file && last.row + last.count === source.row && last.value === value) last.count++;
      else marked.push({ ...source, count: 1, value });
    }
  }
  return marked;
}

/** The value of a mark by origin; null where a row has none. */
async function valuesOf(
  { marks }: Pick<LoadedVersion, 'marks'>,
  name: string,
): Promise<(origin: number) => string | null> {
  const mark: Pick<Mark, 'segments' | 'dictionary'> | undefined = marks.find((each) => each.name === name);
  if (!mark) return () => null;
  const codeOf = await readMark(mark);
  return (origin) => mark.dictionary[codeOf(origin) - 1] ?? null;
}
