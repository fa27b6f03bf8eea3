import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { COMPARED_ROWS, Comparison } from '../../../src/state/history/comparison.svelte.ts';
import { changeRows, emptyDatabase, importRows } from '../../support/stored.ts';

const ROWS = Array.from({ length: 130 }, (_, row) => `{"a":${row}}`);

const opened: Comparison[] = [];
beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});
afterEach(() => opened.splice(0).forEach((comparison) => comparison.close()));

function open(): { comparison: Comparison; tasks: Tasks } {
  const tasks = new Tasks();
  const comparison = new Comparison(tasks);
  opened.push(comparison);
  return { comparison, tasks };
}

/** A version, and one after it in which rows are other ones or gone. */
async function pair(change: (text: string, position: number) => string | null): Promise<[VersionInfo, VersionInfo]> {
  const before = await importRows(ROWS);
  return [before, (await changeRows(before, change)).version];
}

const placesOf = ({ rows }: Comparison): number[] => rows.map(({ position }) => position);

describe('two versions', () => {
  it('are compared, the first kind of difference that there is shown', async () => {
    const { comparison } = open();
    const [before, after] = await pair((text, row) => (row % 2 === 0 ? `{"a":-${row}}` : row > 120 ? null : text));
    await comparison.compare(before.id, after.id);
    expect([comparison.counts, comparison.kind, comparison.total]).toMatchObject([
      { changed: 65, removed: 5, added: 0 },
      'changed',
      65,
    ]);
    expect([comparison.rows.length, comparison.task, comparison.problem]).toEqual([COMPARED_ROWS, null, '']);
    await comparison.choose('removed');
    expect([comparison.total, placesOf(comparison)]).toEqual([5, [121, 123, 125, 127, 129]]);
    await comparison.compare(after.id, before.id);
    expect([comparison.kind, comparison.counts?.added]).toEqual(['changed', 5]);
  });

  it('that lost rows alone begin with those, and the other way round with those that came', async () => {
    const { comparison } = open();
    const [before, after] = await pair((text, row) => (row < 3 ? null : text));
    await comparison.compare(before.id, after.id);
    expect([comparison.kind, comparison.rows.length]).toEqual(['removed', 3]);
    await comparison.compare(after.id, before.id);
    expect([comparison.kind, comparison.rows.length]).toEqual(['added', 3]);
    await comparison.compare(after.id, after.id);
    expect([comparison.kind, comparison.total, comparison.rows]).toEqual(['changed', 0, []]);
  });

  it('are looked through page by page, from the start for each kind', async () => {
    const { comparison } = open();
    const [before, after] = await pair((_, row) => (row < 20 ? null : `{"b":${row}}`));
    await comparison.compare(before.id, after.id);
    await comparison.turn(1);
    expect([comparison.from, placesOf(comparison)[0]]).toEqual([50, 50]);
    await comparison.turn(1);
    expect([comparison.from, comparison.rows.length]).toEqual([100, 10]);
    await comparison.turn(-1);
    await comparison.turn(-5);
    expect([comparison.from, placesOf(comparison)[0]]).toEqual([0, 0]);
    await comparison.turn(1);
    await comparison.choose('removed');
    expect([comparison.from, comparison.rows.length]).toEqual([0, 20]);
  });

  it('show the page that was asked for last', async () => {
    const { comparison } = open();
    const [before, after] = await pair((_, row) => `{"b":${row}}`);
    await comparison.compare(before.id, after.id);
    const go = passes.stop('compare.page');
    const slow = comparison.turn(1);
    await vi.waitUntil(() => passes.begun.filter((name) => name === 'compare.page').length === 2);
    passes.reset();
    await comparison.turn(1);
    go();
    await slow;
    expect([comparison.from, placesOf(comparison)[0]]).toEqual([100, 100]);
  });
});

describe('a row in which much has changed', () => {
  const KEYS = Array.from({ length: 12 }, (_, key) => `k${key}`);

  async function withMany() {
    const { comparison } = open();
    const rowOf = (value: string): string => JSON.stringify(Object.fromEntries(KEYS.map((key) => [key, value])));
    const before = await importRows([rowOf('one'), rowOf('two'), '{"k0":"same"}'], { columns: KEYS });
    const after = (await changeRows(before, (text) => text.replaceAll(/one|two/g, 'other'))).version;
    await comparison.compare(before.id, after.id);
    return comparison;
  }

  it('is cut, and shown whole at its place', async () => {
    const comparison = await withMany();
    const [first, second] = comparison.rows;
    expect([second?.changes?.fields.length, second?.changes?.hidden]).toEqual([8, 4]);
    await comparison.unfold(1);
    expect(comparison.rows[0]).toBe(first);
    expect([comparison.rows[1]?.changes?.fields.length, comparison.rows[1]?.changes?.hidden]).toEqual([12, 0]);
  });

  it('is not put into another page that was turned to meanwhile', async () => {
    const comparison = await withMany();
    const go = passes.stop('compare.page');
    const unfolding = comparison.unfold(1);
    await vi.waitUntil(() => passes.begun.filter((name) => name === 'compare.page').length === 2);
    passes.reset();
    await comparison.choose('removed');
    go();
    await unfolding;
    expect(comparison.rows).toEqual([]);
  });

  it('that can’t be read whole says so', async () => {
    const comparison = await withMany();
    passes.break('compare.page', { kind: 'storage-lost', what: 'these rows' });
    await comparison.unfold(0);
    expect([comparison.problem, comparison.rows.length]).toEqual(['The browser has lost these rows.', 2]);
    passes.reset();
    await comparison.unfold(0);
    expect(comparison.problem).toBe('');
  });
});

describe('a comparison', () => {
  it('that fails says why, and the next one begins afresh', async () => {
    const { comparison } = open();
    const [before, after] = await pair((_, row) => `{"b":${row}}`);
    passes.break('compare', { kind: 'storage-lost', what: 'this version' });
    await comparison.compare(before.id, after.id);
    expect([comparison.problem, comparison.counts, comparison.task]).toEqual([
      ...['The browser has lost this version.', null, null],
    ]);
    comparison.close();
    expect(comparison.problem).toBe('');
    passes.reset();
    passes.break('compare.page', { kind: 'storage-lost', what: 'these rows' });
    await comparison.compare(before.id, after.id);
    expect([comparison.problem, comparison.total]).toEqual(['The browser has lost these rows.', 130]);
    passes.reset();
    await comparison.turn(1);
    expect([comparison.problem, comparison.rows.length]).toEqual(['', 50]);
  });

  it('that is cancelled, or closed, shows nothing and says nothing', async () => {
    const { comparison, tasks } = open();
    const [before, after] = await pair((_, row) => `{"b":${row}}`);
    passes.stop('compare');
    const cancelled = comparison.compare(before.id, after.id);
    await vi.waitUntil(() => comparison.task);
    comparison.task?.cancel();
    await cancelled;
    expect([comparison.problem, comparison.counts, tasks.running]).toEqual(['', null, []]);
    const closed = comparison.compare(before.id, after.id);
    await vi.waitUntil(() => comparison.task);
    comparison.close();
    await closed;
    expect([comparison.problem, comparison.counts, comparison.rows, comparison.task]).toEqual(['', null, [], null]);
  });

  it('that was overtaken by another one leaves that alone', async () => {
    const { comparison } = open();
    const [before, after] = await pair((text, row) => (row < 3 ? null : text));
    passes.stop('compare');
    const early = comparison.compare(after.id, before.id);
    await vi.waitUntil(() => passes.begun.includes('compare'));
    const go = passes.stop('compare');
    const late = comparison.compare(before.id, after.id);
    await early;
    expect(comparison.task).not.toBeNull();
    go();
    await late;
    expect([comparison.kind, comparison.counts?.removed, comparison.counts?.added]).toEqual(['removed', 3, 0]);
  });
});
