import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { addRow } from '../../../src/store/versions/add-row.ts';
import { database } from '../../../src/store/database.ts';
import { undo } from '../../../src/store/versions/history.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { digestOfRows } from '../../support/digest.ts';
import { emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

const ROWS = Array.from({ length: 25 }, (_, row) => `{"a":${row}}`);
beforeEach(emptyDatabase);

describe('addRow', () => {
  it('puts a row at the end, with the digest of the same rows imported', async () => {
    const before = await importRows(ROWS, { blockBytes: 60 });
    const added = await addRow(before.datasetId, '{"a": 99,"b":"ü"}\n', 'Added an answer');
    if (!added.ok) throw new Error(added.failure.kind);
    const rows = await readTexts(added.value.id);
    expect(rows).toEqual([...ROWS, '{"a": 99,"b":"ü"}']);
    expect(added.value.digest).toBe(digestOfRows(rows));
    expect(added.value.columns).toEqual(['a', 'b']);
    expect(await database.stages.count()).toBe(0);
  });

  it('can be undone, and leaves marks to the rows that had them', async () => {
    const before = await importRows(ROWS);
    const marked = await setMark(before.datasetId, 1, {
      name: 'split',
      dictionary: ['train'],
      rows: Uint32Array.of(3),
      values: Uint16Array.of(1),
    });
    if (!marked.ok) throw new Error(marked.failure.kind);
    const added = await addRow(before.datasetId, '{"a":1}', 'Added');
    if (!added.ok) throw new Error(added.failure.kind);
    const list = await database.lists.get(added.value.id);
    expect(list?.marks.map(({ name, segments }) => [name, segments.length])).toEqual([['split', 1]]);
    const undone = await undo(before.datasetId, 3);
    expect(undone.ok && undone.value.id).toBe(marked.value.id);
  });

  it.each(['{"a":', '', '{"a":1} x'])('refuses what is not JSON: %s', async (text) => {
    const before = await importRows(ROWS);
    const added = await addRow(before.datasetId, text, 'Added');
    expect(!added.ok && added.failure.kind).toBe('bad-row');
  });
});
