import '../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../src/store/database.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { stampMarker } from '../../src/store/marker.ts';
import { recover } from '../../src/store/recover.ts';
import { openStage } from '../../src/store/stage.ts';
import { commitRows, countRecords, emptyDatabase, importRows, readTexts, storeRows } from '../support/stored.ts';

const ROWS = ['{"a":1}', '{"a":2}', '{"a":3}'];

beforeEach(async () => {
  await emptyDatabase();
  localStorage.removeItem('lapidary.database');
});

/** A stage whose tab has died: its record is there, its lock is not. */
async function dieAt(datasetId: string, title: string, quiet = false): Promise<void> {
  const stage = await openStage(datasetId, title, quiet);
  await storeRows(ROWS, stage, 1);
  const record = await database.stages.get(stage.id);
  const blocks = await database.blocks.where('stage').equals(stage.id).toArray();
  await stage.close();
  await database.stages.add(record!);
  await database.blocks.bulkAdd(blocks);
}

/** Runs `act` the next time that locks are looked at: what another tab does at the worst moment. */
function atNextLook(act: () => Promise<unknown>): void {
  const { locks } = navigator;
  const query = locks.query.bind(locks);
  locks.query = async () => {
    locks.query = query;
    await act();
    return query();
  };
}

/** Lets the event loop turn: fake-indexeddb takes one turn for a request. */
async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next));
}

describe('recover', () => {
  it('sweeps what dead runs left and says so', async () => {
    const version = await importRows(ROWS);
    await dieAt('unborn', 'Import of a.jsonl');
    await dieAt(version.datasetId, 'Cleaning of a');
    const { swept, failure } = await recover();
    expect(failure).toBeNull();
    expect([...swept].sort()).toEqual([
      'Cleaning of a did not finish; 3 unfinished blocks were removed',
      'Import of a.jsonl did not finish; 3 unfinished blocks were removed',
    ]);
    await dieAt(version.datasetId, 'A count that nobody asked for', true);
    expect((await recover()).swept).toEqual([]);
    expect(await readTexts(version.id)).toEqual(ROWS);
    expect(await database.blocks.count()).toBe(1);
    expect(await database.stages.count()).toBe(0);
    expect((await recover()).swept).toEqual([]);
  });

  it('leaves runs of other tabs alone', async () => {
    const stage = await openStage('d', 'Import of a');
    await storeRows(ROWS, stage, 1);
    expect((await recover()).swept).toEqual([]);
    expect(await readTexts((await commitRows(ROWS, stage)).id)).toEqual(ROWS);
    await stage.close();
  });

  it('does not sweep a run that commits while it looks', async () => {
    const stage = await openStage('d', 'Import of a');
    const committed: string[] = [];
    atNextLook(async () => {
      committed.push((await commitRows(ROWS, stage)).id);
      await stage.close();
    });
    expect((await recover()).swept).toEqual([]);
    expect(await readTexts(committed[0] ?? '')).toEqual(ROWS);
  });

  it('never harms a run that commits at any moment meanwhile', async () => {
    for (let turns = 0; turns < 60; turns++) {
      const stage = await openStage(crypto.randomUUID(), 'Import of a');
      await storeRows(ROWS, stage, 1);
      const committing = pass(turns).then(() => commitRows(ROWS, stage));
      const [version, report] = await Promise.all([committing, recover()]);
      await stage.close();
      expect(report, `after ${turns} turns`).toEqual({ swept: [], lost: false, failure: null });
      expect(await readTexts(version.id), `after ${turns} turns`).toEqual(ROWS);
    }
  });

  it('finishes a deletion that its tab did not live to see, wherever it stopped', async () => {
    const tables = ['blocks', 'segments', 'drops', 'quarantine', 'imports', 'counters'] as const;
    for (const survivor of tables) {
      const version = await importRows(ROWS, { pageRows: 2 });
      const owner = { datasetId: version.datasetId, stage: '' };
      const ids = new Uint32Array(0);
      await database.drops.add({
        ...owner,
        ...{ versionId: 'v', step: 0, part: 0, reason: '', ids, keptInstead: ids },
      });
      const line = { fileName: 'a', line: 1, bytes: 1, reason: '', raw: new Blob(['x']) };
      await database.quarantine.add({ ...owner, ...line, file: 0, byte: 0 });
      const table = database.table(survivor);
      const records: unknown[] = await table.toArray();
      await deleteDataset(version.datasetId);
      await table.bulkAdd(records);
      await recover();
      expect(await countRecords(), survivor).toEqual({ meta: 1 });
    }
  });

  it('says that the database is lost only where it once held something', async () => {
    expect((await recover()).lost).toBe(false);
    await importRows(ROWS);
    expect((await recover()).lost).toBe(false);
    await emptyDatabase();
    expect((await recover()).lost).toBe(true);
    // Said again until something new is stored: a reload must not make it look like a first visit.
    expect((await recover()).lost).toBe(true);
    await importRows(ROWS);
    await stampMarker();
    expect((await recover()).lost).toBe(false);
  });

  it('tells a database that was emptied by hand from a lost one', async () => {
    const { datasetId } = await importRows(ROWS);
    await recover();
    await deleteDataset(datasetId);
    expect((await recover()).lost).toBe(false);
  });
});
