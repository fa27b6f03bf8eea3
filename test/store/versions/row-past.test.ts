import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { undo } from '../../../src/store/versions/history.ts';
import { readRowPast } from '../../../src/store/versions/row-past.ts';
import { datasetOf, emptyDatabase, importRows } from '../../support/stored.ts';

const ROWS = Array.from({ length: 3_000 }, (_, row) => `{"a":${row}}`);

beforeEach(emptyDatabase);

async function edit(datasetId: string, position: number, expected: string, text: string): Promise<string> {
  const result = await editRow(datasetId, position, expected, text);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value.id;
}

describe('the past of a row', () => {
  it('begins with the import, and has each version that changed it', async () => {
    const { datasetId } = await importRows(ROWS, { blockBytes: 4_000, pageRows: 700 });
    await edit(datasetId, 1_500, '{"a":1500}', '{"a":"x"}');
    await edit(datasetId, 3, '{"a":3}', '{"a":"other"}');
    const head = await edit(datasetId, 1_500, '{"a":"x"}', '{"a":"y"}');
    const { changes, versions } = await readRowPast(head, 1_500);
    expect(changes.map(({ version, before, after }) => [version.number, before, after])).toEqual([
      [1, null, '{"a":1500}'],
      [2, '{"a":1500}', '{"a":"x"}'],
      [4, '{"a":"x"}', '{"a":"y"}'],
    ]);
    expect(versions).toBe(4);
  });

  it('leaves out what was undone', async () => {
    const first = await importRows(ROWS);
    await edit(first.datasetId, 5, '{"a":5}', '{"a":"x"}');
    await undo(first.datasetId, (await datasetOf(first.datasetId)).seq);
    const head = await edit(first.datasetId, 5, '{"a":5}', '{"a":"z"}');
    const { changes } = await readRowPast(head, 5);
    expect(changes.map(({ after }) => after)).toEqual(['{"a":5}', '{"a":"z"}']);
  });

  it('has one entry for a row that nobody changed', async () => {
    const first = await importRows(ROWS);
    expect((await readRowPast(first.id, 7)).changes.map(({ after }) => after)).toEqual(['{"a":7}']);
  });
});
