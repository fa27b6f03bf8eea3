import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { fieldChanges } from '../../../src/core/diff/field-changes.ts';
import type { EffectRow, EffectTab } from '../../../src/core/recipe/effect.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import { newestStep } from '../../../src/core/steps/index.ts';
import type { Row } from '../../../src/core/row/row.ts';
import type { RecipeStep, VersionInfo } from '../../../src/core/version/version.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { openStage } from '../../../src/store/stage.ts';
import { setMeaning } from '../../../src/store/versions/history.ts';
import applyPass from '../../../workers/rows/passes/apply.ts';
import { runInNode } from '../../support/run-in-node.ts';
import { emptyDatabase, importRows, readRows } from '../../support/stored.ts';

const step = (id: string, params: RecipeStep['params'] = {}, keep?: readonly string[]): RecipeStep => ({
  ...{ step: id, version: newestStep(id)?.version ?? 1, params },
  ...(keep && { keep }),
});

const RECIPES: Readonly<Record<string, readonly RecipeStep[]>> = {
  trim: [step('trim-whitespace')],
  replace: [step('find-and-replace', { find: 'e', replacement: 'E' })],
  'replace and back': [
    step('find-and-replace', { find: 'e', replacement: 'E' }),
    step('remove-duplicates'),
    step('find-and-replace', { find: 'E', replacement: 'e' }),
  ],
  short: [step('drop-short-outputs', { minimum: 4 })],
  empty: [step('trim-whitespace'), step('drop-empty-rows')],
  duplicates: [step('remove-duplicates')],
  'shuffled and cut': [step('shuffle-rows', { seed: 3 }), step('take-first-rows', { count: 20 })],
  converted: [step('convert-format', { format: 'agent-platform-sft' })],
};

const FORMATS = ['alpaca', 'sharegpt', 'openai-chat', 'prompt-completion', 'agent-platform-sft'];

/** Rows of a format: its samples with odd texts, equal ones, and one of a megabyte. */
function rowsOf(format: string): string[] {
  const samples = findFormat(format)?.samples ?? [];
  const odd = (text: string) => [text, `  ${text} `, text.replace(/\w+/, ''), `${text} e ${'more '.repeat(300)}`];
  const rows = samples.flatMap((sample) => {
    return [0, 1, 2, 3].map((kind) => JSON.stringify(changeTexts(sample, (text) => odd(text)[kind] ?? text)));
  });
  const huge = JSON.stringify(changeTexts(samples[0], (text) => `${text} ${'one e two three '.repeat(30_000)}`));
  return [...rows, ...rows.slice(0, 6), huge, ...rows.slice(2, 4)];
}

/** The longest texts of a row changed: those that name roles stay. */
function changeTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return value.includes(' ') ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => changeTexts(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changeTexts(item, change)]));
}

async function importAs(format: string, rows: readonly string[]): Promise<VersionInfo> {
  const version = await importRows(rows, { blockBytes: 1 << 20, pageRows: 16 });
  const seq = (await getDataset(version.datasetId))?.seq ?? 0;
  const meant = await setMeaning(version.datasetId, seq, { mapping: { input: null, output: null }, format }, format);
  if (!meant.ok) throw new Error(meant.failure.kind);
  return meant.value;
}

/** Runs a recipe, looks at all of its effect, and commits it. */
async function lookAndApply(base: VersionInfo, steps: readonly RecipeStep[]) {
  const stage = await openStage(base.datasetId, 'Cleaning of a test');
  try {
    const ran = await runInNode(applyPass, { versionId: base.id, stage: stage.id, steps }, 2);
    if (!ran.ok) throw new Error(JSON.stringify(ran.failure));
    const { output, actions } = ran.value.led;
    const look = async (tab: EffectTab, whole = false): Promise<readonly EffectRow[]> => {
      const rows: EffectRow[] = [];
      for (;;) {
        const page = await actions?.effects({ tab, from: rows.length, count: 7, whole });
        if (!page?.ok) throw new Error('no page');
        rows.push(...page.value.rows);
        if (rows.length >= page.value.total) return rows;
        if (page.value.rows.length === 0) throw new Error('an empty page');
      }
    };
    const effects = { all: await look('all'), changed: await look('changed', true), removed: await look('removed') };
    const commit = await actions?.commit(stage.id);
    if (!commit?.ok) throw new Error('not committed');
    return { ...effects, counts: output.counts, version: commit.value.version };
  } finally {
    await stage.close();
  }
}

beforeEach(emptyDatabase);

describe('what a preview shows as changed', () => {
  const pairs = FORMATS.flatMap((format) => Object.keys(RECIPES).map((recipe) => [recipe, format] as const));

  it.each(pairs)('is the difference of the stored rows: %s of %s', async (recipe, format) => {
    const base = await importAs(format, rowsOf(format));
    const before = await readRows(base.id);
    const seen = await lookAndApply(base, RECIPES[recipe] ?? []);
    const after = await readRows(seen.version.id);
    const placeOf = new Map(before.map(({ origin }, position) => [origin, position]));
    const pairsOfRows = after.map(({ row, origin }): readonly [number, Row, Row] => {
      const position = placeOf.get(origin) ?? -1;
      return [position, before[position]!.row, row];
    });
    const changed = pairsOfRows.filter(([, old, young]) => !old.equals(young));
    expect(seen.changed.map(({ position }) => position)).toEqual(changed.map(([position]) => position));
    for (const [index, [, old, young]] of changed.entries()) {
      const fields = seen.changed[index]?.changes?.fields ?? [];
      const wanted = fieldChanges(old, young);
      expect(fields).toHaveLength(wanted.length);
      for (const [at, field] of fields.entries()) {
        const text = (without: string) =>
          field.runs.reduce(
            (sum, run) =>
              sum + (run.kind === without ? 0 : run.text.length + (run.skipped ?? 0) + (run.rest?.length ?? 0)),
            0,
          );
        if (field.kind !== 'new') expect(text('new')).toBe(wanted[at]?.before?.text.length);
        if (field.kind !== 'gone') expect(text('gone')).toBe(wanted[at]?.after?.text.length);
      }
    }
    const left = new Set(pairsOfRows.map(([position]) => position));
    const gone = before.flatMap((_, position) => (left.has(position) ? [] : [position]));
    expect(seen.removed.map(({ position }) => position)).toEqual(gone);
    expect(seen.counts).toEqual({
      ...{ before: before.length, after: after.length },
      ...{ changed: changed.length, removed: gone.length },
    });
    expect(seen.all).toHaveLength(before.length);
    expect(seen.all.filter(({ kind }) => kind === 'removed').map(({ position }) => position)).toEqual(gone);
  });
});

describe('a row that a step would drop', () => {
  const ROWS = ['{"a":" yes "}', '{"a":"one two three"}', '{"a":"no"}', '{"a":"one two three"}'];
  const CONTEXT = [step('trim-whitespace'), step('drop-short-outputs', { columns: ['a'] }), step('remove-duplicates')];

  it('is shown with its reason, the row that stays, and the hash by which it is kept', async () => {
    const base = await importRows(ROWS);
    const { removed } = await lookAndApply(base, CONTEXT);
    expect(removed.map(({ position, removed: why }) => [position, why?.step, why?.kept?.position])).toEqual([
      [0, 1, undefined],
      [2, 1, undefined],
      [3, 2, 1],
    ]);
  });

  it('stays where the step is told to keep it, whatever was done to it before', async () => {
    const base = await importRows(ROWS);
    const { removed } = await lookAndApply(base, CONTEXT);
    const [first, , twin] = removed.map((row) => row.removed?.hash ?? '');
    const again = await importRows(ROWS);
    const steps = [CONTEXT[0]!, { ...CONTEXT[1]!, keep: [first ?? ''] }, { ...CONTEXT[2]!, keep: [twin ?? ''] }];
    const { version } = await lookAndApply(again, steps);
    expect((await readRows(version.id)).map(({ row }) => row.text)).toEqual([
      '{"a":"yes"}',
      '{"a":"one two three"}',
      '{"a":"one two three"}',
    ]);
    expect(version.log.map(({ keep }) => keep)).toEqual([undefined, [first], [twin]]);
  });
});

describe('a recipe that begins at an older version', () => {
  it('makes a version that follows on the head and is based on the older one', async () => {
    const base = await importRows(['{"a":" x "}', '{"a":"y"}']);
    const { version: head } = await lookAndApply(base, [step('trim-whitespace')]);
    const stage = await openStage(base.datasetId, 'Cleaning of a test');
    const steps = [step('find-and-replace', { find: 'y', replacement: 'z' })];
    const ran = await runInNode(applyPass, { versionId: base.id, parentId: head.id, stage: stage.id, steps }, 1);
    const commit = ran.ok ? await ran.value.led.actions?.commit(stage.id) : undefined;
    await stage.close();
    if (!commit?.ok) throw new Error('not committed');
    expect(commit.value).toMatchObject({ branched: false, version: { parentId: head.id, basedOn: base.id } });
    expect((await readRows(commit.value.version.id)).map(({ row }) => row.text)).toEqual(['{"a":" x "}', '{"a":"z"}']);
  });
});
