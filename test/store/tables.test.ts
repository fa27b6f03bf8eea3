import '../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { database, tableOf } from '../../src/store/database.ts';
import { snapshotDataset } from '../../src/store/backup/backup-snapshot.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { recover } from '../../src/store/recover.ts';
import { openStage } from '../../src/store/stage.ts';
import type { CounterRecord } from '../../src/store/records.ts';
import { type TableDescription, type TableName, tables, tablesWhere } from '../../src/store/tables.ts';
import { sampleRecords } from '../support/sample-records.ts';
import { countRecords, emptyDatabase, importRows } from '../support/stored.ts';

const NAMES = tablesWhere(() => true);

/** What a description says that isn't so, given a record of its table. */
function faultsOf({ index, owner, goes, staged, derived, backup }: TableDescription, record: object): string[] {
  const members = index.split(/[^A-Za-z]+/).filter((member) => member !== '');
  const named = [
    ...members,
    ...(owner === null ? [] : [owner]),
    ...(staged ? ['stage'] : []),
    ...(backup?.bytes ?? []),
    ...(backup && backup.ids !== 'named' ? ['id'] : []),
  ];
  const indexed = index.split(', ');
  const bytes = Object.entries(record).filter(([, value]: [string, unknown]) => value instanceof Blob);
  return [
    ...named.filter((member) => !Object.hasOwn(record, member)).map((member) => `no record has ${member}`),
    ...(owner !== null && !indexed.includes(owner) ? ['whose a record is can’t be looked up'] : []),
    ...(staged && !indexed.includes('stage') ? ['what is under a stage can’t be looked up'] : []),
    ...(derived && backup ? ['what can be made again is backed up'] : []),
    ...(owner === null && (goes !== 'never' || backup) ? ['what belongs to no dataset goes with one'] : []),
    ...bytes.flatMap(([name]) => (backup && !backup.bytes?.some((each) => each === name) ? [`${name} are bytes`] : [])),
  ];
}

/** Adds a sample to a table and says whether it is still there once `act` has happened. */
async function outlives(name: TableName, owner: { id: string; stage: string }, act: () => Promise<unknown>) {
  const key = await tableOf(name).put(sampleRecords[name](owner.id, owner.stage));
  await act();
  return (await tableOf(name).get(key)) !== undefined;
}

beforeEach(emptyDatabase);

describe('a description', () => {
  it('is there for every table, and every table is sampled here', () => {
    expect(database.tables.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
    expect(Object.keys(sampleRecords).sort()).toEqual([...NAMES].sort());
  });

  it.each(NAMES)('of %s is true of its records', (name) => {
    expect(faultsOf(tables[name], sampleRecords[name]('dataset', 'stage'))).toEqual([]);
  });

  it('that names a member which records do not have is found, by this test and by the types', () => {
    const { counters } = tables;
    // @ts-expect-error: no counter has an owner.
    const wrong: TableDescription<CounterRecord> = { ...counters, owner: 'ownerId' };
    const record = sampleRecords.counters('dataset', 'stage');
    expect(faultsOf(wrong, record)).toEqual(['no record has ownerId', 'whose a record is can’t be looked up']);
    expect(faultsOf({ ...counters, index: 'datasetId, next' }, record)).toEqual(['no record has next']);
    expect(faultsOf({ ...counters, staged: true }, record)).toHaveLength(2);
    const unsaid = { ...tables.blocks, backup: { ids: 'named' } } as const;
    expect(faultsOf(unsaid, sampleRecords.blocks('dataset', 'stage'))).toEqual(['bytes are bytes']);
  });
});

describe('what follows from a description', () => {
  it.each(tablesWhere(({ staged }) => staged))('%s are swept with their stage, and with no other', async (name) => {
    const { datasetId } = await importRows(['{"a":1}']);
    const [stage, other] = [await openStage(datasetId, 'Cleaning'), await openStage(datasetId, 'Cleaning')];
    expect(await outlives(name, { id: datasetId, stage: stage.id }, () => other.close())).toBe(true);
    await stage.close();
    const before = await countRecords();
    const last = await openStage(datasetId, 'Cleaning');
    expect(await outlives(name, { id: datasetId, stage: last.id }, () => last.close())).toBe(false);
    expect(await countRecords()).toEqual(before);
  });

  it.each(NAMES)('%s go with their dataset, or stay', async (name) => {
    const id = crypto.randomUUID();
    const stays = await outlives(name, { id, stage: '' }, () => deleteDataset(id));
    expect(stays).toBe(tables[name].goes === 'never');
    expect(await outlives(name, { id, stage: '' }, () => deleteDataset('another'))).toBe(true);
  });

  it.each(tablesWhere(({ goes }) => goes === 'later'))('%s of no dataset are swept at the start', async (name) => {
    const { datasetId } = await importRows(['{"a":1}']);
    expect(await outlives(name, { id: 'gone', stage: '' }, recover)).toBe(false);
    await database.table(name).clear();
    expect(await outlives(name, { id: datasetId, stage: '' }, recover)).toBe(true);
  });

  it('a backup has the records of every table that is backed up, and of no other', async () => {
    const { datasetId } = await importRows(['{"a":1}']);
    for (const name of NAMES.filter((each) => each !== 'datasets')) {
      await tableOf(name).put(sampleRecords[name](datasetId, ''));
    }
    const { visible, staged } = await snapshotDataset(datasetId);
    const found = [...visible.map(({ table }) => table), ...staged.flatMap(({ table, keys }) => keys.map(() => table))];
    expect([...new Set(found)]).toEqual([
      ...tablesWhere((table) => table.backup !== null && !table.staged),
      ...tablesWhere((table) => table.backup !== null && table.staged),
    ]);
  });
});
