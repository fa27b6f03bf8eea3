import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import { Duplicates } from '../../../src/state/duplicates/duplicates.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

const opened: Duplicates[] = [];
beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});
afterEach(() => opened.splice(0).forEach((duplicates) => duplicates.close()));

/** The page of a dataset in which three rows are the same, and looked at. */
async function open() {
  const version = await importRows(['{"a":"tea"}', '{"a":"milk"}', '{"a":"tea"}', '{"a":"tea"}']);
  const failures: string[] = [];
  const duplicates = new Duplicates(new Tasks(), (result: Result<unknown>) => {
    if (!result.ok) failures.push(result.failure.kind);
  });
  opened.push(duplicates);
  await duplicates.lookAt({ versionId: version.id, choices: ['a'], ignoreAbove: null });
  duplicates.view({ kind: 'exact' });
  await expect.poll(() => duplicates.page?.shown.length).toBe(1);
  const left = async (): Promise<string[]> => readTexts((await datasetOf(version.datasetId)).headId);
  expect(failures).toEqual([]);
  return { duplicates, left, datasetId: version.datasetId };
}

it('are removed once, however often that is pressed', async () => {
  const { duplicates, left, datasetId } = await open();
  const [first, second] = [duplicates.acceptAll(datasetId), duplicates.acceptAll(datasetId)];
  expect([(await first).ok, await second]).toEqual([true, { ok: true, value: null }]);
  expect([await left(), duplicates.removing]).toEqual([['{"a":"tea"}', '{"a":"milk"}'], null]);
  expect(await listVersions(datasetId)).toHaveLength(2);
  expect(passes.begun.filter((name) => name === 'apply')).toHaveLength(1);
});

it('stay where their group is spared', async () => {
  const { duplicates, left, datasetId } = await open();
  const [group] = duplicates.page?.shown ?? [];
  if (!group) return expect.unreachable();
  duplicates.spare(group, true);
  expect(duplicates.isSpared(group)).toBe(true);
  await duplicates.acceptAll(datasetId);
  expect(await left()).toHaveLength(4);
});

it('can be removed again after that has failed', async () => {
  const { duplicates, left, datasetId } = await open();
  passes.break('apply', { kind: 'storage-full' });
  expect(await duplicates.acceptAll(datasetId)).toMatchObject({ ok: false, failure: { kind: 'storage-full' } });
  passes.reset();
  await duplicates.acceptAll(datasetId);
  expect(await left()).toHaveLength(2);
});

it('are shown as they were asked for last, whatever is answered last', async () => {
  const { duplicates } = await open();
  const go = passes.stop('duplicates.groups');
  duplicates.turnTo(0);
  passes.reset();
  duplicates.view({ search: 'milk' });
  await expect.poll(() => duplicates.page?.shown).toEqual([]);
  go();
  await new Promise((done) => setTimeout(done, 30));
  expect(duplicates.page?.shown).toEqual([]);
});
