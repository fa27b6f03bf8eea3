import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import {
  Duplicates,
  isOfInput,
  PAGE_GROUPS,
  type ShownGroup,
} from '../../../src/state/duplicates/duplicates.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

const opened: Duplicates[] = [];
beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});
afterEach(() => opened.splice(0).forEach((duplicates) => duplicates.close()));

const TWO_GROUPS = ['tea', 'milk', 'tea', 'oats', 'milk', 'TEA ', 'tea'];

function rowsOf(texts: readonly string[]): string[] {
  return texts.map((a, n) => JSON.stringify({ a, n }));
}

/** The page of a dataset with exact duplicates in column "a", looked at. */
async function open(texts: readonly string[] = TWO_GROUPS) {
  const version = await importRows(rowsOf(texts));
  const failures: string[] = [];
  const duplicates = new Duplicates(new Tasks(), (result: Result<unknown>) => {
    if (!result.ok) failures.push(result.failure.kind);
  });
  opened.push(duplicates);
  await duplicates.lookAt(requestFor(version));
  await view(duplicates, { kind: 'exact' });
  const left = async (): Promise<string[]> => {
    const rows = await readTexts((await datasetOf(version.datasetId)).headId);
    return rows.map((row) => (JSON.parse(row) as { a: string }).a);
  };
  return { duplicates, left, failures, version, datasetId: version.datasetId };
}

function requestFor({ id: versionId }: VersionInfo) {
  return { versionId, choices: ['a'], ignoreAbove: null };
}

/** Does what is wanted, and waits for the page that comes of it. */
async function shown(duplicates: Duplicates, change: () => void): Promise<void> {
  const before = duplicates.page;
  change();
  await vi.waitUntil(() => duplicates.page !== before, 10_000);
}

function view(duplicates: Duplicates, change: Parameters<Duplicates['view']>[0]): Promise<void> {
  return shown(duplicates, () => duplicates.view(change));
}

function group(duplicates: Duplicates, at = 0): ShownGroup {
  const found = duplicates.page?.shown[at];
  if (!found) throw new Error(`no group ${at}`);
  return found;
}

const keepers = ({ page }: Duplicates): number[] => page?.shown.map(({ keeper }) => keeper) ?? [];

describe('groups of duplicates', () => {
  it('are counted for each kind before anything is chosen', async () => {
    const { duplicates } = await open();
    expect([duplicates.removable('exact'), duplicates.removable('normalised')]).toEqual([3, 4]);
    expect(duplicates.page).toMatchObject({ found: 2, removed: 3 });
    expect(duplicates.page?.shown.map(({ members }) => members)).toEqual([
      [0, 2, 6],
      [1, 4],
    ]);
  });

  it('are found by what is searched for, and shown from the first of them', async () => {
    const { duplicates } = await open();
    await shown(duplicates, () => duplicates.turnTo(1));
    await view(duplicates, { search: 'milk' });
    expect([duplicates.from, keepers(duplicates)]).toEqual([0, [1]]);
  });

  it('are turned through, and all rows of one are shown when asked for', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `text ${at % 12}`);
    const { duplicates } = await open([...many, ...Array<string>(30).fill('long')]);
    expect(duplicates.page).toMatchObject({ found: 13 });
    expect(duplicates.page?.shown).toHaveLength(PAGE_GROUPS);
    await shown(duplicates, () => duplicates.turnTo(10));
    expect([duplicates.from, duplicates.page?.shown.length]).toEqual([10, 3]);
    const at = duplicates.page?.shown.findIndex(({ size }) => size === 30) ?? -1;
    await shown(duplicates, () => duplicates.turnTo(at < 0 ? 0 : 10));
    const long = duplicates.page?.shown.find(({ size }) => size === 30);
    if (!long) return expect.unreachable();
    expect(long.rows.length).toBeLessThan(30);
    await shown(duplicates, () => duplicates.unfold(long));
    expect(duplicates.page?.shown.find(({ size }) => size === 30)?.rows).toHaveLength(30);
    await shown(duplicates, () => duplicates.turnTo(-5));
    expect(duplicates.from).toBe(0);
  });

  it('are removed one by one, and the others stay', async () => {
    const { duplicates, left, datasetId } = await open();
    await duplicates.accept(datasetId, group(duplicates, 1));
    expect(await left()).toEqual(['tea', 'milk', 'tea', 'oats', 'TEA ', 'tea']);
  });

  it('keep the last of each where that is the rule', async () => {
    const { duplicates, left, datasetId } = await open();
    await view(duplicates, { keep: 'last' });
    expect(keepers(duplicates).sort()).toEqual([4, 6]);
    await duplicates.acceptAll(datasetId);
    expect(await left()).toEqual(['oats', 'milk', 'TEA ', 'tea']);
  });
});

describe('what is chosen in a group', () => {
  it('stays instead of what the rule keeps, until the rule’s own row is chosen again', async () => {
    const { duplicates, left, datasetId } = await open();
    await shown(duplicates, () => duplicates.prefer(group(duplicates), 2));
    expect([duplicates.keeperOf(group(duplicates)), duplicates.page?.removed]).toEqual([2, 3]);
    await shown(duplicates, () => duplicates.prefer(group(duplicates), 6));
    await shown(duplicates, () => duplicates.prefer(group(duplicates), 0));
    expect([duplicates.keeperOf(group(duplicates)), duplicates.preferred.size]).toEqual([0, 0]);
    duplicates.prefer(group(duplicates), 6);
    await duplicates.acceptAll(datasetId);
    expect(await left()).toEqual(['milk', 'oats', 'TEA ', 'tea']);
  });

  it('stays for one group while all others go, and goes again when it is not spared any more', async () => {
    const { duplicates, left, datasetId } = await open();
    await shown(duplicates, () => duplicates.spare(group(duplicates), true));
    expect([duplicates.page?.removed, duplicates.isSpared(group(duplicates))]).toEqual([1, true]);
    await shown(duplicates, () => duplicates.spare(group(duplicates), false));
    expect(duplicates.page?.removed).toBe(3);
    duplicates.spare(group(duplicates, 1), true);
    await duplicates.acceptAll(datasetId);
    expect(await left()).toEqual(['tea', 'milk', 'oats', 'milk', 'TEA ']);
  });

  it('stays chosen over a search, and is forgotten with another kind or rule', async () => {
    const { duplicates } = await open();
    duplicates.prefer(group(duplicates), 2);
    duplicates.spare(group(duplicates, 1), true);
    await view(duplicates, { search: 'tea' });
    expect([duplicates.preferred.size, duplicates.spared.size]).toEqual([1, 1]);
    await view(duplicates, { search: '', keep: 'last' });
    expect([duplicates.preferred.size, duplicates.spared.size]).toEqual([0, 0]);
    duplicates.prefer(group(duplicates), 0);
    await view(duplicates, { kind: 'normalised' });
    expect([duplicates.preferred.size, duplicates.page?.removed]).toEqual([0, 4]);
  });

  it('is what was on the screen when it was accepted, whatever is pressed before it is done', async () => {
    const { duplicates, left, datasetId } = await open();
    const go = passes.stop('duplicates.names');
    const removing = duplicates.acceptAll(datasetId);
    duplicates.view({ kind: 'normalised', keep: 'last' });
    duplicates.merges = true;
    go();
    expect(await removing).toMatchObject({ ok: true });
    expect(await left()).toEqual(['tea', 'milk', 'oats', 'TEA ']);
  });

  it('makes nothing go where the names of rows can’t be had', async () => {
    const { duplicates, left, datasetId } = await open();
    passes.break('duplicates.names', { kind: 'storage-lost', what: 'these rows' });
    expect(await duplicates.acceptAll(datasetId)).toMatchObject({ ok: false, failure: { kind: 'storage-lost' } });
    expect([await left(), duplicates.removing]).toEqual([TWO_GROUPS, null]);
  });
});

describe('how alike rows are', () => {
  it('is a threshold of near-duplicates and of contradictions, each its own, and of no other kind', async () => {
    const { duplicates } = await open();
    expect(duplicates.alike).toBe(100);
    duplicates.slide(70);
    expect(duplicates.alike).toBe(100);
    await view(duplicates, { kind: 'near' });
    expect(duplicates.alike).toBe(80);
    await shown(duplicates, () => duplicates.slide(65));
    expect([duplicates.alike, duplicates.removable('near')]).toEqual([65, duplicates.removableAt(65)]);
    expect(duplicates.page?.removed).toBe(duplicates.removableAt(65));
    await view(duplicates, { kind: 'contradictions' });
    expect(duplicates.alike).toBe(100);
    expect(duplicates.removableAt(59)).toBe(0);
  });

  it('counts for contradictions where inputs alone are compared', () => {
    expect(isOfInput({ choices: [{ role: 'input' }] })).toBe(true);
    for (const choices of [[], ['a'], [{ role: 'output' }], [{ role: 'input' }, 'a']] as const) {
      expect(isOfInput({ choices })).toBe(false);
    }
  });
});

describe('a look', () => {
  it('at what was looked at already is none', async () => {
    const { duplicates, version } = await open();
    const { report } = duplicates;
    await duplicates.lookAt(requestFor(version));
    expect(duplicates.report).toBe(report);
    expect(passes.begun.filter((name) => name === 'duplicates')).toHaveLength(1);
  });

  it('that is cancelled says so and nothing else, and can begin again', async () => {
    const { duplicates, failures, version } = await open();
    duplicates.close();
    passes.stop('duplicates');
    const looking = duplicates.lookAt(requestFor(version));
    await vi.waitUntil(() => duplicates.task);
    duplicates.task?.cancel();
    await looking;
    expect([duplicates.stopped, duplicates.report, failures]).toEqual([true, null, []]);
    passes.reset();
    duplicates.close();
    await duplicates.lookAt(requestFor(version));
    expect([duplicates.stopped, duplicates.removable('exact')]).toEqual([false, 3]);
  });

  it('that fails says why', async () => {
    const { duplicates, failures, version } = await open();
    duplicates.close();
    passes.break('duplicates', { kind: 'storage-lost', what: 'this version' });
    await duplicates.lookAt(requestFor(version));
    expect([duplicates.stopped, failures]).toEqual([true, ['storage-lost']]);
    passes.reset();
    passes.break('duplicates.groups', { kind: 'storage-lost', what: 'these rows' });
    duplicates.close();
    await duplicates.lookAt(requestFor(version));
    expect([duplicates.page, failures]).toEqual([null, ['storage-lost', 'storage-lost']]);
  });

  it('that was overtaken leaves the later one alone', async () => {
    const { duplicates, version } = await open();
    const other = await importRows(rowsOf(['a', 'a', 'a', 'a']));
    duplicates.close();
    const go = passes.stop('duplicates');
    const early = duplicates.lookAt(requestFor(version));
    await vi.waitUntil(() => passes.begun.filter((name) => name === 'duplicates').length === 2);
    passes.reset();
    await duplicates.lookAt(requestFor(other));
    go();
    await early;
    expect([duplicates.removable('exact'), duplicates.task, duplicates.stopped]).toEqual([3, null, false]);
    expect(duplicates.page?.shown.map(({ members }) => members)).toEqual([[0, 1, 2, 3]]);
  });

  it('that is closed lets go of everything, and nothing can be removed', async () => {
    const { duplicates, datasetId, left } = await open();
    duplicates.prefer(group(duplicates), 2);
    duplicates.close();
    expect([duplicates.report, duplicates.page, duplicates.preferred.size]).toEqual([null, null, 0]);
    expect(await duplicates.acceptAll(datasetId)).toEqual({ ok: true, value: null });
    await new Promise((done) => setTimeout(done, 200));
    expect([await left(), duplicates.page]).toEqual([TWO_GROUPS, null]);
  });
});
