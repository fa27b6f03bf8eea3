import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { recipeOf } from '../../../src/core/version/lineage.ts';
import { database } from '../../../src/store/database.ts';
import { findOrigin } from '../../../src/store/rows/origins.ts';
import { listQuarantine } from '../../../src/store/rows/quarantine.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { undo } from '../../../src/store/versions/history.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import type { ImportReport } from '../../../workers/files/import-commit.ts';
import { digestOfRows } from '../../support/digest.ts';
import { importFile } from '../../support/import-file.ts';
import { countRecords, datasetOf, emptyDatabase, readRows, readTexts } from '../../support/stored.ts';

const FIRST = ['{"a":1}', '{"a":', '{"a":2}'];
const MORE = ['{"b":3}', 'no row', '{"a":4}'];

beforeEach(emptyDatabase);

async function read(name: string, lines: readonly string[], into?: string): Promise<ImportReport> {
  const report = await importFile(name, lines, into);
  if (!report.ok) throw new Error(report.failure.kind);
  return report.value;
}

describe('files that are added to a dataset', () => {
  it('put their rows at its end, as one version, with new columns and their own quarantine', async () => {
    const { datasetId } = await read('a.jsonl', FIRST);
    await editRow(datasetId, 0, '{"a":1}', '{"a":"edited"}');
    const { version } = await read('b.jsonl', MORE, datasetId);
    const rows = ['{"a":"edited"}', '{"a":2}', '{"b":3}', '{"a":4}'];
    expect(await readTexts(version.id)).toEqual(rows);
    expect(version).toMatchObject({ kind: 'append', number: 3, columns: ['a', 'b'], digest: digestOfRows(rows) });
    expect(version.sources.map(({ name, rows: count, quarantined }) => [name, count, quarantined])).toEqual([
      ['a.jsonl', 2, 1],
      ['b.jsonl', 2, 1],
    ]);
    expect(await datasetOf(datasetId)).toMatchObject({ headId: version.id, quarantined: 2 });
    const lost = await listQuarantine(datasetId, 0, 9);
    expect(lost.map(({ file, line }) => [file, line])).toEqual([
      ['a.jsonl', 2],
      ['b.jsonl', 2],
    ]);
  });

  it('tell of each row which file it came from, also where two files have one name', async () => {
    const { datasetId } = await read('a.jsonl', FIRST);
    await read('a.jsonl', MORE, datasetId);
    await undo(datasetId, 2);
    const { version } = await read('a.jsonl', ['{"a":5}'], datasetId);
    const origins = await Promise.all((await readRows(version.id)).map(({ origin }) => findOrigin(datasetId, origin)));
    expect(origins).toEqual([
      { file: 'a.jsonl', row: 1 },
      { file: 'a.jsonl', row: 2 },
      { file: 'a.jsonl (2)', row: 1 },
    ]);
    const recipe = recipeOf(await listVersions(datasetId), version.id);
    expect(recipe.map(({ step, params }) => [step, params['files']])).toMatchObject([
      ['import', [{ name: 'a.jsonl' }]],
      ['append', [{ name: 'a.jsonl (2)' }]],
    ]);
  });

  it('make a version even of lines that can not be read, which are not lost', async () => {
    const { datasetId } = await read('a.jsonl', FIRST);
    const { version } = await read('b.jsonl', ['{'], datasetId);
    expect(version).toMatchObject({ number: 2, rowCount: 2 });
    expect(await datasetOf(datasetId)).toMatchObject({ quarantined: 2 });
  });

  it('leave the dataset as it was where there is nothing in them, or no dataset', async () => {
    const { datasetId } = await read('a.jsonl', FIRST);
    const counters = await database.counters.count();
    const before = await countRecords();
    expect(await importFile('b.jsonl', [''], datasetId)).toMatchObject({ failure: { kind: 'no-rows' } });
    await expect(importFile('b.jsonl', MORE, 'gone')).rejects.toThrow('gone');
    expect(await countRecords()).toEqual(before);
    expect(await database.counters.count()).toBe(counters);
  });
});
