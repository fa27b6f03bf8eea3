import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import type { SplitRequest } from '../../../src/jobs/split-rows.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { Split } from '../../../src/state/split/split.svelte.ts';
import { deleteDataset } from '../../../src/store/datasets.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { importFile } from '../../support/import-file.ts';
import { changeRows, emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});

const opened: Split[] = [];
afterEach(() => opened.splice(0).forEach((split) => split.close()));

const ROWS = Array.from({ length: 60 }, (_, row) => JSON.stringify({ a: `question ${row >> 1} ${'word '.repeat(8)}` }));

function open() {
  const failures: string[] = [];
  const tasks = new Tasks();
  const split = new Split(tasks, (result: Result<unknown>) => {
    if (!result.ok) failures.push(result.failure.kind);
  });
  opened.push(split);
  return { split, failures, tasks };
}

function requestOf(versionId: string, otherId: string | null = null): SplitRequest {
  return { versionId, otherId, choices: ['a'], labelColumn: null, groupColumn: null };
}

/** The split page of a dataset whose rows were looked at. */
async function openRows() {
  const version = await importRows(ROWS);
  const page = open();
  await page.split.lookAt(requestOf(version.id));
  return { ...page, version };
}

function count(name: string): number {
  return passes.begun.filter((each) => each === name).length;
}

describe('how rows are to be split', () => {
  it('is counted at once, and again once typing has settled', async () => {
    const { split } = await openRows();
    expect(split.preview?.sides).toEqual({ train: 48, validation: 6, test: 6 });
    split.set({ validation: 1 });
    split.set({ validation: 20 });
    expect(split.train).toBe(70);
    await expect.poll(() => split.preview?.sides).toEqual({ train: 42, validation: 12, test: 6 });
    expect(count('split.preview')).toBe(2);
  });

  it('shows what was wished last, whatever is answered last', async () => {
    const { split } = await openRows();
    const early = passes.stop('split.preview');
    split.set({ test: 20 });
    await expect.poll(() => count('split.preview')).toBe(2);
    const goOn = passes.stop('split.preview');
    split.set({ test: 30 });
    await expect.poll(() => count('split.preview')).toBe(3);
    goOn();
    await expect.poll(() => split.preview?.sides.test).toBe(18);
    early();
    await new Promise((done) => setTimeout(done, 20));
    expect(split.preview?.sides.test).toBe(18);
  });

  it('says where shares do not add up, and then stores nothing', async () => {
    const { split, version } = await openRows();
    split.set({ train: 90 });
    expect(split.problem).toContain('110%');
    expect(await split.make()).toEqual({ ok: true, value: null });
    expect(await listVersions(version.datasetId)).toHaveLength(1);
    split.set({ by: 'count' });
    expect(split).toMatchObject({ problem: '', validation: 6, test: 6 });
    split.set({ validation: 54 });
    expect(split.problem).toContain('60 of 60 rows');
    split.set({ validation: 53 });
    expect(split.problem).toBe('');
  });
});

describe('the look at the rows', () => {
  it('is made once for the same rows', async () => {
    const { split, version } = await openRows();
    await split.lookAt(requestOf(version.id));
    expect(count('split')).toBe(1);
  });

  it('of one version never shows after that of the next', async () => {
    const [one, other] = [await importRows(ROWS), await importRows(ROWS.slice(0, 10))];
    const { split, tasks } = open();
    const first = passes.stop('split');
    const looked = split.lookAt(requestOf(one.id));
    await expect.poll(() => count('split')).toBe(1);
    passes.reset();
    await split.lookAt(requestOf(other.id));
    first();
    await looked;
    expect(split.report?.rows).toBe(10);
    expect(tasks.running).toEqual([]);
  });

  it('ends with the page, and shows nothing afterwards', async () => {
    const { id } = await importRows(ROWS);
    const { split, failures, tasks } = open();
    passes.stop('split');
    const looked = split.lookAt(requestOf(id));
    split.close();
    await looked;
    expect([split.report, split.task, split.stopped, failures, tasks.running]).toEqual([null, null, false, [], []]);
  });

  it('that was cancelled is no failure, and can be made again', async () => {
    const { id } = await importRows(ROWS);
    const { split, failures } = open();
    const go = passes.stop('split');
    const looked = split.lookAt(requestOf(id));
    split.task?.cancel();
    await looked;
    expect([split.stopped, split.task, failures]).toEqual([true, null, []]);
    go();
    split.close();
    await split.lookAt(requestOf(id));
    expect([split.stopped, split.report?.rows]).toEqual([false, 60]);
  });

  it('that fails says why', async () => {
    const { split, failures } = open();
    await split.lookAt(requestOf('no version'));
    expect([split.stopped, split.report, failures]).toEqual([true, null, ['storage-lost']]);
  });
});

describe('making a split', () => {
  it('stores what is set now, also where that was not counted yet', async () => {
    const { split, version } = await openRows();
    split.set({ validation: 20, test: 20 });
    const made = await split.make();
    if (!made.ok || !made.value) return expect.unreachable();
    expect(made.value).toMatchObject({
      version: { parentId: version.id },
      sides: { train: 36, validation: 12, test: 12 },
    });
    const { split: after } = open();
    await after.lookAt(requestOf(made.value.version.id));
    expect(after.report).toMatchObject({ marked: { train: 36, validation: 12, test: 12 }, unmarked: 0 });
    expect(after.leaks?.counts).toEqual({ exact: 0, normalised: 0, near: 0 });
  });

  it('is done once, however often it is pressed', async () => {
    const { split, version } = await openRows();
    const pressed = [split.make(), split.make()];
    expect(split.saving).toBe(true);
    expect(await pressed[1]).toEqual({ ok: true, value: null });
    await pressed[0];
    expect(split.saving).toBe(false);
    expect(await listVersions(version.datasetId)).toHaveLength(2);
  });

  it('that can’t be counted is not stored behind the message', async () => {
    const { split, version } = await openRows();
    passes.break('split.preview', { kind: 'worker-lost', task: 'The look at the rows', why: 'no memory' });
    expect(await split.make()).toMatchObject({ ok: false, failure: { kind: 'worker-lost' } });
    expect(await listVersions(version.datasetId)).toHaveLength(1);
  });

  it('keeps rows on their sides by itself where others came since', async () => {
    const { split, version } = await openRows();
    await split.make();
    const added = Array.from({ length: 40 }, (_, row) => JSON.stringify({ a: `another ${row}` }));
    const appended = await importFile('more.jsonl', added, version.datasetId);
    if (!appended.ok) return expect.unreachable();
    const { split: after } = open();
    await after.lookAt(requestOf(appended.value.version.id));
    expect(after).toMatchObject({ keeps: true, report: { unmarked: 40 }, preview: { moved: 0 } });
    expect(after.preview?.sides).toEqual({ train: 80, validation: 10, test: 10 });
  });

  it.each([
    [
      'head-moved',
      (version: Awaited<ReturnType<typeof importRows>>) =>
        changeRows(version, (text) => text.replace('question', 'ask')),
    ],
    ['dataset-gone', ({ datasetId }: Awaited<ReturnType<typeof importRows>>) => deleteDataset(datasetId)],
  ])('is refused where the rows are no longer those that were looked at: %s', async (kind, happen) => {
    const { split, version } = await openRows();
    await happen(version);
    expect(await split.make()).toMatchObject({ ok: false, failure: { kind } });
    expect(split.saving).toBe(false);
  });
});

describe('what sides share', () => {
  it('is shown of what was asked last, whatever is answered last', async () => {
    const one = await importRows(['{"a":"what is the colour of stone number 5 in this collection"}']);
    const other = await importRows(['{"a":"and what is the colour of stone number 5 in this collection"}']);
    const { split } = open();
    await split.lookAt(requestOf(one.id, other.id));
    expect(split.otherLeaks?.counts.near).toBe(1);
    const early = passes.stop('split.leaks');
    split.set({ near: 75 });
    await expect.poll(() => count('split.leaks')).toBe(2);
    const late = passes.stop('split.leaks');
    split.set({ near: 100 });
    await expect.poll(() => count('split.leaks')).toBe(3);
    late();
    await expect.poll(() => split.otherLeaks?.counts.near).toBe(0);
    early();
    await new Promise((done) => setTimeout(done, 20));
    expect(split.otherLeaks?.counts.near).toBe(0);
  });

  it('says nothing of a failure once nobody asks any more', async () => {
    const one = await importRows(ROWS);
    const { split, failures } = open();
    await split.lookAt(requestOf(one.id, one.id));
    const go = passes.stop('split.leaks');
    split.more('other');
    await expect.poll(() => count('split.leaks')).toBe(2);
    split.close();
    go({ kind: 'worker-lost', task: 'The look at the rows', why: 'no memory' });
    await new Promise((done) => setTimeout(done, 20));
    expect(failures).toEqual([]);
  });

  it('shows more pairs when asked', async () => {
    const [one, other] = [await importRows(ROWS), await importRows(ROWS.slice(0, 50))];
    const { split } = open();
    await split.lookAt(requestOf(one.id, other.id));
    expect([split.otherLeaks?.shown.length, split.leaks]).toEqual([20, null]);
    split.more('other');
    await vi.waitUntil(() => split.otherLeaks?.shown.length !== 20);
    expect(split.otherLeaks?.shown).toHaveLength(40);
  });
});
