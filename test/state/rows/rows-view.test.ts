import '../../support/fake-browser.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import { ok } from '../../../src/core/failure.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import type { View } from '../../../src/core/view/view.ts';
import type { LookRun } from '../../../src/jobs/look-rows.ts';
import type { App } from '../../../src/state/frame/app.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { type Note, RowsView } from '../../../src/state/rows/rows-view.svelte.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import look, { type LookNews } from '../../../workers/rows/passes/look.ts';
import { runInNode } from '../../support/run-in-node.ts';
import { changeRows, emptyDatabase, importRows } from '../../support/stored.ts';

// The pass itself, in this process: there are no workers here.
vi.mock('../../../src/jobs/look-rows.ts', () => ({
  lookAtRows: async (versionId: string, view: View, run: LookRun) => {
    const ran = await runInNode(look, { versionId, view });
    if (!ran.ok) return ran;
    for (const news of ran.value.news) run.onFound(news as LookNews);
    return ok(ran.value.led.output);
  },
}));

beforeEach(emptyDatabase);

const ROWS = ['tea', 'coffee', 'green tea', '', 'milk', 'black tea with milk'].map((a) => JSON.stringify({ a }));

async function open(): Promise<{ view: RowsView; version: VersionInfo; notes: [string, Note][] }> {
  const version = await importRows(ROWS);
  const notes: [string, Note][] = [];
  // The cast: nothing else of the program takes part.
  const app = {
    tasks: new Tasks(),
    notices: new Notices(),
    reader: {},
    router: { note: (query: string, how: Note) => notes.push([query, how]) },
  } as unknown as App;
  return { view: new RowsView(app, version), version, notes };
}

function shown(view: RowsView): number[] {
  return Array.from({ length: view.count }, (_, index) => view.positionAt(index));
}

it('narrows and orders the rows, and writes each step into the address', async () => {
  const { view, notes } = await open();
  expect(shown(view)).toEqual([0, 1, 2, 3, 4, 5]);
  view.search({ text: 'TEA' });
  await vi.waitUntil(() => view.look.isWhole);
  expect(shown(view)).toEqual([0, 2, 5]);
  view.sort({ by: 'characters', of: 'a', direction: 'descending' });
  await vi.waitUntil(() => view.look.isWhole);
  expect(shown(view)).toEqual([5, 2, 0]);
  view.filter({ on: 'contains', of: 'a', text: 'milk', exclude: true });
  await vi.waitUntil(() => view.look.isWhole);
  expect(shown(view)).toEqual([2, 0]);
  view.clear();
  await vi.waitUntil(() => view.look.isWhole);
  expect(shown(view)).toEqual([5, 2, 1, 4, 0, 3]);
  expect(notes).toEqual([
    ['q=TEA', 'replace'],
    ['q=TEA&sort=-characters:a', 'push'],
    ['q=TEA&not=contains:a:milk&sort=-characters:a', 'push'],
    ['sort=-characters:a', 'push'],
  ]);
});

it('shows what an address asks for, with its row, and says what it can’t', async () => {
  const { view, notes } = await open();
  view.follow('q=tea&sort=-characters:a&row=3&tab=json&colour=blue');
  await vi.waitUntil(() => view.look.isWhole && view.reading);
  expect(shown(view)).toEqual([5, 2, 0]);
  expect([view.active, view.position, view.tab]).toEqual([1, 2, 'json']);
  expect(view.unread).toBe('colour=blue');
  expect(notes).toEqual([]);
  view.follow('');
  await vi.waitUntil(() => !view.reading);
  expect([view.active, shown(view).length]).toEqual([0, 6]);
});

it('names the row that is read once the rows of another view are there', async () => {
  const { view, notes } = await open();
  view.read(4);
  view.search({ text: 'tea' }, 'push');
  await vi.waitUntil(() => view.look.isWhole);
  await vi.waitUntil(() => notes.length === 3);
  expect(notes).toEqual([
    ['row=5', 'push'],
    ['q=tea', 'push'],
    ['q=tea&row=1', 'replace'],
  ]);
});

it('goes to a row that the view leaves out by showing all', async () => {
  const { view } = await open();
  view.search({ text: 'tea' });
  await vi.waitUntil(() => view.look.isWhole);
  view.goTo(2);
  expect([view.active, view.count]).toEqual([1, 3]);
  view.goTo(4);
  await vi.waitUntil(() => view.look.isWhole);
  expect([view.position, view.count]).toEqual([4, 6]);
});

it('keeps what is ticked in another order, and lets go of it with other rows', async () => {
  const { view, version } = await open();
  view.selection.toggle(1, false);
  view.sort({ by: 'text', of: 'a', direction: 'descending' });
  await vi.waitUntil(() => view.look.isWhole);
  expect(view.selection.chosen()).toEqual({ kind: 'rows', positions: [1] });
  view.show({ ...version, id: 'edited', kind: 'edit', parentId: version.id });
  expect(view.selection.count).toBe(1);
  view.search({ text: 'tea' });
  expect(view.selection.count).toBe(0);
});

it('finds its rows anew where Undo and Redo move them, and keeps them where they stay in place', async () => {
  const { view, version } = await open();
  const edited = await editRow(version.datasetId, 4, ROWS[4] ?? '', '{"a":"milk tea"}');
  if (!edited.ok) throw new Error(edited.failure.kind);
  const { version: cleaned } = await changeRows(edited.value, (text, position) => (position === 0 ? null : text));
  const versions = await listVersions(version.datasetId);
  const go = async (to: VersionInfo): Promise<number[]> => {
    view.show(to, to.columns, versions);
    await vi.waitUntil(() => view.look.isWhole);
    return shown(view);
  };
  view.search({ text: 'tea' });
  expect(await go(version)).toEqual([0, 2, 5]);
  view.selection.toggle(1, false);
  // An edit takes no row away from under the hand, and Undo of it neither.
  expect([await go(edited.value), view.selection.count]).toEqual([[0, 2, 5], 1]);
  expect([await go(version), view.selection.count]).toEqual([[0, 2, 5], 1]);
  expect(await go(cleaned)).toEqual([1, 3, 4]);
  view.selection.toggle(0, false);
  // The version before is one of an edit, but rows have moved between both.
  expect([await go(edited.value), view.selection.count]).toEqual([[0, 2, 4, 5], 0]);
});

it('finds its rows anew where Undo takes the mark away that they are filtered by', async () => {
  const { view, version } = await open();
  const marked: VersionInfo = { ...version, id: 'marked', kind: 'mark', parentId: version.id };
  const versions = [version, marked];
  view.search({ text: 'tea' });
  await vi.waitUntil(() => view.look.isWhole);
  view.show(marked, marked.columns, versions);
  expect(view.look.isWhole).toBe(true);
  view.show(version, version.columns, versions);
  expect(view.look.isWhole).toBe(false);
  await vi.waitUntil(() => view.look.isWhole);
  expect(shown(view)).toEqual([0, 2, 5]);
});
