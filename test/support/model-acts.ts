import { expect } from 'vitest';
import type { Result } from '../../src/core/failure.ts';
import type { Mapping } from '../../src/core/recipe/step.ts';
import type { RecipeStep, VersionInfo } from '../../src/core/version/version.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { addRow } from '../../src/store/versions/add-row.ts';
import { editRow } from '../../src/store/versions/edit-row.ts';
import { redo, restore, setMeaning, undo } from '../../src/store/versions/history.ts';
import { setMark } from '../../src/store/versions/marks.ts';
import { importFile } from './import-file.ts';
import type { Model, ModelDataset, ModelRow, ModelVersion } from './model-check.ts';
import { applySteps, datasetOf, readRows } from './stored.ts';

export const ACTS = [
  ...['import', 'append', 'add', 'apply', 'apply', 'edit', 'edit', 'edit', 'mark', 'mark'],
  ...['map', 'undo', 'undo', 'redo', 'restore', 'branch', 'delete'],
] as const;

/** One thing to do. The numbers choose among what there is at that moment. */
export interface Act {
  readonly kind: (typeof ACTS)[number];
  readonly dataset: number;
  readonly at: number;
  readonly what: number;
  readonly rows: readonly number[];
}

const BROKEN = 11;
/** Rows with doubles, with white space to trim, with a second column; the last is not JSON. */
const TEXTS = ['x', ' x', 'x ', 'y', 'y', ' z\t', 'zx'].map((a) => rowOf({ a }));
const ROWS = [...TEXTS, ...['x', ' y', 'y', 'w'].map((a, b) => rowOf({ a, b: b % 2 })), '{"a":'];
const MAPPINGS: readonly Mapping[] = [
  { input: 'a', output: null },
  { input: null, output: 'a' },
  { input: 'a', output: 'b' },
];
const VALUES = ['train', 'test'];

interface Cells {
  readonly a: string;
  readonly b?: number;
}

function rowOf(cells: Cells): string {
  return JSON.stringify(cells);
}

function cellsOf(text: string): Cells {
  // The cast: every row of the model is made by `rowOf`.
  return JSON.parse(text) as Cells;
}

/** What a cleaning step does, told a second time and as simply as can be. */
interface Cleaning {
  readonly step: RecipeStep;
  readonly rows: (rows: readonly ModelRow[]) => readonly ModelRow[];
  readonly columns?: (columns: readonly string[]) => readonly string[];
  readonly mapping?: (mapping: Mapping) => Mapping;
}

const CLEANINGS: readonly Cleaning[] = [
  cleaning(
    'trim-whitespace',
    {},
    mapped((cells) => ({ ...cells, a: cells.a.trim() })),
  ),
  cleaning(
    'find-and-replace',
    { find: 'x', replacement: 'yx' },
    mapped((cells) => ({ ...cells, a: cells.a.replaceAll('x', 'yx') })),
  ),
  cleaning('take-first-rows', { count: 4 }, (rows) => rows.slice(0, 4)),
  cleaning('remove-duplicates', {}, (rows) =>
    rows.filter((row, at) => rows.findIndex(({ text }) => text === row.text) === at),
  ),
  {
    ...cleaning(
      'drop-columns',
      { columns: ['b'] },
      mapped(({ a }) => ({ a })),
    ),
    columns: (columns) => columns.filter((column) => column !== 'b'),
    mapping: ({ input, output }) => ({ input, output: output === 'b' ? null : output }),
  },
];

function cleaning(step: string, params: RecipeStep['params'], rows: Cleaning['rows']): Cleaning {
  return { step: { step, version: 1, params }, rows };
}

function mapped(change: (cells: Cells) => Cells): Cleaning['rows'] {
  return (rows) => rows.map(({ text, source }) => ({ text: rowOf(change(cellsOf(text))), source }));
}

let nextSource = 0;

/** Does it to the store and to the model, and compares what became of the head. */
export async function perform(model: Model, act: Act): Promise<void> {
  if (act.kind === 'import') {
    await importRows(model, act);
    return;
  }
  const id = pick([...model.keys()], act.dataset);
  const dataset = id === undefined ? undefined : model.get(id);
  if (id === undefined || !dataset) return;
  const head = versionOf(dataset, dataset.head);
  switch (act.kind) {
    case 'append':
      await appendRows(id, dataset, head, act);
      break;
    case 'add':
      await addOne(id, dataset, head, act);
      break;
    case 'apply':
      await clean(dataset, dataset.head, act);
      break;
    case 'branch':
      await clean(dataset, pick([...dataset.versions.keys()], act.at) ?? dataset.head, act);
      break;
    case 'edit':
      await edit(id, dataset, head, act);
      break;
    case 'mark':
      await mark(id, dataset, head, act);
      break;
    case 'map': {
      const mapping = pick(MAPPINGS, act.what) ?? head.mapping;
      const set = await setMeaning(id, (await datasetOf(id)).seq, { mapping }, 'Mapping');
      moveOn(dataset, dataset.head, valueOf(set), { ...head, mapping });
      break;
    }
    case 'undo':
      await stepBack(id, dataset, head);
      break;
    case 'redo': {
      const next = dataset.redo.pop();
      const redone = await redo(id, (await datasetOf(id)).seq);
      expect(redone.ok && redone.value.id).toBe(next ?? false);
      if (next !== undefined) dataset.head = next;
      break;
    }
    case 'restore':
      await goBack(id, dataset, pick([...dataset.versions.keys()], act.at) ?? dataset.head);
      break;
    case 'delete':
      // Seldom, or little would be left to look at.
      if (act.what % 4 !== 0) break;
      await deleteDataset(id);
      model.delete(id);
      break;
  }
}

async function importRows(model: Model, { rows }: Act): Promise<void> {
  const report = await importFile('a.jsonl', linesOf(rows));
  const read = readable(rows);
  if (!report.ok || report.value.version.rowCount === 0) {
    // Nothing but broken lines: a dataset all the same, of which this model has no use.
    if (report.ok) await deleteDataset(report.value.datasetId);
    return;
  }
  const { version, datasetId } = report.value;
  const made: ModelVersion = {
    parent: null,
    rows: read,
    columns: columnsOf([], read),
    mapping: { input: 'a', output: null },
    marks: new Map(),
    recipe: version.log.map(stepOf),
  };
  const quarantined = rows.length - read.length;
  model.set(datasetId, { head: version.id, redo: [], quarantined, versions: new Map([[version.id, made]]) });
}

async function appendRows(id: string, dataset: ModelDataset, head: ModelVersion, { rows }: Act): Promise<void> {
  const read = readable(rows);
  const { version } = valueOf(await importFile('a.jsonl', linesOf(rows), id));
  dataset.quarantined += rows.length - read.length;
  const columns = columnsOf(head.columns, read);
  moveOn(dataset, dataset.head, version, { ...head, columns, rows: [...head.rows, ...read] }, true);
}

async function addOne(id: string, dataset: ModelDataset, head: ModelVersion, { what }: Act): Promise<void> {
  const [row] = readable([what % BROKEN]);
  if (!row) return;
  const added = valueOf(await addRow(id, row.text, 'Added'));
  const columns = columnsOf(head.columns, [row]);
  moveOn(dataset, dataset.head, added, { ...head, columns, rows: [...head.rows, row] });
}

async function clean(dataset: ModelDataset, parentId: string, { what, rows }: Act): Promise<void> {
  const parent = versionOf(dataset, parentId);
  const chosen = [what, ...rows.slice(1, 2)].flatMap((index) => pick(CLEANINGS, index) ?? []);
  const { version } = await applySteps(
    parentId,
    chosen.map(({ step }) => step),
  );
  const cleaned = chosen.reduce<ModelVersion>(
    (before, each) => ({
      ...before,
      rows: each.rows(before.rows),
      columns: each.columns?.(before.columns) ?? before.columns,
      mapping: each.mapping?.(before.mapping) ?? before.mapping,
    }),
    parent,
  );
  moveOn(dataset, parentId, version, cleaned);
}

async function edit(id: string, dataset: ModelDataset, head: ModelVersion, { at, what }: Act): Promise<void> {
  if (head.rows.length === 0) return;
  const position = at % head.rows.length;
  const before = head.rows[position];
  const text = ROWS[what % BROKEN] ?? '';
  if (!before) return;
  const edited = valueOf(await editRow(id, position, before.text, text));
  const row = { ...before, text };
  const columns = text === before.text ? head.columns : columnsOf(head.columns, [row]);
  moveOn(dataset, dataset.head, edited, { ...head, columns, rows: head.rows.with(position, row) });
}

async function mark(id: string, dataset: ModelDataset, head: ModelVersion, { at, what, rows }: Act): Promise<void> {
  const stored = await readRows(dataset.head);
  const name = pick(['split', 'tag'], what) ?? '';
  const positions = [...new Set(rows)].filter((position) => position < stored.length);
  const code = at % 3;
  const set = await setMark(id, (await datasetOf(id)).seq, {
    name,
    dictionary: VALUES,
    rows: Uint32Array.from(positions),
    values: Uint16Array.from(positions, () => code),
  });
  const values = new Map(head.marks.get(name));
  for (const position of positions) {
    const source = head.rows[position]?.source ?? -1;
    const value = VALUES[code - 1];
    if (value === undefined) values.delete(source);
    else values.set(source, value);
  }
  const isSame = JSON.stringify([...values]) === JSON.stringify([...(head.marks.get(name) ?? [])]);
  moveOn(dataset, dataset.head, valueOf(set), {
    ...head,
    marks: isSame ? head.marks : new Map(head.marks).set(name, values),
  });
}

async function stepBack(id: string, dataset: ModelDataset, { parent }: ModelVersion): Promise<void> {
  const undone = await undo(id, (await datasetOf(id)).seq);
  expect(undone.ok && undone.value.id).toBe(parent ?? false);
  if (parent === null) return;
  dataset.redo.push(dataset.head);
  dataset.head = parent;
}

async function goBack(id: string, dataset: ModelDataset, target: string): Promise<void> {
  const restored = valueOf(await restore(id, (await datasetOf(id)).seq, target));
  if (target === dataset.head) expect(restored.id).toBe(target);
  else {
    dataset.versions.set(restored.id, { ...versionOf(dataset, target), parent: dataset.head });
    dataset.head = restored.id;
    dataset.redo = [];
  }
}

/** The model takes over a version, or none where nothing changed: that the store and the model must agree on. */
function moveOn(dataset: ModelDataset, parent: string, made: VersionInfo, version: ModelVersion, always = false): void {
  const before = versionOf(dataset, parent);
  const changed = always || contentOf(version) !== contentOf(before);
  expect(made.id !== parent).toBe(changed);
  if (!changed) return;
  const recipe = [...before.recipe, ...made.log.map(stepOf)];
  dataset.versions.set(made.id, { ...version, parent, recipe });
  // On any other version than the head it is a branch.
  if (dataset.head !== parent) return;
  dataset.head = made.id;
  dataset.redo = [];
}

function contentOf({ rows, columns, mapping, marks }: ModelVersion): string {
  const values = [...marks].map(([name, of]) => [name, rows.map(({ source }) => of.get(source) ?? null)]).sort();
  return JSON.stringify([rows.map(({ text }) => text), columns, mapping, values]);
}

function versionOf({ versions }: ModelDataset, id: string): ModelVersion {
  const version = versions.get(id);
  if (!version) throw new Error(`version ${id} is not in the model`);
  return version;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function stepOf({ step, version, params }: RecipeStep): RecipeStep {
  return { step, version, params };
}

function pick<T>(from: readonly T[], index: number): T | undefined {
  return from[index % from.length];
}

function linesOf(rows: readonly number[]): string[] {
  return rows.map((row) => ROWS[row] ?? '');
}

function readable(rows: readonly number[]): ModelRow[] {
  return rows.filter((row) => row !== BROKEN).map((row) => ({ text: ROWS[row] ?? '', source: nextSource++ }));
}

function columnsOf(before: readonly string[], rows: readonly ModelRow[]): string[] {
  return [...new Set([...before, ...rows.flatMap(({ text }) => Object.keys(cellsOf(text)))])];
}
