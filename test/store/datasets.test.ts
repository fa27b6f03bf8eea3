import '../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../src/store/database.ts';
import { binDataset, deleteDataset, listDatasets, renameDataset, unbinDataset } from '../../src/store/datasets.ts';
import { editRow } from '../../src/store/versions/edit-row.ts';
import { addJob } from '../../src/store/google/jobs.ts';
import { savePack } from '../../src/store/google/packs.ts';
import { addTrial, listTrials } from '../../src/store/google/trials.ts';
import { openStage } from '../../src/store/stage.ts';
import { makeJob, makePack, makeTrial } from '../support/tuning-jobs.ts';
import { changeRows, countRecords, datasetOf, emptyDatabase, importRows, readTexts } from '../support/stored.ts';

const ROWS = ['{"a":1}', '{"a":2}', '{"a":3}'];

beforeEach(emptyDatabase);

describe('datasets', () => {
  it('are deleted with all they have, and with nothing of their neighbours', async () => {
    const kept = await importRows(ROWS, { pageRows: 2 });
    const before = await countRecords();
    const first = await importRows(ROWS, { pageRows: 2 });
    const { datasetId } = first;
    await changeRows(first, (text, row) => (row === 0 ? null : text.replace('3', '30')));
    expect((await editRow(datasetId, 0, '{"a":2}', '{"a":"edited"}')).ok).toBe(true);
    const owner = { datasetId, stage: '' };
    const ids = new Uint32Array(0);
    await database.drops.add({ ...owner, versionId: 'v', step: 0, part: 0, reason: '', ids, keptInstead: ids });
    const line = { fileName: 'a', line: 1, bytes: 1, reason: '', raw: new Blob(['x']) };
    await database.quarantine.add({ ...owner, ...line, file: 0, byte: 0 });
    await database.marks.add({ ...owner, id: 'm', codes: new Uint16Array(1) });
    await deleteDataset(datasetId);
    expect(await countRecords()).toEqual(before);
    expect(await readTexts(kept.id)).toEqual(ROWS);
  });

  it('are deleted with what models were asked about them, but models and the records of their jobs stay', async () => {
    const { datasetId } = await importRows(ROWS);
    const ref = { service: 'gemini-api', name: 'models/m' } as const;
    await addTrial(makeTrial({ datasetId, prompt: 'of this dataset' }));
    await addTrial(makeTrial({ datasetId: null, prompt: 'of none' }));
    await addJob(makeJob({ datasetId, service: null, model: { pack: 'p', base: ref } }));
    await savePack(makePack({ id: 'p', datasetId }));
    await deleteDataset(datasetId);
    expect(await countRecords()).toEqual({ trials: 1, jobs: 1, packs: 1 });
    expect((await listTrials(null)).map(({ prompt }) => prompt)).toEqual(['of none']);
  });

  it('leave nothing behind when they are deleted under a run', async () => {
    const first = await importRows(ROWS);
    const stage = await openStage(first.datasetId, 'Cleaning');
    await deleteDataset(first.datasetId);
    await expect(changeRows(first, (text) => text, stage)).rejects.toThrow();
    expect(await countRecords()).toEqual({});
  });

  it('come back from the bin as they were', async () => {
    const { datasetId } = await importRows(ROWS);
    const before = await datasetOf(datasetId);
    await binDataset(datasetId);
    expect((await datasetOf(datasetId)).deletedAt).toBeGreaterThan(0);
    await unbinDataset(datasetId);
    expect(await datasetOf(datasetId)).toEqual(before);
  });

  it('are listed with the one changed last on top, under the name they were given', async () => {
    const first = await importRows(ROWS, { name: 'one' });
    await importRows(ROWS, { name: 'two' });
    await database.datasets.update(first.datasetId, { changedAt: Date.now() + 1_000 });
    await renameDataset(first.datasetId, '<b>1</b>');
    expect((await listDatasets()).map(({ name }) => name)).toEqual(['<b>1</b>', 'two']);
  });
});
