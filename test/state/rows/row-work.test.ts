import '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Reader } from '../../../src/jobs/reader.ts';
import type { OpenDataset } from '../../../src/state/dataset/open-dataset.ts';
import { Dataset } from '../../../src/state/dataset/dataset.svelte.ts';
import type { App } from '../../../src/state/frame/app.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import type { RowDraft } from '../../../src/state/rows/row-draft.svelte.ts';
import { RowEdits } from '../../../src/state/rows/row-edits.svelte.ts';
import { RowWork } from '../../../src/state/rows/row-work.svelte.ts';
import { RowsView } from '../../../src/state/rows/rows-view.svelte.ts';
import { readJudged } from '../../../src/store/versions/judge.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

const ROWS = ['{"a":"tea","n":1.0}', '{"a":"milk"}', '{"a":"coffee"}'];

beforeEach(async () => {
  await emptyDatabase();
  for (const key of ['lapidary.typed', 'lapidary.judged']) localStorage.removeItem(key);
});
afterEach(() => vi.restoreAllMocks());

/** The Rows page of a dataset. What it knows of the head is as old as its last `refresh`, as on a screen. */
async function open() {
  const { datasetId } = await importRows(ROWS);
  const notices = new Notices();
  const reader = new Reader();
  const rowEdits = new RowEdits<RowDraft>(reader);
  // The cast: nothing else of the program takes part.
  const app = { reader, notices, rowEdits, tasks: new Tasks(), router: { note: () => undefined } } as unknown as App;
  const dataset = new Dataset(datasetId, notices);
  await dataset.live.refresh();
  // The cast: as on the page, which shows nothing before both are known; figures beside links take no part.
  const opened = {
    dataset,
    get info() {
      return dataset.info;
    },
    get head() {
      return dataset.head;
    },
  } as unknown as OpenDataset;
  const view = new RowsView(app, opened.head);
  const work = new RowWork(app, opened, view);
  const texts = async (): Promise<string[]> => readTexts((await datasetOf(datasetId)).headId);
  return { work, view, dataset, notices, rowEdits, reader, texts, datasetId, opened };
}

function until(isSo: () => boolean): Promise<boolean> {
  return vi.waitUntil(isSo, 10_000);
}

describe('cells that are edited in place', () => {
  it('are stored one after another, the second going on from the first, before the screen has heard of it', async () => {
    const { work, texts, notices, datasetId } = await open();
    await Promise.all([work.editCell(0, 'a', 'green tea'), work.editCell(0, 'n', '2'), work.editCell(2, 'a', 'mocha')]);
    expect(await texts()).toEqual(['{"a":"green tea","n":"2"}', ROWS[1], '{"a":"mocha"}']);
    expect([notices.failed, notices.done?.text, (await listVersions(datasetId)).length]).toEqual([
      ...[[], 'Row 3 changed.', 4],
    ]);
  });

  it('can be edited again after Undo, from what is on the screen then', async () => {
    const { work, texts, notices, dataset } = await open();
    await work.editCell(0, 'a', 'green tea');
    await dataset.live.refresh();
    await dataset.undo();
    expect(await texts()).toEqual(ROWS);
    await work.editCell(0, 'a', 'black tea');
    expect(notices.failed.map(({ text }) => text)).toEqual([]);
    expect((await texts())[0]).toBe('{"a":"black tea","n":1.0}');
  });

  it('are those of the rows that are shown, wherever these are in the version', async () => {
    const { work, view, texts } = await open();
    view.search({ text: 'coffee' });
    await until(() => view.look.isWhole && view.count === 1);
    expect(await work.wholeCell(0, 'a')).toEqual({ text: 'coffee', editable: true });
    await work.editCell(0, 'a', 'mocha');
    expect(await texts()).toEqual([ROWS[0], ROWS[1], '{"a":"mocha"}']);
  });

  it('stay as they are where their row is another by now, which is said, and the next one is stored', async () => {
    const { work, texts, notices, reader, datasetId } = await open();
    await reader.edit(datasetId, 0, ROWS[0] ?? '', '{"a":"water"}');
    await work.editCell(0, 'a', 'green tea');
    expect(notices.failed).toHaveLength(1);
    await work.editCell(1, 'a', 'oat milk');
    expect(await texts()).toEqual(['{"a":"water"}', '{"a":"oat milk"}', ROWS[2]]);
  });

  it('can be undone from their notice', async () => {
    const { work, texts, notices } = await open();
    await work.editCell(1, 'a', 'oat milk');
    notices.done?.action?.run();
    await expect.poll(texts).toEqual(ROWS);
  });

  it('that can’t be read are said', async () => {
    const { work, notices } = await open();
    expect(await work.wholeCell(99, 'a')).toBeNull();
    expect(notices.failed).toHaveLength(1);
  });
});

describe('rows that are judged by keys', () => {
  it('go on to the next, and back to the last one', async () => {
    const { work, view, datasetId } = await open();
    work.judge('keep');
    work.judge('remove');
    expect([view.active, work.verdictAt(0), work.verdictAt(1), work.verdictAt(2)]).toEqual([
      ...[2, 'keep', 'remove', undefined],
    ]);
    work.takeBack();
    expect([view.active, work.verdictAt(1)]).toEqual([1, undefined]);
    await expect
      .poll(async () => (await readJudged((await datasetOf(datasetId)).headId, 'triage')).positions)
      .toEqual(Uint32Array.of(0));
    work.takeBack();
    work.takeBack();
    expect([view.active, work.verdictAt(0)]).toEqual([0, undefined]);
  });

  it('are judged where they are in the version, and the cursor stays where the list has the row no more', async () => {
    const { work, view } = await open();
    view.search({ text: 'milk' });
    await until(() => view.look.isWhole && view.count === 1);
    work.judge('mark');
    expect([work.triage.at(1), work.verdictAt(0)]).toEqual(['mark', 'mark']);
    view.search({ text: 'tea' });
    await until(() => view.look.isWhole && view.position === 0);
    work.takeBack();
    expect([view.active, work.triage.at(1)]).toEqual([0, undefined]);
  });

  it('are none where there is no row', async () => {
    const { work, view } = await open();
    view.search({ text: 'water' });
    await until(() => view.look.isWhole && view.count === 0);
    work.judge('keep');
    expect(work.triage.count).toBe(0);
  });
});

describe('what the page was closed on', () => {
  it('is stored, and told of like what is typed later', async () => {
    const { work, rowEdits, texts, notices, datasetId } = await open();
    const typed = { datasetId, position: 1, before: ROWS[1], text: '{"a":"oat milk"}', json: null, turns: null };
    localStorage.setItem('lapidary.typed', JSON.stringify([{ ...typed, problem: '' }]));
    expect(await work.bringBack()).toBeNull();
    expect(await texts()).toEqual([ROWS[0], '{"a":"oat milk"}', ROWS[2]]);
    expect([rowEdits.unsaved, notices.done?.text]).toEqual([[], 'Row 2 changed.']);
  });

  it('names the row that waits where it can’t be stored', async () => {
    const { work, texts, datasetId } = await open();
    const typed = { datasetId, position: 2, before: ROWS[2], text: ROWS[2], json: '{"a":', turns: null };
    localStorage.setItem('lapidary.typed', JSON.stringify([{ ...typed, problem: 'This is not JSON yet.' }]));
    expect(await work.bringBack()).toBe(2);
    expect(await texts()).toEqual(ROWS);
  });
});
