import '../../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { runRecipe } from '../../../../src/core/recipe/run-recipe.ts';
import { breaksLocality } from '../../../../src/core/version/locality.ts';
import { rowsPerTask } from '../../../../src/core/version/segments.ts';
import type { RecipeStep, VersionInfo } from '../../../../src/core/version/version.ts';
import { openStage } from '../../../../src/store/stage.ts';
import { setMeaning } from '../../../../src/store/versions/history.ts';
import { readMark } from '../../../../src/store/versions/mark-segments.ts';
import { loadVersion } from '../../../../src/store/versions/versions.ts';
import applyPass from '../../../../workers/rows/passes/apply.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows, readRows, readTexts } from '../../../support/stored.ts';

const CONTEXT = { columns: ['a'], mapping: { input: 'a', output: null } };
/** Rows of 3 kB, so that a few thousand fill several tasks. */
const ROWS = Array.from({ length: 2_600 }, (_, row) => `{"a":"row ${row % 2_400} ${'x'.repeat(3_000)}"}`);
const step = (id: string, params: RecipeStep['params'] = {}): RecipeStep => ({ step: id, version: 1, params });
const STEPS = [
  step('mark-rows', { mark: 'seven', as: 'lucky', column: 'a', operator: 'contains', value: '7 x' }),
  step('shuffle-rows', { seed: 5 }),
  step('remove-duplicates'),
  step('find-and-replace', { find: '77', replacement: '7_7' }),
];

beforeEach(emptyDatabase);

async function apply(version: VersionInfo, steps: readonly RecipeStep[], workers: number): Promise<VersionInfo> {
  const stage = await openStage(version.datasetId, 'Cleaning of a test');
  try {
    const ran = await runInNode(applyPass, { versionId: version.id, stage: stage.id, steps }, workers);
    if (!ran.ok) throw new Error(ran.failure.kind);
    const commit = await ran.value.led.actions?.commit(stage.id);
    if (!commit?.ok) throw new Error('not committed');
    return commit.value.version;
  } finally {
    await stage.close();
  }
}

describe('a recipe that marks and shuffles', () => {
  it('gives the same rows, marks and digest with any number of workers, and stores far rows together', async () => {
    const wanted = await runRecipe(STEPS, CONTEXT, ROWS);
    if (!wanted.ok) throw new Error(wanted.failure.kind);
    const digests: string[] = [];
    for (const workers of [1, 2, 3]) {
      const before = await importRows(ROWS, { blockBytes: 1 << 20 });
      const version = await apply(before, STEPS, workers);
      digests.push(version.digest);
      expect(version.log).toMatchObject(wanted.value.log);
      const rows = await readRows(version.id);
      expect(rows.every(({ row }, at) => row.text === wanted.value.rows[at])).toBe(true);
      const [mark] = (await loadVersion(version.id)).marks;
      const codeOf = await readMark(mark!);
      const values = rows.map(({ origin }) => mark?.dictionary[codeOf(origin) - 1] ?? null);
      expect(values).toEqual(wanted.value.marks['seven']);
      const ids = Uint32Array.from(rows, ({ id }) => id);
      expect(breaksLocality(ids, rowsPerTask(version))).toBe(false);
    }
    expect(new Set(digests).size).toBe(1);
  });
});

describe('a recipe that merges duplicates', () => {
  const TEXTS = Array.from({ length: 2_600 }, (_, row) => {
    const number = row % 900;
    const source = row >= 1_800 && number % 3 === 0 ? `book ${row}` : '';
    return JSON.stringify({ a: `row ${number} ${'x'.repeat(1_500)}`, source, ...(row % 7 === 0 && { level: row }) });
  });

  const columns = ['a', 'source', 'level'];

  it.each(['first', 'last'])('gives the rows of a run in memory where the %s row stays', async (keep) => {
    const steps = [step('remove-near-duplicates', { find: 'exact', texts: ['a'], merge: true, keep })];
    const wanted = await runRecipe(steps, { ...CONTEXT, columns }, TEXTS);
    if (!wanted.ok) throw new Error(wanted.failure.kind);
    expect(wanted.value.rows).toHaveLength(900);
    const digests: string[] = [];
    for (const workers of [1, 3]) {
      const version = await apply(await importRows(TEXTS, { blockBytes: 1 << 20, columns }), steps, workers);
      digests.push(version.digest);
      expect(version.log).toMatchObject(wanted.value.log);
      expect(await readTexts(version.id)).toEqual(wanted.value.rows);
    }
    expect(new Set(digests).size).toBe(1);
  });
});

describe('a recipe that groups turns', () => {
  const TURNS = Array.from({ length: 3_000 }, (_, row) => {
    const text = `turn ${row} ${'x'.repeat(1_500)}`;
    return JSON.stringify({
      chat_id: row % 700,
      role: row % 1_400 < 700 ? 'user' : 'bot',
      content: row % 50 === 9 ? '' : text,
    });
  });
  const COLUMNS = { conversation: 'chat_id', speaker: 'role', text: 'content' };
  const GROUPED = [
    step('group-conversations', COLUMNS),
    step('find-and-replace', { find: 'turn', replacement: 'said' }),
  ];

  it('gives the same conversations with any number of workers, and can be undone', async () => {
    const wanted = await runRecipe(GROUPED, CONTEXT, TURNS);
    if (!wanted.ok) throw new Error(wanted.failure.kind);
    const digests = new Set<string>();
    for (const workers of [1, 3]) {
      const before = await importRows(TURNS, { blockBytes: 1 << 20 });
      const version = await apply(before, GROUPED, workers);
      digests.add(version.digest);
      expect(version).toMatchObject({ format: 'openai-chat', log: wanted.value.log });
      expect((await readRows(version.id)).map(({ row }) => row.text)).toEqual(wanted.value.rows);
      expect(await readTexts(before.id)).toEqual(TURNS);
      expect(version.parentId).toBe(before.id);
    }
    expect(digests.size).toBe(1);
  });
});

describe('a conversion to a format with places that no row fills', () => {
  it('leaves the columns that rows have, and no others', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, row) => `{"instruction":"Add 1 to ${row}.","input":"","output":"${row + 1}"}`,
    );
    const steps = [step('convert-format', { format: 'agent-platform-sft' })];
    const { datasetId } = await importRows(rows);
    const meant = await setMeaning(
      datasetId,
      1,
      { mapping: { input: null, output: null }, format: 'alpaca' },
      'Alpaca',
    );
    if (!meant.ok) throw new Error(meant.failure.kind);
    const version = await apply(meant.value, steps, 2);
    expect(version.columns.filter((name) => name !== 'a')).toEqual(['contents']);
    const inMemory = await runRecipe(steps, meant.value, rows);
    expect(inMemory.ok && inMemory.value.columns).toEqual(version.columns);
  });
});
