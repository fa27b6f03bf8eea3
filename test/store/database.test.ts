import '../support/fake-browser.ts';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';

/** The schema of version 1, as its users have it. */
const VERSION_1 = {
  meta: 'key',
  datasets: 'id',
  versions: 'id, datasetId',
  lists: 'id, datasetId',
  segments: 'id, datasetId, stage',
  marks: 'id, datasetId, stage',
  blocks: '[datasetId+firstRow], datasetId, stage',
  drops: '[versionId+step+part], datasetId, stage',
  quarantine: '[datasetId+file+byte], datasetId, stage',
  stages: 'id, datasetId',
  imports: 'datasetId',
  counters: 'datasetId',
};

it('a database of version 1 opens with all that it holds, and with the new tables empty', async () => {
  const old = new Dexie('lapidary');
  old.version(1).stores(VERSION_1);
  const block = { datasetId: 'd', firstRow: 0, stage: 's', count: 1, bytes: new Uint8Array([1, 2, 3]) };
  await old.table('datasets').add({ id: 'd', name: 'Cooking' });
  await old.table('blocks').add(block);
  await old.table('meta').add({ key: 'theme', value: 'dark' });
  old.close();

  const { database } = await import('../../src/store/database.ts');
  await database.open();
  expect(database.verno).toBeGreaterThan(1);
  expect(await database.datasets.toArray()).toEqual([{ id: 'd', name: 'Cooking' }]);
  expect(await database.blocks.where('stage').equals('s').toArray()).toEqual([block]);
  expect(await database.meta.get('theme')).toEqual({ key: 'theme', value: 'dark' });
  const added = database.tables.filter(({ name }) => !Object.hasOwn(VERSION_1, name));
  expect(added.map(({ name }) => name).sort()).toEqual(['jobs', 'packs', 'trials', 'vault']);
  expect(await Promise.all(added.map((table) => table.count()))).toEqual(added.map(() => 0));
});
