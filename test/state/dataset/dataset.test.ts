import '../../support/fake-browser.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Dataset } from '../../../src/state/dataset/dataset.svelte.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { applySteps, changeRows, datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

beforeEach(emptyDatabase);

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

const TAKE_ONE = { step: 'take-first-rows', version: 1, params: { count: 1 } };
const TAKE_TWO = { ...TAKE_ONE, params: { count: 2 } };

/** A dataset that is open and followed, after three rows became two and then one. */
async function open() {
  const imported = await importRows(['{"a":1}', '{"a":2}', '{"a":3}']);
  const { version: two } = await applySteps(imported.id, [TAKE_TWO]);
  const { version: one } = await applySteps(two.id, [TAKE_ONE]);
  const notices = new Notices();
  const dataset = new Dataset(imported.datasetId, notices);
  const stop = dataset.live.watch();
  stops.push(stop);
  await vi.waitUntil(() => dataset.live.ready);
  const rows = async (): Promise<number> => (await readTexts((await datasetOf(dataset.id)).headId)).length;
  const failures = (): string[] => notices.failed.map(({ text }) => text);
  return { dataset, notices, rows, failures, stop, versions: { imported, two, one } };
}

describe('moves along the history of a dataset', () => {
  it('go back and forth, and say what was undone', async () => {
    const { dataset, notices, rows } = await open();
    expect([dataset.head?.rowCount, dataset.canUndo, dataset.canRedo]).toEqual([1, true, false]);
    await dataset.undo();
    expect(await rows()).toBe(2);
    expect(notices.done?.text).toMatch(/^Undid “Cleaned” \(.*1 row.*\)\.$/);
    await dataset.redo();
    expect(await rows()).toBe(1);
    expect(notices.done?.text).toMatch(/^Redid “Cleaned”/);
    expect(notices.done?.action?.label).toBe('Undo');
  });

  it('that are wished quickly are all made, one after another', async () => {
    const { dataset, rows, failures } = await open();
    await Promise.all([dataset.undo(), dataset.undo()]);
    expect([await rows(), failures()]).toEqual([3, []]);
    await Promise.all([dataset.redo(), dataset.redo(), dataset.undo()]);
    expect([await rows(), failures()]).toEqual([2, []]);
  });

  it('end where there is nothing more to undo or redo', async () => {
    const { dataset, notices, rows } = await open();
    await dataset.redo();
    expect([await rows(), notices.done]).toEqual([1, null]);
    await Promise.all([dataset.undo(), dataset.undo(), dataset.undo(), dataset.undo()]);
    expect([await rows(), dataset.canUndo, notices.failed]).toEqual([3, false, []]);
  });

  it('are refused, and said, where another tab changed what is not on the screen yet', async () => {
    const { dataset, rows, failures, stop, versions } = await open();
    stop();
    await changeRows(versions.one, () => null);
    await dataset.undo();
    expect([await rows(), failures()]).toEqual([0, ['This dataset was changed in another tab.']]);
  });

  it('lead to a version that is restored, as one that can be undone', async () => {
    const { dataset, notices, rows, versions } = await open();
    await Promise.all([dataset.restore(versions.imported), dataset.restore(versions.imported)]);
    expect([await rows(), (await listVersions(dataset.id)).length]).toEqual([3, 4]);
    expect(notices.failed).toEqual([]);
    await dataset.undo();
    expect(await rows()).toBe(1);
  });
});

describe('what the rows mean', () => {
  it('is said in a version of its own, unless they mean it already', async () => {
    const { dataset, notices } = await open();
    const meaning = { mapping: { input: null, output: 'a' }, format: undefined };
    await dataset.choose(meaning, 'Output column: a');
    expect(dataset.head?.mapping.output).toBe('a');
    expect(notices.done).toMatchObject({ text: 'Output column: a.', action: { label: 'Undo' } });
    await dataset.choose(meaning, 'Output column: a');
    expect((await listVersions(dataset.id)).length).toBe(4);
    expect(notices.done).toMatchObject({ text: 'Nothing changed, so no version was made.', action: null });
  });

  it('is what was chosen last', async () => {
    const { dataset, failures } = await open();
    const choose = (output: string | null): Promise<void> =>
      dataset.choose({ mapping: { input: null, output }, format: undefined }, 'Output column');
    await Promise.all([choose('a'), choose(null)]);
    expect([(await listVersions(dataset.id))[0]?.mapping.output, failures()]).toEqual([null, []]);
  });
});

describe('the notice of a change', () => {
  it('undoes just that change, also when its page is left', async () => {
    const { dataset, notices, rows, stop, versions } = await open();
    dataset.say('One row is left.', versions.one);
    stop();
    notices.done?.action?.run();
    await expect.poll(rows).toBe(2);
    await expect.poll(() => notices.done?.text).toMatch(/^Undid “Cleaned”/);
  });

  it('undoes nothing once something else was changed', async () => {
    const { dataset, notices, rows, versions } = await open();
    dataset.say('Two rows are left.', versions.two);
    notices.done?.action?.run();
    await expect.poll(() => notices.done?.text).toBe('Not undone: the dataset has changed since.');
    expect(await rows()).toBe(1);
  });
});
