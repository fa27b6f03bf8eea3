import { expect } from 'vitest';
import { lineageOf, recipeOf } from '../../src/core/version/lineage.ts';
import { digestOfReplayed, replay } from '../../src/core/version/replay.ts';
import type { Mapping } from '../../src/core/example/mapping.ts';
import type { RecipeStep, VersionInfo } from '../../src/core/version/version.ts';
import { database } from '../../src/store/database.ts';
import { readMark } from '../../src/store/versions/mark-segments.ts';
import { sliceIds } from '../../src/store/versions/row-list.ts';
import { toSlice } from '../../src/core/version/segments.ts';
import { listVersions, loadVersion } from '../../src/store/versions/versions.ts';
import { readReplay } from '../../src/store/versions/read-replay.ts';
import { datasetOf, readRows } from './stored.ts';

/** A version as plain lists: what the store must give back. */
export interface ModelVersion {
  readonly parent: string | null;
  readonly rows: readonly ModelRow[];
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  /** For each mark the values by imported row. */
  readonly marks: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly recipe: readonly RecipeStep[];
}

export interface ModelRow {
  readonly text: string;
  /** Which imported row it comes from; a number of the model's own. */
  readonly source: number;
}

export interface ModelDataset {
  head: string;
  redo: string[];
  quarantined: number;
  readonly versions: Map<string, ModelVersion>;
}

/** Datasets by id. */
export type Model = Map<string, ModelDataset>;

/** Compares everything that is stored of the datasets with the model. */
export async function checkVersions(model: Model): Promise<void> {
  const stored = (await database.datasets.toCollection().primaryKeys()).sort();
  expect(stored).toEqual([...model.keys()].sort());
  for (const [datasetId, { head, redo, versions, quarantined }] of model) {
    expect(await datasetOf(datasetId)).toMatchObject({ headId: head, redo, quarantined });
    expect(await database.quarantine.where({ datasetId }).count()).toBe(quarantined);
    const listed = await listVersions(datasetId);
    expect(listed.map(({ id }) => id).sort()).toEqual([...versions.keys()].sort());
    for (const [id, version] of versions) {
      expect(recipeOf(listed, id)).toEqual(version.recipe);
      expect(lineageOf(listed, id)[0]?.log.step).toBe('import');
      await checkVersion(id, version);
    }
  }
}

async function checkVersion(id: string, expected: ModelVersion): Promise<void> {
  const version = await loadVersion(id);
  const rows = await readRows(id);
  expect(rows.map(({ row }) => row.text)).toEqual(expected.rows.map(({ text }) => text));
  expect(version).toMatchObject({ parentId: expected.parent, columns: expected.columns, mapping: expected.mapping });
  const values = await Promise.all(
    version.marks.map(async (mark) => {
      const codeOf = await readMark(mark);
      return [mark.name, rows.map(({ origin }) => mark.dictionary[codeOf(origin) - 1])] as const;
    }),
  );
  expect(new Map(values)).toEqual(valuesOf(expected));
  await checkReplay(version, expected);
}

/** In memory, from nothing but the files' rows and the recipe as it would be saved. */
async function checkReplay({ datasetId, id, digest }: VersionInfo, expected: ModelVersion): Promise<void> {
  const { recipe, sources } = await readReplay(datasetId, id);
  const saved: unknown = JSON.parse(JSON.stringify(recipe));
  // The cast: it was a recipe before it became JSON.
  const replayed = await replay(saved as RecipeStep[], sources);
  if (!replayed.ok) throw new Error(replayed.failure.kind);
  const { rows, columns, mapping, conflicts } = replayed.value;
  expect(conflicts).toEqual([]);
  expect(rows.map(({ text }) => text)).toEqual(expected.rows.map(({ text }) => text));
  expect({ columns, mapping }).toEqual({ columns: expected.columns, mapping: expected.mapping });
  expect(await digestOfReplayed(replayed.value)).toBe(digest);
}

/** For each mark the value of each row in list order. */
function valuesOf({ marks, rows }: ModelVersion): Map<string, (string | undefined)[]> {
  return new Map([...marks].map(([name, values]) => [name, rows.map(({ source }) => values.get(source))]));
}

/** Blocks of which no version, import or drop needs a row, and rows that are needed and in no block. */
export async function findStrayBlocks(): Promise<string[]> {
  const needed = new Set<string>();
  const need = (datasetId: string, ids: Iterable<number>): void => {
    for (const id of ids) needed.add(`${datasetId}:${id}`);
  };
  for (const { datasetId, segments } of await database.lists.toArray()) {
    for (const segment of segments) need(datasetId, await sliceIds(toSlice(segment)));
  }
  for (const { datasetId, spans } of await database.imports.toArray()) {
    for (const span of spans) need(datasetId, await sliceIds(span));
  }
  for (const { datasetId, ids } of await database.drops.toArray()) need(datasetId, ids);
  const faults: string[] = [];
  for (const { datasetId, firstRow, count } of await database.blocks.toArray()) {
    const own = Array.from({ length: count }, (_, index) => `${datasetId}:${firstRow + index}`);
    if (!own.some((id) => needed.has(id))) faults.push(`block ${firstRow} is needed by nothing`);
    for (const id of own) needed.delete(id);
  }
  return [...faults, ...[...needed].map((id) => `${id} is in no block`)];
}
