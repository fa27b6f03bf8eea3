import '../support/fake-browser.ts';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { tablesWhere } from '../../src/store/tables.ts';

it('a database of an earlier version opens with what it holds, and with the tables that are described', async () => {
  const old = new Dexie('lapidary');
  old.version(2).stores({ meta: 'key', datasets: 'id', vault: 'id', pages: 'id, datasetId, stage', trials: 'id' });
  await old.table('datasets').add({ id: 'd', name: 'Cooking' });
  await old.table('pages').add({ id: 'p', datasetId: 'd', stage: 's' });
  await old.table('trials').add({ id: 't', datasetId: 'd' });
  await old.table('meta').add({ key: 'theme', value: 'dark' });
  old.close();

  const { database } = await import('../../src/store/database.ts');
  await database.open();
  expect(database.verno).toBe(4);
  expect(await database.datasets.toArray()).toEqual([{ id: 'd', name: 'Cooking' }]);
  expect(await database.meta.get('theme')).toEqual({ key: 'theme', value: 'dark' });
  expect(await database.trials.where('datasetId').equals('d').primaryKeys()).toEqual(['t']);
  expect([...database.backendDB().objectStoreNames]).toEqual([...tablesWhere(() => true)].sort());
});
