import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { FIRST_LINE, isBackupHead } from '../../../src/core/backup/layout.ts';
import { attemptLabels } from '../../../src/core/targets/parts/attempt.ts';
import { mayExist } from '../../../src/core/tuning/start-again.ts';
import { recipeOf } from '../../../src/core/version/lineage.ts';
import { digestOfReplayed, replay } from '../../../src/core/version/replay.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { backUp } from '../../../src/store/backup/back-up.ts';
import { database } from '../../../src/store/database.ts';
import { deleteDataset, getDataset, renameDataset } from '../../../src/store/datasets.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { addRow } from '../../../src/store/versions/add-row.ts';
import { redo, restore as restoreVersion, undo } from '../../../src/store/versions/history.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { readReplay } from '../../../src/store/versions/read-replay.ts';
import { restoreBackup } from '../../../src/store/backup/restore-backup.ts';
import { addJob } from '../../../src/store/google/jobs.ts';
import { savePack } from '../../../src/store/google/packs.ts';
import { addTrial } from '../../../src/store/google/trials.ts';
import { openStage } from '../../../src/store/stage.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { makeJob, makePack, makeReading, makeTrial } from '../../support/tuning-jobs.ts';
import { changeRows, countRecords, emptyDatabase, importRows, readTexts, storeRows } from '../../support/stored.ts';

const CURVE = { training: [{ step: 1, loss: 2.25, epoch: 0 }], validation: [] };
const ROWS = Array.from({ length: 60 }, (_, row) => `{"a":${row},"b":"row ${row} 原石"}`);

beforeEach(emptyDatabase);

/** `act` happens once this many pieces are taken; Infinity is never. */
async function bytesOf(
  datasetId: string,
  after = Infinity,
  act: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const { bytes } of backUp(datasetId)) {
    // A copy: Blob wants bytes over an ArrayBuffer of their own.
    pieces.push(new Uint8Array(bytes));
    if (pieces.length === after) await act();
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** Restores as the job does: under a stage that is closed whatever happens. Returns the new dataset's id. */
async function restore(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stage = await openStage(crypto.randomUUID(), 'Restoring');
  try {
    await restoreBackup(new Blob([bytes]), stage, () => undefined);
    return stage.datasetId;
  } finally {
    await stage.close();
  }
}

/** A dataset with an import, a step, an edit and a mark, its last version undone. */
async function makeDataset(): Promise<string> {
  const first = await importRows(ROWS, { blockBytes: 700, pageRows: 20 });
  const { datasetId } = first;
  await changeRows(first, (text, row) => (row % 7 === 0 ? null : text.replace('row 3', 'ROW 3')));
  await editRow(datasetId, 0, ROWS[1] ?? '', '{"a":1,"b":"by hand"}');
  const dataset = await getDataset(datasetId);
  const mark = { dictionary: ['test'], rows: Uint32Array.of(2, 5), values: Uint16Array.of(1, 1) };
  await setMark(datasetId, dataset?.seq ?? 0, { name: 'split', ...mark });
  const owner = { datasetId, stage: '' };
  const ids = Uint32Array.of(0);
  await database.drops.add({ ...owner, versionId: first.id, step: 0, part: 0, reason: 'short', ids, keptInstead: ids });
  const line = { file: 0, byte: 7, fileName: 'a', line: 2, bytes: 1, reason: 'not JSON', raw: new Blob(['x']) };
  await database.quarantine.add({ ...owner, ...line });
  await undo(datasetId, (await getDataset(datasetId))?.seq ?? 0);
  return datasetId;
}

/** A pack with its job and a trial, a job that runs, and one about whose start nothing is known. */
async function addTuned(datasetId: string): Promise<void> {
  const base = { service: 'gemini-api', name: 'models/m' } as const;
  const pack = makePack({ datasetId, versionId: (await getDataset(datasetId))?.headId ?? '' });
  const model = { pack: pack.id, base };
  await savePack(pack);
  await addJob(makeJob({ datasetId, service: null, state: 'succeeded', model }));
  await addJob(makeJob({ datasetId, state: 'running', reading: makeReading(), curve: CURVE }));
  await addJob(makeJob({ datasetId, state: 'unknown' }));
  const answer = { model, title: 't', answer: null, problem: null, ms: 1.5, cost: null };
  await addTrial(makeTrial({ datasetId, answers: [answer] }));
}

async function checkTuned(datasetId: string): Promise<void> {
  const jobs = await database.jobs.where({ datasetId }).toArray();
  const pack = await database.packs.where({ datasetId }).first();
  const trial = await database.trials.where({ datasetId }).first();
  const ofPack = jobs.find(({ state }) => state === 'succeeded')?.model;
  expect(ofPack).toMatchObject({ pack: pack?.id });
  expect(trial?.answers[0]?.model).toEqual(ofPack);
  expect(pack?.versionId).toBe((await getDataset(datasetId))?.headId);
  expect(jobs.find(({ state }) => state === 'running')).toMatchObject({ curve: CURVE, reading: makeReading() });
}

function wordsOf({ number, title, digest, rowCount, kind, log }: VersionInfo): unknown {
  return { number, title, digest, rowCount, kind, log };
}

describe('a backup', () => {
  it('keeps how every version came about: each replays where it is restored', async () => {
    const { datasetId, id } = await importRows(ROWS.slice(0, 5));
    await editRow(datasetId, 1, ROWS[1] ?? '', '{"a":"by hand"}');
    await restoreVersion(datasetId, 2, id);
    await addRow(datasetId, '{"c":1}', 'Added');
    await setMark(datasetId, 4, {
      name: 's',
      dictionary: ['x'],
      rows: Uint32Array.of(0, 5),
      values: Uint16Array.of(1, 1),
    });
    const versions = await listVersions(await restore(await bytesOf(datasetId)));
    expect(versions).toHaveLength(5);
    for (const version of versions) {
      const { recipe, sources } = await readReplay(version.datasetId, version.id);
      const replayed = await replay(recipe, sources);
      expect(replayed.ok && (await digestOfReplayed(replayed.value))).toBe(version.digest);
    }
    const [marked] = versions;
    const steps = recipeOf(versions, marked?.id ?? '').map(({ step }) => step);
    expect(steps).toEqual(['import', 'add-rows', 'set-marks']);
  });

  it('has another name where a dataset of its name is still there', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 5));
    const name = (await getDataset(datasetId))?.name ?? '';
    const bytes = await bytesOf(datasetId);
    expect((await getDataset(await restore(bytes)))?.name).toBe(`${name} (2)`);
    expect((await getDataset(await restore(bytes)))?.name).toBe(`${name} (3)`);
    await emptyDatabase();
    expect((await getDataset(await restore(bytes)))?.name).toBe(name);
  });

  it('is restored beside the dataset, every version with its rows and digest', async () => {
    const datasetId = await makeDataset();
    const bytes = await bytesOf(datasetId);
    const again = await restore(bytes);
    const [before, after] = await Promise.all([listVersions(datasetId), listVersions(again)]);
    expect(after.map(wordsOf)).toEqual(before.map(wordsOf));
    for (const [index, version] of after.entries()) {
      expect(version.id).not.toBe(before[index]?.id);
      expect(await readTexts(version.id)).toEqual(await readTexts(before[index]?.id ?? ''));
    }
    const records = await countRecords();
    for (const [table, count] of Object.entries(records)) expect([table, count % 2]).toEqual([table, 0]);
    const [one, other] = await database.quarantine.toArray();
    expect([await one?.raw.text(), await other?.raw.text()]).toEqual(['x', 'x']);
    // Backed up again under its old name it is as long: nothing has been left out or added.
    await renameDataset(again, (await getDataset(datasetId))?.name ?? '');
    expect((await bytesOf(again)).length).toBe(bytes.length);
  });

  it('has jobs that were not started as attempts of their own ids, which are looked for before they are', async () => {
    const { datasetId } = await importRows(ROWS);
    const id = crypto.randomUUID();
    const request = JSON.stringify({ tunedModelDisplayName: id.slice(1), labels: attemptLabels(id) });
    await addJob(makeJob({ id, datasetId, service: 'agent-platform', state: 'failed', request }));
    const bytes = await bytesOf(datasetId);
    const [beside] = await database.jobs.where({ datasetId: await restore(bytes) }).toArray();
    expect(beside?.id).not.toBe(id);
    expect(JSON.parse(beside?.request ?? '')).toEqual({
      tunedModelDisplayName: id.slice(1),
      labels: attemptLabels(beside?.id ?? ''),
    });

    await emptyDatabase();
    // Where the backup was made it may have been started since.
    const [again] = await database.jobs.where({ datasetId: await restore(bytes) }).toArray();
    expect(again).toMatchObject({ id, request });
    expect(again && mayExist(again)).toBe(true);
  });

  it('of before, where packs passed for a service, has them as served models', async () => {
    const { datasetId } = await importRows(ROWS.slice(0, 5));
    const base = { service: 'gemini-api', name: 'models/m' } as const;
    const model = { service: 'few-shot-pack', pack: 'p', base };
    await addJob({ ...makeJob({ datasetId, state: 'succeeded' }), ...{ service: 'few-shot-pack', model } });
    const restored = await restore(await bytesOf(datasetId));
    const [job] = await database.jobs.where({ datasetId: restored }).toArray();
    expect(job).toMatchObject({ service: null, model: { pack: 'p', base } });
    expect(job?.model).not.toHaveProperty('service');
  });

  it('has the jobs, packs and trials of its dataset, under their own ids where these are free', async () => {
    const { datasetId } = await importRows(ROWS);
    await addTuned(datasetId);
    await addTuned('another');
    const bytes = await bytesOf(datasetId);
    const job = await database.jobs
      .where({ datasetId })
      .and(({ service }) => service === null)
      .first();
    const beside = await restore(bytes);
    await checkTuned(beside);
    expect(await database.jobs.where({ datasetId: beside }).primaryKeys()).not.toContain(job?.id);
    await checkTuned(datasetId);

    await emptyDatabase();
    const again = await restore(bytes);
    await checkTuned(again);
    expect(await database.jobs.where({ datasetId: again }).primaryKeys()).toContain(job?.id);
    expect(await database.jobs.count()).toBe(2);
  });

  it('goes on where it was: undo, redo and the next edit', async () => {
    const again = await restore(await bytesOf(await makeDataset()));
    const seq = async (): Promise<number> => (await getDataset(again))?.seq ?? 0;
    const forth = await redo(again, await seq());
    expect(forth.ok && forth.value.number).toBe(4);
    const back = await undo(again, await seq());
    expect(back.ok && back.value.number).toBe(3);
    const edited = await editRow(again, 0, '{"a":1,"b":"by hand"}', '{"a":2}');
    expect(edited.ok && (await readTexts(edited.value.id))[0]).toBe('{"a":2}');
  });

  it('cut off anywhere is refused, and leaves nothing', async () => {
    const bytes = await bytesOf(await makeDataset());
    const before = await countRecords();
    const lengths = Array.from({ length: 40 }, (_, part) => Math.floor((part * bytes.length) / 40));
    for (const length of [...lengths, bytes.length - 1]) {
      await expect(restore(bytes.slice(0, length))).rejects.toThrow(/\(byte \d+\)$/);
    }
    expect(await countRecords()).toEqual(before);
  });

  it('with one bit changed anywhere is refused, and leaves nothing', async () => {
    const bytes = await bytesOf(await makeDataset());
    const before = await countRecords();
    for (let part = 0; part < 60; part++) {
      const at = Math.floor((part * bytes.length) / 60);
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (part % 8));
      await expect(restore(damaged)).rejects.toThrow(/\(byte \d+\)$/);
    }
    expect(await countRecords()).toEqual(before);
  });

  it('of a newer layout says so', async () => {
    const newer = new TextEncoder().encode(FIRST_LINE.replace('1', '2'));
    await expect(restore(newer)).rejects.toThrow('its layout is 2, and this Lapidary reads 1');
    expect(isBackupHead(FIRST_LINE)).toBe(true);
    expect(isBackupHead('{"lapidary":1}\n')).toBe(false);
  });
});

describe('a backup, while something else happens', () => {
  /** How many pieces a backup of the dataset has: what happens is tried after each of them. */
  async function piecesOf(datasetId: string): Promise<number> {
    let pieces = 0;
    for await (const { total } of backUp(datasetId)) pieces += total >= 0 ? 1 : 0;
    return pieces;
  }

  async function datasetOfRows(): Promise<VersionInfo> {
    return importRows(ROWS, { blockBytes: 700, pageRows: 20 });
  }

  it('holds the dataset as it was before, whenever a run commits', async () => {
    const pieces = await piecesOf((await datasetOfRows()).datasetId);
    for (let after = 1; after < pieces; after++) {
      const first = await datasetOfRows();
      // Opened before: what it stores is not yet anyone's when the backup begins.
      const stage = await openStage(first.datasetId, 'Cleaning of a test');
      const commit = (): Promise<unknown> => changeRows(first, (text) => text.replace('row', 'ROW'), stage);
      const versions = await listVersions(await restore(await bytesOf(first.datasetId, after, commit)));
      expect([after, versions.length]).toEqual([after, 1]);
      expect(await readTexts(versions[0]?.id ?? '')).toEqual(ROWS);
      await emptyDatabase();
    }
  });

  it('leaves out what a run under way has stored, even if that is swept meanwhile', async () => {
    const { datasetId } = await datasetOfRows();
    const blocks = await database.blocks.count();
    const stage = await openStage(datasetId, 'Cleaning of a test');
    await storeRows(['{"a":"unfinished"}'], stage);
    const again = await restore(await bytesOf(datasetId, 3, () => stage.close()));
    expect(await database.blocks.where({ datasetId: again }).count()).toBe(blocks);
  });

  it('fails if the dataset is deleted, however late', async () => {
    const pieces = await piecesOf((await datasetOfRows()).datasetId);
    for (let after = 1; after < pieces; after++) {
      const { datasetId } = await datasetOfRows();
      const made = bytesOf(datasetId, after, () => deleteDataset(datasetId));
      await expect(made, `deleted after ${after} pieces`).rejects.toMatchObject({ name: 'DatasetGoneError' });
    }
  });

  it.each(['segments', 'blocks'] as const)('fails if one of its %s is lost', async (table) => {
    const { datasetId } = await datasetOfRows();
    const lose = async (): Promise<unknown> => database[table].where({ datasetId }).limit(1).delete();
    await expect(bytesOf(datasetId, 1, lose)).rejects.toThrow(new RegExp(`of ${table} is not stored any more`));
  });
});
