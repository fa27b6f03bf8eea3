import '../support/fake-browser.ts';
import { Dexie } from 'dexie';
import { expect, it, vi } from 'vitest';
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
  expect(database.verno).toBe(8);
  expect(await database.datasets.toArray()).toEqual([{ id: 'd', name: 'Cooking' }]);
  expect(await database.meta.get('theme')).toEqual({ key: 'theme', value: 'dark' });
  expect(await database.trials.where('datasetId').equals('d').primaryKeys()).toEqual(['t']);
  expect([...database.backendDB().objectStoreNames]).toEqual([...tablesWhere(() => true)].sort());
  database.close();
  await database.delete();
});

it('few-shot packs that passed for a service are served models, and their jobs are of no service', async () => {
  const base = { service: 'gemini-api', name: 'models/gemini-3.5-flash' };
  const packed = { service: 'few-shot-pack', pack: 'p', base };
  const old = new Dexie('lapidary');
  old.version(5).stores({ jobs: 'id, datasetId', trials: 'id, datasetId', evaluations: 'id, datasetId' });
  await old.table('jobs').bulkAdd([
    { id: 'a', datasetId: 'd', service: 'few-shot-pack', model: packed },
    { id: 'b', datasetId: 'd', service: 'gemini-api', model: base },
  ]);
  await old.table('trials').add({ id: 't', datasetId: 'd', answers: [{ model: packed }, { model: base }] });
  await old.table('evaluations').add({ id: 'e', datasetId: 'd', models: [{ ref: packed, kind: 'tuned' }] });
  old.close();

  const { database } = await import('../../src/store/database.ts');
  await database.open();
  expect(await database.jobs.toArray()).toEqual([
    { id: 'a', datasetId: 'd', service: null, model: { pack: 'p', base } },
    { id: 'b', datasetId: 'd', service: 'gemini-api', model: base },
  ]);
  expect((await database.trials.get('t'))?.answers).toEqual([{ model: { pack: 'p', base } }, { model: base }]);
  expect((await database.evaluations.get('e'))?.models).toEqual([{ ref: { pack: 'p', base }, kind: 'tuned' }]);
});

it('blind comparisons of before there were other raters have none', async () => {
  const { database: last } = await import('../../src/store/database.ts');
  last.close();
  await last.delete();
  vi.resetModules();
  const earlier = { id: 's', datasetId: 'd', pairs: [], votes: [{ pair: 0, choice: 'a', at: 1 }] };
  const old = new Dexie('lapidary');
  old.version(7).stores({ blindSessions: 'id, datasetId' });
  await old.table('blindSessions').add(earlier);
  old.close();

  const { database } = await import('../../src/store/database.ts');
  expect(await database.blindSessions.toArray()).toEqual([{ ...earlier, given: null, raters: [] }]);
});
