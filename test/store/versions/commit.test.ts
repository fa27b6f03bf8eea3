import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { commitVersion, HeadMovedError } from '../../../src/store/versions/commit.ts';
import { database } from '../../../src/store/database.ts';
import { undo } from '../../../src/store/versions/history.ts';
import { openStage } from '../../../src/store/stage.ts';
import { listVersions, loadVersion } from '../../../src/store/versions/versions.ts';
import { digestOfRows } from '../../support/digest.ts';
import {
  changeRows,
  countRecords,
  datasetOf,
  emptyDatabase,
  importRows,
  readTexts,
  storeRows,
} from '../../support/stored.ts';

const ROWS = ['{"a":1}', '{"a":2}', '{"a":3}'];
const BYTES = ROWS.join('\n').length + 1;

beforeEach(emptyDatabase);

/** A draft with the rows of a version and one more column, on top of it. */
async function draftOn(id: string): Promise<Parameters<typeof commitVersion>[0]> {
  const { leaves, ...parent } = await loadVersion(id);
  const measured = { leaves, bytes: parent.byteCount, repeats: parent.repeats, marks: parent.marks };
  return { ...parent, id: crypto.randomUUID(), parentId: id, kind: 'apply', columns: ['a', 'b'], measured };
}

describe('commitImport', () => {
  it('makes a dataset and its first version appear, with counts and digest', async () => {
    const version = await importRows(ROWS, { name: 'sums' });
    expect(version).toMatchObject({ number: 1, parentId: null, rowCount: 3, byteCount: BYTES });
    expect(version.digest).toBe(digestOfRows(ROWS));
    expect(await datasetOf(version.datasetId)).toMatchObject({ name: 'sums', headId: version.id, seq: 1, redo: [] });
    expect(await database.stages.count()).toBe(0);
  });

  it('makes nothing appear where one of its records cannot be stored', async () => {
    const refuse = (): never => {
      throw new Error('no room');
    };
    database.imports.hook('creating', refuse);
    await expect(importRows(ROWS)).rejects.toThrow('no room');
    database.imports.hook('creating').unsubscribe(refuse);
    expect(await countRecords()).toEqual({});
  });
});

describe('commitVersion', () => {
  it('moves the head, counts versions up and forgets what could be redone', async () => {
    const first = await importRows(ROWS);
    await changeRows(first, (text) => text.replace('1', '10'));
    await undo(first.datasetId, 2);
    expect((await datasetOf(first.datasetId)).redo).toHaveLength(1);
    const { version, branched } = await changeRows(first, (text) => (text.includes('2') ? null : text));
    expect({ branched, number: version.number, rows: version.rowCount }).toEqual({
      branched: false,
      number: 3,
      rows: 2,
    });
    expect(await datasetOf(first.datasetId)).toMatchObject({ headId: version.id, seq: 4, redo: [] });
  });

  it('makes no version of what is the same as its parent, and leaves nothing of it behind', async () => {
    const first = await importRows(ROWS);
    const before = await countRecords();
    const stage = await openStage(first.datasetId, 'Cleaning of a test');
    await storeRows(ROWS, stage);
    const { columns, mapping } = first;
    const same = { ...(await draftOn(first.id)), columns, mapping: { ...mapping, system: null } };
    const { version, changed } = await commitVersion(same, { stage: stage.id });
    await stage.close();
    expect([version.id, changed]).toEqual([first.id, false]);
    expect(await countRecords()).toEqual(before);
    expect(await datasetOf(first.datasetId)).toMatchObject({ headId: first.id, seq: 1 });
    const mapped = { ...same, mapping: { input: null, output: 'a' } };
    expect(await commitVersion(mapped)).toMatchObject({ changed: true, version: { number: 2 } });
  });

  it('keeps the version as a branch where the head moved, and leaves the head', async () => {
    const first = await importRows(ROWS);
    const quicker = await changeRows(first, (text) => text.replace('1', '10'));
    const later = await changeRows(first, (text) => text.replace('2', '20'));
    expect([quicker.branched, later.branched]).toEqual([false, true]);
    expect(later.version.number).toBe(3);
    const dataset = await datasetOf(first.datasetId);
    expect(dataset).toMatchObject({ headId: quicker.version.id, seq: 2 });
    expect(await readTexts(later.version.id)).toEqual(['{"a":1}', '{"a":20}', '{"a":3}']);
    expect(await readTexts(quicker.version.id)).toEqual(['{"a":10}', '{"a":2}', '{"a":3}']);
  });

  it('stores nothing where a branch is not wanted', async () => {
    const first = await importRows(ROWS);
    await changeRows(first, (text) => text.replace('1', '10'));
    const draft = await draftOn(first.id);
    const within = (): Promise<unknown> => database.meta.put({ key: 'within', value: 1 });
    await expect(commitVersion(draft, { whenMoved: 'fail', within })).rejects.toBeInstanceOf(HeadMovedError);
    expect(await listVersions(first.datasetId)).toHaveLength(2);
    expect(await database.meta.get('within')).toBeUndefined();
  });

  it('gives a hundred commits at once a hundred numbers, and lets one of them move the head', async () => {
    const first = await importRows(ROWS);
    const drafts = await Promise.all(Array.from({ length: 100 }, () => draftOn(first.id)));
    const commits = await Promise.all(drafts.map((draft) => commitVersion(draft)));
    expect(commits.filter(({ branched }) => !branched)).toHaveLength(1);
    const numbers = (await listVersions(first.datasetId)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 101 }, (_, index) => 101 - index));
    expect((await datasetOf(first.datasetId)).seq).toBe(2);
  });

  it('leaves everything as it was where a part of it fails', async () => {
    const first = await importRows(ROWS);
    const before = await countRecords();
    const stage = await openStage(first.datasetId, 'Cleaning');
    const within = (): Promise<never> => Promise.reject(new Error('no room'));
    await expect(commitVersion(await draftOn(first.id), { stage: stage.id, within })).rejects.toThrow('no room');
    await stage.close();
    expect(await countRecords()).toEqual(before);
    expect(await datasetOf(first.datasetId)).toMatchObject({ headId: first.id, seq: 1 });
  });

  it('refuses a dataset that another tab has deleted', async () => {
    const first = await importRows(ROWS);
    const draft = await draftOn(first.id);
    await database.datasets.delete(first.datasetId);
    await expect(commitVersion(draft)).rejects.toThrow('is gone');
    expect(await database.versions.count()).toBe(1);
  });
});
