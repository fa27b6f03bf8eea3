import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EvaluationView, PAGE_ROWS } from '../../../src/state/evaluation/evaluation-view.svelte.ts';
import type { App } from '../../../src/state/frame/app.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { database } from '../../../src/store/database.ts';
import { getEvaluation } from '../../../src/store/evaluation/evaluations.ts';
import { storeJudged } from '../../support/judged-answers.ts';
import { emptyDatabase } from '../../support/stored.ts';

const ROWS = 120;
const stops: (() => void)[] = [];

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
  await storeJudged(ROWS);
});

afterEach(() => {
  vi.restoreAllMocks();
  stops.splice(0).forEach((stop) => stop());
});

/** The page of an evaluation, scored. */
async function open() {
  const notices = new Notices();
  // The cast: nothing is asked of Google here.
  const view = new EvaluationView('e', { notices, google: {} } as unknown as Pick<App, 'google' | 'notices'>);
  stops.push(view.watch());
  await vi.waitUntil(() => view.evaluation);
  view.follow();
  await vi.waitUntil(() => view.scores);
  return { view, notices };
}

const positions = (view: EvaluationView): number[] => view.rows.map(({ index }) => index);

it('shows the rows of a page, and how many each filter shows', async () => {
  const { view } = await open();
  expect(view.counts).toMatchObject({ all: ROWS, different: 80, regression: 80, improvement: 0, error: 0 });
  expect([view.progress, view.pages]).toEqual([{ done: 240, total: 240 }, 3]);
  view.page = 2;
  view.readRows();
  await expect.poll(() => positions(view)).toEqual(Array.from({ length: 20 }, (_, at) => 100 + at));
  expect(view.rows[0]?.answers.map((answer) => answer?.answer?.text)).toEqual(['yes', 'no 100']);
});

it('begins each filter at its first page', async () => {
  const { view } = await open();
  view.page = 2;
  view.choose('regression');
  view.readRows();
  expect([view.page, view.pages]).toEqual([0, 2]);
  await expect.poll(() => positions(view).slice(0, 4)).toEqual([1, 2, 4, 5]);
  expect(view.rows).toHaveLength(PAGE_ROWS);
});

it('shows the rows of the filter that was chosen last, whatever is read last', async () => {
  const { view } = await open();
  const read = database.evaluationRows.bulkGet.bind(database.evaluationRows);
  let goOn: () => void = () => undefined;
  const late = new Promise<void>((go) => (goOn = go));
  vi.spyOn(database.evaluationRows, 'bulkGet').mockImplementationOnce(((keys: [string, number][]) =>
    late.then(() => read(keys))) as unknown as typeof read);
  view.readRows();
  view.choose('different');
  view.readRows();
  await expect.poll(() => positions(view).slice(0, 2)).toEqual([1, 2]);
  goOn();
  await new Promise((done) => setTimeout(done, 50));
  expect(positions(view).slice(0, 2)).toEqual([1, 2]);
});

it('says where rows can’t be read', async () => {
  const { view, notices } = await open();
  vi.spyOn(database.evaluationRows, 'bulkGet').mockRejectedValueOnce(new Error('the disk is gone'));
  view.readRows();
  await expect.poll(() => notices.failed.length).toBe(1);
});

it('says where scores can’t be made', async () => {
  passes.break('score-evaluation', { kind: 'storage-lost', what: 'these answers' });
  const notices = new Notices();
  const view = new EvaluationView('e', { notices, google: {} } as unknown as Pick<App, 'google' | 'notices'>);
  stops.push(view.watch());
  await vi.waitUntil(() => view.evaluation);
  view.follow();
  await expect.poll(() => notices.failed.length).toBe(1);
  expect([view.scores, view.counts.different]).toEqual([null, 0]);
});

it('removes an evaluation with all that belongs to it', async () => {
  const { view } = await open();
  await view.remove();
  expect(await getEvaluation('e')).toBeUndefined();
  await expect.poll(() => view.evaluation).toBeUndefined();
});
