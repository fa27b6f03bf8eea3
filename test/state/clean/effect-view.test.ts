import '../../support/workers-in-node.ts';
import { beforeEach, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import type { EffectPage, EffectQuery } from '../../../src/core/recipe/effect.ts';
import type { HeldRun } from '../../../src/jobs/apply-recipe.ts';
import { Reader } from '../../../src/jobs/reader.ts';
import { EFFECT_ROWS, EffectView } from '../../../src/state/clean/effect-view.svelte.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(emptyDatabase);

const LOST = fail({ kind: 'worker-lost', task: 'Running the steps', why: 'no memory' });

/** A run whose pages come when the test says so; `total` rows of each tab. */
function makeRun(total: number) {
  const asked: { readonly query: EffectQuery; readonly answer: (isThere?: boolean) => void }[] = [];
  const effects = (query: EffectQuery): Promise<Result<EffectPage>> =>
    new Promise((done) => {
      const { tab, from, count, whole = false } = query;
      const rows = Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, at) => ({
        tab,
        at: from + at,
        whole,
      }));
      // The cast: a page shows what it is given.
      const page = { total, rows } as unknown as EffectPage;
      asked.push({ query, answer: (isThere = true) => done(isThere ? ok(page) : LOST) });
    });
  return { source: { kind: 'run', held: { effects } as unknown as HeldRun } as const, asked }; // as above
}

const open = (): EffectView => new EffectView(new Reader());

it('shows what there is to see, until a tab is chosen', () => {
  const view = open();
  view.suggest({ all: 9, removed: 0, changed: 2 } as never);
  expect(view.tab).toBe('changed');
  view.suggest({ all: 9, removed: 1, changed: 2 } as never);
  expect(view.tab).toBe('removed');
  view.choose('all');
  view.suggest({ all: 9, removed: 1, changed: 2 } as never);
  expect(view.tab).toBe('all');
});

it('shows the rows of the last wish, whatever is answered last', async () => {
  const view = open();
  const { source, asked } = makeRun(200);
  const first = view.load(source);
  view.from = EFFECT_ROWS;
  const second = view.load(source);
  asked[1]?.answer();
  await second;
  asked[0]?.answer();
  await first;
  expect([view.loading, view.page?.rows[0]]).toMatchObject([false, { at: EFFECT_ROWS }]);
});

it('says that rows can’t be read only of those that are wished', async () => {
  const view = open();
  const { source, asked } = makeRun(200);
  const first = view.load(source);
  const second = view.load(source);
  asked[1]?.answer();
  await second;
  asked[0]?.answer(false);
  await first;
  expect([view.problem, view.page?.rows.length]).toEqual(['', EFFECT_ROWS]);
  const third = view.load(source);
  asked[2]?.answer(false);
  await third;
  expect([view.problem, view.loading]).toEqual(['These rows can’t be read.', false]);
});

it('shows no rows of the tab before, and the last page where there are fewer now', async () => {
  const view = open();
  const { source, asked } = makeRun(60);
  const first = view.load(source);
  asked[0]?.answer();
  await first;
  view.choose('removed');
  expect(view.page).toBeNull();
  view.from = 500;
  const second = view.load(source);
  asked[1]?.answer();
  await expect.poll(() => asked.length).toBe(3);
  asked[2]?.answer();
  await second;
  expect([view.from, view.page?.rows.length]).toEqual([EFFECT_ROWS, 10]);
});

it('unfolds a row at its place, unless another page is shown by then', async () => {
  const view = open();
  const { source, asked } = makeRun(60);
  const first = view.load(source);
  asked[0]?.answer();
  await first;
  const unfolded = view.unfold(source, 3);
  asked[1]?.answer();
  await unfolded;
  expect(view.page?.rows.slice(2, 4)).toMatchObject([{ whole: false }, { at: 3, whole: true }]);
  const late = view.unfold(source, 5);
  void view.load(source);
  asked[2]?.answer();
  await late;
  expect(view.page?.rows[5]).toMatchObject({ at: 5, whole: false });
});

it('shows the rows of a version as they are, which have nothing removed or changed', async () => {
  const { id } = await importRows(['{"a":1}', '{"a":2}']);
  const view = open();
  const source = { kind: 'rows', versionId: id, rowCount: 2 } as const;
  await view.load(source);
  expect(view.page).toMatchObject({ total: 2, rows: [{ position: 0, kind: 'same' }, { position: 1 }] });
  view.choose('changed');
  await view.load(source);
  expect(view.page).toEqual({ total: 0, rows: [] });
});
