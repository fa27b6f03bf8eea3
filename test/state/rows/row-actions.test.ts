import { passes } from '../../support/workers-in-node.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Reader } from '../../../src/jobs/reader.ts';
import { Dataset } from '../../../src/state/dataset/dataset.svelte.ts';
import type { App } from '../../../src/state/frame/app.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { RowActions } from '../../../src/state/rows/row-actions.svelte.ts';
import { RowsView } from '../../../src/state/rows/rows-view.svelte.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});

const ROWS = ['tea', 'coffee', 'green tea', 'milk', 'black tea', 'water'].map((a) => JSON.stringify({ a }));

/** The Rows page of a dataset. */
async function open() {
  const version = await importRows(ROWS);
  const [tasks, notices] = [new Tasks(), new Notices()];
  // The cast: nothing else of the program takes part.
  const app = { tasks, notices, reader: new Reader(), router: { note: () => undefined } } as unknown as App;
  const dataset = new Dataset(version.datasetId, notices);
  await dataset.live.refresh();
  const view = new RowsView(app, version);
  const actions = new RowActions(app, view, dataset);
  const left = async (): Promise<string[]> => {
    const rows = await readTexts((await datasetOf(version.datasetId)).headId);
    return rows.map((row) => (JSON.parse(row) as { a: string }).a);
  };
  async function search(text: string): Promise<void> {
    view.search({ text });
    await vi.waitUntil(() => view.look.isWhole, { timeout: 10_000 });
  }
  return { version, tasks, notices, view, actions, left, search, datasetId: version.datasetId };
}

describe('rows that are ticked', () => {
  it('are removed, and can be brought back', async () => {
    const { view, actions, left, notices } = await open();
    expect([actions.count, actions.isReady]).toEqual([0, false]);
    for (const index of [1, 3]) view.selection.toggle(index, false);
    expect([actions.count, actions.isReady]).toEqual([2, true]);
    await actions.remove();
    expect(await left()).toEqual(['tea', 'green tea', 'black tea', 'water']);
    expect([notices.done?.text, view.selection.count]).toEqual(['2 rows removed, 4 left.', 0]);
    notices.done?.action?.run();
    await expect.poll(left).toHaveLength(6);
  });

  it('are kept alone', async () => {
    const { view, actions, left, notices } = await open();
    for (const index of [1, 3]) view.selection.toggle(index, false);
    await actions.keepOnly();
    expect([await left(), notices.done?.text]).toEqual([['coffee', 'milk'], '2 rows kept, 4 removed.']);
  });

  it('are marked, in a version that can be undone; the same again makes none', async () => {
    const { view, actions, datasetId, notices } = await open();
    view.selection.toggle(1, false);
    await actions.mark('split', 'test');
    expect([(await listVersions(datasetId)).length, notices.done?.text]).toEqual([2, '1 row marked (split: test).']);
    expect(notices.done?.action?.label).toBe('Undo');
    await actions.mark('split', null);
    expect(notices.done?.text).toBe('1 row marked (mark split taken away).');
  });

  it('are copied in the order in which they are shown', async () => {
    const { view, actions } = await open();
    view.sort({ by: 'characters', of: 'a', direction: 'descending' });
    await vi.waitUntil(() => view.look.isWhole, { timeout: 10_000 });
    for (const index of [2, 0]) view.selection.toggle(index, false);
    expect(await actions.copy('table')).toBe('a\ngreen tea\ncoffee');
  });
});

describe('rows of the filter', () => {
  it('are removed without a tick, and the filter with them', async () => {
    const { view, actions, left, search } = await open();
    await search('tea');
    expect([actions.count, actions.isOfView, actions.isReady]).toEqual([3, true, true]);
    await actions.remove();
    expect([await left(), view.isNarrowed]).toEqual([['coffee', 'milk', 'water'], false]);
  });

  it('stay where they were unticked', async () => {
    const { view, actions, left, search } = await open();
    await search('tea');
    view.selection.toggleAll();
    view.selection.toggle(1, false);
    expect(actions.count).toBe(2);
    await actions.remove();
    expect(await left()).toEqual(['coffee', 'green tea', 'milk', 'water']);
  });

  it('are saved as a file in the order in which they are shown', async () => {
    const { actions, search } = await open();
    await search('tea');
    expect(await (await actions.save())?.text()).toBe(`${ROWS[0]}\n${ROWS[2]}\n${ROWS[4]}\n`);
  });

  it('can’t be acted on while they are looked for, nor while something is done to them', async () => {
    const { view, actions, search } = await open();
    const go = passes.stop('look');
    view.search({ text: 'tea' });
    view.selection.toggleAll();
    expect([actions.count > 0, actions.isReady]).toEqual([true, false]);
    view.selection.clear();
    go();
    await vi.waitUntil(() => view.look.isWhole, { timeout: 10_000 });
    await search('milk');
    const removing = actions.remove();
    expect([actions.busy, actions.isReady]).toEqual([true, false]);
    await removing;
    expect(actions.busy).toBe(false);
  });
});

describe('an action that fails', () => {
  it('is said, and loses neither rows nor ticks', async () => {
    const { view, actions, left, notices } = await open();
    view.selection.toggle(1, false);
    passes.break('apply', { kind: 'storage-full' });
    await actions.remove();
    expect([(await left()).length, view.selection.count, notices.failed.length, actions.busy]).toEqual([
      6,
      1,
      1,
      false,
    ]);
  });

  it('is quiet after a cancel, and loses nothing', async () => {
    const { view, actions, left, notices, tasks } = await open();
    view.selection.toggle(1, false);
    passes.stop('apply');
    const removing = actions.remove();
    await vi.waitUntil(() => passes.begun.includes('apply'));
    tasks.inTray[0]?.cancel();
    await removing;
    expect([(await left()).length, view.selection.count, notices.done?.text]).toEqual([6, 1, 'Cancelled.']);
  });

  it('says that it became a branch where the rows were changed meanwhile', async () => {
    const { view, actions, left, notices, datasetId } = await open();
    view.selection.toggle(1, false);
    const go = passes.stop('apply.commit');
    const removing = actions.remove();
    await vi.waitUntil(() => passes.begun.includes('apply.commit'));
    await editRow(datasetId, 0, ROWS[0] ?? '', '{"a":"edited"}');
    go();
    await removing;
    expect((await left()).slice(0, 2)).toEqual(['edited', 'coffee']);
    expect(notices.done).toMatchObject({ action: null, next: expect.stringContaining('branch in History') as string });
    expect(view.selection.count).toBe(1);
  });
});
