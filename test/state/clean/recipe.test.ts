import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import type { Step } from '../../../src/core/recipe/step.ts';
import { findStep } from '../../../src/core/steps/index.ts';
import { Recipe } from '../../../src/state/clean/recipe.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { undo } from '../../../src/store/versions/history.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { pass, stopTime } from '../../support/stopped-time.ts';
import { datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});

const recipes: Recipe[] = [];
afterEach(() => recipes.splice(0).forEach((recipe) => recipe.stop()));

const ROWS = Array.from({ length: 30 }, (_, row) => JSON.stringify({ a: ` row ${row} ` }));
const WAIT = { timeout: 5_000, interval: 10 };

function step(id: string): Step {
  const found = findStep(id, 1);
  if (!found) throw new Error(`there is no step "${id}"`);
  return found;
}
const TAKE = step('take-first-rows');
const TRIM = step('trim-whitespace');
const REPLACE = step('find-and-replace');
const RENAME = step('rename-columns');

/** A recipe page of a dataset, looking at its head. */
async function openPage(datasetId: string) {
  const failures: string[] = [];
  const recipe = new Recipe(datasetId, new Tasks(), (result: Result<unknown>) => {
    if (!result.ok) failures.push(result.failure.kind);
  });
  recipes.push(recipe);
  /** What the page does whenever the head or the versions change. */
  const look = async (): Promise<void> => {
    const versions = await listVersions(datasetId);
    const { headId } = await datasetOf(datasetId);
    const head = versions.find(({ id }) => id === headId);
    if (head) await recipe.lookAt(head, versions);
  };
  await look();
  return { recipe, failures, look };
}

async function open() {
  const version = await importRows(ROWS);
  return { version, ...(await openPage(version.datasetId)) };
}

const texts = async (datasetId: string): Promise<string[]> => readTexts((await datasetOf(datasetId)).headId);
const ids = (recipe: Recipe): string[] => recipe.cards.map((card) => card.step.id);
const begun = (name: string): number => passes.begun.filter((each) => each === name).length;

describe('the cards of a recipe', () => {
  it('show what each does to all rows', async () => {
    const { recipe } = await open();
    const trim = recipe.add(TRIM, {});
    const take = recipe.add(TAKE, { count: 10 });
    expect([recipe.canApply, recipe.exact]).toEqual([true, null]);
    await vi.waitUntil(() => recipe.exact, WAIT);
    expect([trim.exact?.changed, Object.values(take.exact?.dropped ?? {})]).toEqual([30, [20]]);
    expect(recipe.exact?.map(({ step: id }) => id)).toEqual(['trim-whitespace', 'take-first-rows']);
  });

  it('show no count of other arguments, also where it comes late', async () => {
    const { recipe } = await open();
    const take = recipe.add(TAKE, { count: 9 });
    await vi.waitUntil(() => take.exact, WAIT);
    const early = passes.stop('apply');
    recipe.set(take, 'count', 10);
    expect(take.exact).toBeNull();
    await vi.waitUntil(() => begun('apply') === 2, WAIT);
    passes.reset();
    recipe.set(take, 'count', 25);
    expect(recipe.exact).toBeNull();
    early();
    await vi.waitUntil(() => take.exact, WAIT);
    expect(Object.values(take.exact?.dropped ?? {})).toEqual([5]);
  });

  it('can’t be applied while one is wrong; those before it are counted', async () => {
    const { recipe } = await open();
    const take = recipe.add(TAKE, { count: 10 });
    const replace = recipe.add(REPLACE, {});
    expect([recipe.hasError, recipe.canApply, recipe.running, await recipe.apply()]).toEqual([
      true,
      false,
      [take],
      null,
    ]);
    await vi.waitUntil(() => take.exact, WAIT);
    expect(recipe.exact).toBeNull();
    recipe.set(replace, 'find', 'row');
    expect([recipe.hasError, recipe.canApply]).toEqual([false, true]);
    recipe.set(replace, 'find', '');
    recipe.toggle(replace, false);
    expect([recipe.hasError, recipe.canApply]).toEqual([false, true]);
  });

  it('are moved within their list, and nowhere else', async () => {
    const { recipe } = await open();
    const [one, two] = [recipe.add(TRIM, {}), recipe.add(TAKE, { count: 10 })];
    recipe.moveTo(two, 0);
    expect(recipe.cards).toEqual([two, one]);
    recipe.moveTo(two, 2);
    recipe.moveTo(two, -1);
    expect(recipe.cards).toEqual([two, one]);
    recipe.remove(two);
    expect(ids(recipe)).toEqual(['trim-whitespace']);
  });

  it('of steps that this program does not have are left out by name', async () => {
    const { recipe } = await open();
    const unknown = recipe.addAll([
      { step: 'of-tomorrow', version: 1, params: {} },
      { step: 'take-first-rows', version: 1, params: { count: 1 } },
    ]);
    expect([unknown, ids(recipe)]).toEqual([['of-tomorrow'], ['take-first-rows']]);
  });

  it('are there again after a reload, for each version its own', async () => {
    const { recipe, version } = await open();
    recipe.add(TAKE, { count: 7 });
    recipe.stop();
    await vi.waitUntil(async () => ids((await openPage(version.datasetId)).recipe).length === 1, WAIT);
    const { recipe: again } = await openPage(version.datasetId);
    expect(again.cards[0]?.params).toMatchObject({ count: 7 });
  });

  it('that are added before anything is loaded stay', async () => {
    const version = await importRows(ROWS);
    const recipe = new Recipe(version.datasetId, new Tasks(), () => undefined);
    recipes.push(recipe);
    const looked = recipe.lookAt(version, [version]);
    recipe.add(TAKE, { count: 7 });
    await looked;
    expect([ids(recipe), recipe.canApply]).toEqual([['take-first-rows'], true]);
  });

  it('let a row stay that they would drop, and take that back', async () => {
    const { recipe } = await open();
    const take = recipe.add(TAKE, { count: 7 });
    recipe.keepRow(take, 'abc');
    recipe.keepRow(take, 'abc');
    expect(take.recipeStep.keep).toEqual(['abc']);
    recipe.keepNone(take);
    expect(take.recipeStep).not.toHaveProperty('keep');
  });
});

describe('what is changed', () => {
  afterEach(() => vi.useRealTimers());

  /** Whether the count runs after so many milliseconds. */
  function isCounting({ run }: Recipe, ms: number): boolean {
    pass(ms);
    return run.counting !== null;
  }

  /** Cards that are counted. */
  async function openCounted() {
    const { recipe, look } = await open();
    const cards = {
      trim: recipe.add(TRIM, {}),
      replace: recipe.add(REPLACE, { find: 'row' }),
      take: recipe.add(TAKE, { count: 7 }),
      rename: recipe.add(RENAME, { renames: [{ from: 'a', to: 'c' }] }),
    };
    await vi.waitUntil(() => recipe.exact, WAIT);
    stopTime();
    return { recipe, look, ...cards };
  }

  it('by a choice is counted a moment later', async () => {
    const { recipe, trim, replace, take } = await openCounted();
    const choices = {
      columns: () => recipe.set(trim, 'columns', ['a']),
      'a switch': () => recipe.set(replace, 'matchCase', false),
      'a choice': () => recipe.set(replace, 'mode', 'regex'),
      'a move': () => recipe.moveTo(take, 0),
      off: () => recipe.toggle(trim, false),
      on: () => recipe.toggle(trim, true),
      'a row kept': () => recipe.keepRow(take, 'abc'),
      'no row kept': () => recipe.keepNone(take),
      'one removed': () => recipe.remove(replace),
      'one added': () => recipe.add(REPLACE, { find: 'o' }),
      'more added': () => recipe.addAll([{ step: 'take-first-rows', version: 1, params: { count: 3 } }]),
    };
    for (const [name, choose] of Object.entries(choices)) {
      choose();
      expect([isCounting(recipe, 199), isCounting(recipe, 1)], name).toEqual([false, true]);
    }
  });

  it('by typing is counted after a pause', async () => {
    const { recipe, replace, rename, take } = await openCounted();
    const typed = {
      'a text': () => recipe.set(replace, 'find', 'ro'),
      'a number': () => recipe.set(take, 'count', 70),
      'a name': () => recipe.set(rename, 'renames', [{ from: 'a', to: 'b' }]),
    };
    for (const [name, type] of Object.entries(typed)) {
      type();
      expect([isCounting(recipe, 249), isCounting(recipe, 1)], name).toEqual([false, true]);
    }
  });

  it('by typing is waited for also where the page looks again', async () => {
    const { recipe, look, take } = await openCounted();
    recipe.set(take, 'count', 70);
    await look();
    expect([isCounting(recipe, 249), isCounting(recipe, 1)]).toEqual([false, true]);
  });

  it('by typing in another tab is waited for', async () => {
    const { recipe, version } = await open();
    const { recipe: other } = await openPage(version.datasetId);
    stopTime();
    other.add(TAKE, { count: 7 });
    other.drafts.flush();
    // What the store tells comes by a timer: time passes step by step until then.
    await vi.waitUntil(() => recipe.cards.length === 1, { timeout: 5_000, interval: 1 });
    expect([isCounting(recipe, 200), isCounting(recipe, 50)]).toEqual([false, true]);
  });

  it('before the page is opened is counted then', async () => {
    const version = await importRows(ROWS);
    const recipe = new Recipe(version.datasetId, new Tasks(), () => undefined);
    recipes.push(recipe);
    recipe.add(TAKE, { count: 7 });
    await recipe.drafts.load();
    stopTime();
    await recipe.lookAt(version, [version]);
    expect(isCounting(recipe, 200)).toBe(true);
  });

  it('by Apply is looked back at', async () => {
    const { recipe, version } = await open();
    recipe.add(TAKE, { count: 10 });
    await recipe.apply();
    const { recipe: again } = await openPage(version.datasetId);
    stopTime();
    again.lookBack();
    expect(isCounting(again, 200)).toBe(true);
  });
});

describe('apply', () => {
  it('makes a version of what the cards say, which are then applied', async () => {
    const { recipe, version, look } = await open();
    const take = recipe.add(TAKE, { count: 10 }, true);
    const applied = await recipe.apply();
    expect(applied).toMatchObject({ ok: true, value: { version: { rowCount: 10, parentId: version.id } } });
    await look();
    expect([recipe.pending.kind, recipe.canApply, take.open, recipe.isApplied(take)]).toEqual([
      'none',
      false,
      false,
      true,
    ]);
    expect([recipe.result?.rowsIn, Object.values(take.exact?.dropped ?? {})]).toEqual([30, [20]]);
    expect(await recipe.apply()).toBeNull();
  });

  it('runs only what was added since, on the head', async () => {
    const { recipe, version, look } = await open();
    recipe.add(TAKE, { count: 10 });
    await recipe.apply();
    await look();
    const trim = recipe.add(TRIM, {});
    expect([recipe.pending, recipe.running]).toEqual([{ kind: 'more', from: 1 }, [trim]]);
    await recipe.apply();
    expect((await texts(version.datasetId))[9]).toBe('{"a":"row 9"}');
    expect((await listVersions(version.datasetId)).map(({ log }) => log.length)).toEqual([1, 1, 1]);
  });

  it('runs all again on the rows before them where an applied one was changed', async () => {
    const { recipe, version, look } = await open();
    const take = recipe.add(TAKE, { count: 10 });
    await recipe.apply();
    await look();
    recipe.set(take, 'count', 20);
    expect(recipe.pending.kind).toBe('again');
    await recipe.apply();
    expect(await texts(version.datasetId)).toHaveLength(20);
  });

  it('says that nothing changed, and makes no version then', async () => {
    const { recipe, version } = await open();
    recipe.add(TAKE, { count: 1_000 });
    expect(await recipe.apply()).toMatchObject({ ok: true, value: { changed: false } });
    expect([recipe.result, await listVersions(version.datasetId)]).toMatchObject([null, [{ id: version.id }]]);
  });

  it('that fails leaves the cards as they are, to be applied again', async () => {
    const { recipe, version } = await open();
    recipe.add(TAKE, { count: 10 });
    passes.break('apply.commit', { kind: 'storage-full' });
    expect(await recipe.apply()).toMatchObject({ ok: false, failure: { kind: 'storage-full' } });
    expect([recipe.pending.kind, recipe.canApply, recipe.result]).toEqual(['more', true, null]);
    passes.reset();
    await recipe.apply();
    expect(await texts(version.datasetId)).toHaveLength(10);
  });

  it('is pressed once while it runs', async () => {
    const { recipe, version } = await open();
    recipe.add(TAKE, { count: 10 });
    const [first, second] = [recipe.apply(), recipe.apply()];
    expect([await second, (await first)?.ok]).toEqual([null, true]);
    expect(await listVersions(version.datasetId)).toHaveLength(2);
  });

  it('keeps what is changed meanwhile, which waits then', async () => {
    const { recipe, version, look } = await open();
    const take = recipe.add(TAKE, { count: 10 });
    const go = passes.stop('apply');
    const applied = recipe.apply();
    await vi.waitUntil(() => begun('apply') === 1, WAIT);
    recipe.set(take, 'count', 5);
    recipe.add(TRIM, {});
    go();
    expect(await applied).toMatchObject({ ok: true, value: { version: { rowCount: 10 } } });
    await look();
    expect([recipe.pending.kind, recipe.cards.map((card) => card.params['count'])]).toEqual(['again', [5, undefined]]);
    await vi.waitUntil(() => recipe.exact, WAIT);
    expect(Object.values(take.exact?.dropped ?? {})).toEqual([25]);
    await recipe.apply();
    expect(await texts(version.datasetId)).toEqual(
      ROWS.slice(0, 5).map((text) => text.replace('" ', '"').replace(' "', '"')),
    );
  });

  it('counts what was added meanwhile on the rows that it leaves', async () => {
    const { recipe, look } = await open();
    recipe.add(TAKE, { count: 10 });
    const go = passes.stop('apply');
    const applied = recipe.apply();
    await vi.waitUntil(() => begun('apply') === 1, WAIT);
    const trim = recipe.add(TRIM, {});
    await new Promise((done) => setTimeout(done, 300));
    go();
    await applied;
    await look();
    await vi.waitUntil(() => recipe.exact, WAIT);
    expect(recipe.exact?.map((log) => log.step)).toEqual(['trim-whitespace']);
    expect([recipe.running, trim.exact?.changed]).toEqual([[trim], 10]);
  });

  it('goes on when its page is left', async () => {
    const { recipe, version } = await open();
    recipe.add(TAKE, { count: 10 });
    const go = passes.stop('apply');
    const applied = recipe.apply();
    await vi.waitUntil(() => begun('apply') === 1, WAIT);
    recipe.stop();
    go();
    expect(await applied).toMatchObject({ ok: true });
    expect(await texts(version.datasetId)).toHaveLength(10);
    const { recipe: again } = await openPage(version.datasetId);
    expect([again.pending.kind, ids(again)]).toEqual(['none', ['take-first-rows']]);
  });

  it('that became a branch leaves the cards waiting on the new head', async () => {
    const { recipe, version, look } = await open();
    recipe.add(TAKE, { count: 10 });
    await vi.waitUntil(() => recipe.exact, WAIT);
    await editRow(version.datasetId, 0, ROWS[0] ?? '', '{"a":"edited"}');
    expect(await recipe.apply()).toMatchObject({ ok: true, value: { branched: true } });
    expect(recipe.result).toBeNull();
    await look();
    expect([recipe.result, recipe.pending.kind, ids(recipe)]).toEqual([null, 'more', ['take-first-rows']]);
  });
});

describe('moves along the history', () => {
  it('show the cards as they were before Apply after Undo', async () => {
    const { recipe, version, look } = await open();
    recipe.add(TAKE, { count: 10 });
    await recipe.apply();
    await look();
    await undo(version.datasetId, (await datasetOf(version.datasetId)).seq);
    await look();
    expect([ids(recipe), recipe.pending.kind, recipe.result]).toEqual([['take-first-rows'], 'more', null]);
  });

  it('leave what was changed when that is wished', async () => {
    const { recipe, look } = await open();
    const take = recipe.add(TAKE, { count: 10 });
    await recipe.apply();
    await look();
    recipe.set(take, 'count', 3);
    recipe.add(TRIM, {});
    recipe.reset();
    expect([ids(recipe), recipe.cards[0]?.params['count'], recipe.pending.kind]).toEqual([
      ['take-first-rows'],
      10,
      'none',
    ]);
  });

  it('can be looked back at: nothing is stored', async () => {
    const { recipe, version } = await open();
    recipe.add(TAKE, { count: 10 });
    await recipe.apply();
    const { recipe: again } = await openPage(version.datasetId);
    again.lookBack();
    await vi.waitUntil(() => again.run.held, WAIT);
    expect([again.run.held?.counts.removed, again.effectCards.length]).toEqual([20, 1]);
    expect(await listVersions(version.datasetId)).toHaveLength(2);
  });
});
