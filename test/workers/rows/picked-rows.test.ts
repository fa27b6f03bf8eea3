import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import { RowList } from '../../../src/store/versions/row-list.ts';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { listMarks } from '../../../src/store/versions/mark-names.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import apply from '../../../workers/rows/passes/apply.ts';
import pickRows from '../../../workers/rows/passes/pick-rows.ts';
import { chosenRuns, markRows, pickTexts } from '../../../workers/rows/picked-rows.ts';
import type { OpenedVersion } from '../../../workers/rows/open-version.ts';
import { openStage } from '../../../src/store/stage.ts';
import { runInNode } from '../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(emptyDatabase);

const ROWS = Array.from({ length: 40 }, (_, row) => `{ "a": "row ${row % 15}" }`);

async function opened(id: string): Promise<OpenedVersion> {
  const version = await loadVersion(id);
  return { version, list: new RowList(version), reader: new BlockReader(version.datasetId) };
}

describe('picked rows', () => {
  it('are written as they are, in any order', async () => {
    const { id } = await importRows(ROWS, { blockBytes: 100 });
    for (const positions of [[3, 4, 20], [20, 3, 39, 4], []]) {
      const ran = await runInNode(pickRows, { versionId: id, positions: Uint32Array.from(positions) });
      if (!ran.ok) throw new Error('nothing was written');
      expect(await ran.value.led.output.text()).toBe(positions.map((at) => `${ROWS[at]}\n`).join(''));
    }
    const all = await runInNode(pickRows, { versionId: id, positions: null });
    expect(all.ok && (await all.value.led.output.text())).toBe(ROWS.map((row) => `${row}\n`).join(''));
  });

  it('are read as far as they are allowed to be', async () => {
    const { id } = await importRows(ROWS);
    const positions = Uint32Array.of(7, 2);
    expect(await pickTexts(await opened(id), positions, 1_000)).toEqual({ texts: [ROWS[7], ROWS[2]], isWhole: true });
    expect(await pickTexts(await opened(id), positions, 20)).toEqual({ texts: [ROWS[7]], isWhole: false });
  });

  it('are named by file and row, and removed by these names as by the truth', async () => {
    const { id, datasetId } = await importRows(ROWS, { blockBytes: 100 });
    const positions = Uint32Array.of(5, 6, 7, 30);
    const runs = await chosenRuns(await opened(id), positions, 10);
    expect(runs).toEqual([
      { file: 'test.jsonl', row: 6, count: 3 },
      { file: 'test.jsonl', row: 31, count: 1 },
    ]);
    expect(await chosenRuns(await opened(id), Uint32Array.of(1, 3, 5), 2)).toBeNull();
    const steps = [{ step: 'remove-rows', version: 1, params: { rows: JSON.stringify(runs) } }];
    const stage = await openStage(datasetId, 'Test');
    const ran = await runInNode(apply, { versionId: id, stage: stage.id, steps });
    await stage.close();
    expect(ran).toMatchObject({
      ok: true,
      value: { led: { output: { log: [{ dropped: { 'chosen by hand': 4 } }] } } },
    });
    const context = { columns: ['a'], mapping: { input: 'a', output: null } };
    const known = { sourceOf: (index: number) => ({ file: 'test.jsonl', row: index + 1 }), markOf: () => null };
    const truth = await runRecipe(steps, context, ROWS, known);
    expect(truth.ok && truth.value.from).toEqual([...ROWS.keys()].filter((row) => !positions.includes(row)));
  });

  it('are marked, in whatever order they are named', async () => {
    const { datasetId } = await importRows(ROWS);
    const made = await markRows({ datasetId, positions: Uint32Array.of(9, 2), name: 'triage', value: 'good' });
    if (!made.ok) throw new Error('nothing was marked');
    expect(made.value.log[0]).toMatchObject({ step: 'set-marks', params: { mark: 'triage', count: 2 } });
    expect(await listMarks(made.value.id)).toEqual([{ name: 'triage', values: ['good'] }]);
    const taken = await markRows({ datasetId, positions: null, name: 'triage', value: null });
    expect(taken.ok && taken.value.number).toBe(3);
  });
});
