import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashHex } from '../../../src/core/hash/text-hash.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { SegmentRef, VersionInfo } from '../../../src/core/version/version.ts';
import { database } from '../../../src/store/database.ts';
import { measureList } from '../../../src/store/versions/measure-list.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { undo } from '../../../src/store/versions/history.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { digestOfRows } from '../../support/digest.ts';
import { changeRows, datasetOf, emptyDatabase, importRows, readRows, readTexts } from '../../support/stored.ts';
import { seededRandom } from '../../support/messy-rows.ts';

const ROWS = Array.from({ length: 5_000 }, (_, row) => `{"a":${row}}`);

beforeEach(emptyDatabase);

async function edit(datasetId: string, position: number, expected: string, text: string): Promise<VersionInfo> {
  const result = await editRow(datasetId, position, expected, text);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

async function failureOf(...args: Parameters<typeof editRow>): Promise<Failure['kind'] | undefined> {
  const result = await editRow(...args);
  return result.ok ? undefined : result.failure.kind;
}

describe('editRow', () => {
  it('changes this row and no other, and leaves bytes, digest and columns as a whole count would', async () => {
    const first = await importRows(ROWS, { blockBytes: 4_000 });
    const edited = await edit(first.datasetId, 4_100, '{"a":4100}', '{"a":4100,"b":"é"}');
    const rows = ROWS.with(4_100, '{"a":4100,"b":"é"}');
    expect(await readTexts(edited.id)).toEqual(rows);
    expect(edited.digest).toBe(digestOfRows(rows));
    expect(edited.byteCount).toBe(Buffer.byteLength(rows.join('\n')) + 1);
    expect(edited).toMatchObject({ kind: 'edit', number: 2, rowCount: 5_000, columns: ['a', 'b'], parentId: first.id });
    expect(await readTexts(first.id)).toEqual(ROWS);
  });

  it('is right after many edits at seeded places, some of them on rows that were edited before', async () => {
    const random = seededRandom(7);
    const { datasetId } = await importRows(ROWS, { blockBytes: 4_000, pageRows: 1_700 });
    const rows = [...ROWS];
    let head = '';
    for (let times = 0; times < 60; times++) {
      const position = random() < 0.3 ? 4_096 : Math.floor(random() * rows.length);
      const text = JSON.stringify({ a: times, b: 'x'.repeat(Math.floor(random() * 50)) });
      head = (await edit(datasetId, position, rows[position] ?? '', text)).id;
      rows[position] = text;
    }
    const { segments, leaves, byteCount, digest } = await loadVersion(head);
    expect(await readTexts(head)).toEqual(rows);
    expect(digest).toBe(digestOfRows(rows));
    expect(await measureList(datasetId, segments, [])).toMatchObject({ leaves, bytes: byteCount });
  });

  it('adds new columns in the order of the text, and the one that a row without keys is shown in', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 3));
    expect((await edit(datasetId, 0, '{"a":0}', '{"b":1,"2":1,"1":1}')).columns).toEqual(['a', 'b', '2', '1']);
    expect((await edit(datasetId, 1, '{"a":1}', '[1]')).columns).toEqual(['a', 'b', '2', '1', 'value']);
  });

  it('keeps the origin of the row', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 10));
    await edit(datasetId, 3, '{"a":3}', '{"a":"x"}');
    const again = await edit(datasetId, 3, '{"a":"x"}', '{"a":"y"}');
    const row = (await readRows(again.id))[3];
    expect([row?.origin, row?.row.text]).toEqual([3, '{"a":"y"}']);
    const place = { file: 'test.jsonl', row: 4, position: 3 };
    expect(again.log).toMatchObject([
      {
        step: 'edit-rows',
        params: { edits: [{ ...place, before: hashHex('{"a":"x"}'), after: hashHex('{"a":"y"}') }] },
      },
    ]);
  });

  it('shares every segment but the one that held the row', async () => {
    const first = await importRows(ROWS, { pageRows: 1_000 });
    const edited = await edit(first.datasetId, 2_500, '{"a":2500}', 'null');
    const idsOf = async (id: string): Promise<string[]> =>
      (await loadVersion(id)).segments.map((segment: SegmentRef) => ('segment' in segment ? segment.segment : 'run'));
    const before = await idsOf(first.id);
    const after = await idsOf(edited.id);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after.slice(-2)).toEqual(before.slice(-2));
    expect(after.filter((id) => !before.includes(id))).toHaveLength(1);
  });

  it('adds to one open block until it is full', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 300), { blockBytes: 100_000 });
    for (let row = 0; row < 257; row++) await edit(datasetId, row, `{"a":${row}}`, `{"b":${row}}`);
    const blocks = await database.blocks.where('datasetId').equals(datasetId).toArray();
    expect(blocks.map(({ count }) => count)).toEqual([300, 256, 1]);
  });

  it('does not add to the open block once that is large', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 3));
    await edit(datasetId, 0, '{"a":0}', JSON.stringify({ a: 'x'.repeat(70_000) }));
    await edit(datasetId, 1, '{"a":1}', '{"a":"y"}');
    expect(await database.blocks.count()).toBe(3);
  });

  it('goes on in the open block after an undo, which its rows outlive', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 3));
    const undone = await edit(datasetId, 0, '{"a":0}', '{"a":"undone"}');
    await undo(datasetId, 2);
    const kept = await edit(datasetId, 0, '{"a":0}', '{"a":"kept"}');
    expect(await readTexts(undone.id)).toEqual(['{"a":"undone"}', '{"a":1}', '{"a":2}']);
    expect(await readTexts(kept.id)).toEqual(['{"a":"kept"}', '{"a":1}', '{"a":2}']);
    expect(await database.blocks.count()).toBe(2);
  });

  it('stores a row of several lines as one, with all else as it was written', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 3));
    const edited = await edit(datasetId, 1, '{"a":1}', '{\n  "n": 1.0,\r\n  "s": "a\\nb  c"\n}\n');
    expect((await readTexts(edited.id))[1]).toBe('{"n": 1.0,"s": "a\\nb  c"}');
  });

  it('takes the same text for no change', async () => {
    const first = await importRows(ROWS.slice(0, 3));
    expect((await edit(first.datasetId, 1, '{"a":1}', '\n{"a":1}\n')).id).toBe(first.id);
    expect([await database.versions.count(), await database.blocks.count()]).toEqual([1, 1]);
  });

  it('refuses what is not JSON, a line end within a string included', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 3));
    for (const text of ['', '{"a":1', '{"a":1}}', "{'a':1}", '{"a":"x\ny"}', '1\n2', '{"a":NaN}', '\u00a01']) {
      expect(await failureOf(datasetId, 1, '{"a":1}', text), text).toBe('bad-row');
    }
    expect(await failureOf(datasetId, 1, '{"a":1}', '['.repeat(2_000) + ']'.repeat(2_000))).toBe('bad-row');
    expect(await database.versions.count()).toBe(1);
  });

  it('refuses where the row is no longer what the user saw', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 3));
    expect(await failureOf(datasetId, 1, '{"a":2}', '{}')).toBe('head-moved');
    expect(await failureOf(datasetId, 3, '{"a":3}', '{}')).toBe('head-moved');
    expect(await failureOf('no such dataset', 1, '{"a":1}', '{}')).toBe('head-moved');
    expect(await database.versions.count()).toBe(1);
  });

  it('lets one of two edits at once through, and tells the other', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 3));
    await edit(datasetId, 0, '{"a":0}', '{"a":"open block"}');
    const both = await Promise.all([
      failureOf(datasetId, 1, '{"a":1}', '{"a":"one"}'),
      failureOf(datasetId, 2, '{"a":2}', '{"a":"two"}'),
    ]);
    expect(both.sort()).toEqual(['head-moved', undefined]);
    const { headId, seq } = await datasetOf(datasetId);
    expect(seq).toBe(3);
    const rows = await readTexts(headId);
    expect(rows.filter((row) => row.includes('one') || row.includes('two'))).toHaveLength(1);
    expect((await loadVersion(headId)).digest).toBe(digestOfRows(rows));
  });

  it('stores nothing where the commit fails', async () => {
    const first = await importRows(ROWS.slice(0, 3), { pageRows: 2 });
    await edit(first.datasetId, 0, '{"a":0}', '{"a":"open block"}');
    const before = await Promise.all(database.tables.map((table) => table.toArray()));
    const refuse = (): never => {
      throw new Error('no room');
    };
    database.lists.hook('creating', refuse);
    await expect(editRow(first.datasetId, 1, '{"a":1}', '{}')).rejects.toThrow('no room');
    database.lists.hook('creating').unsubscribe(refuse);
    expect(await Promise.all(database.tables.map((table) => table.toArray()))).toEqual(before);
  });

  it('works on rows that a step changed', async () => {
    const first = await importRows(ROWS.slice(0, 10));
    const { version } = await changeRows(first, (text, row) => (row % 2 ? text.replace('a', 'b') : text));
    const edited = await edit(first.datasetId, 1, '{"b":1}', '{"c":1}');
    expect(edited.parentId).toBe(version.id);
    expect((await readRows(edited.id)).map(({ origin }) => origin)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
