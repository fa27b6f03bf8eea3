import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import { findAnalysis } from '../../../../src/core/analyses/index.ts';
import { missingBlocks, readWords } from '../../../../src/store/analyses/read-analysis.ts';
import { loadVersion } from '../../../../src/store/versions/versions.ts';
import analyse from '../../../../workers/rows/passes/analyse.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const ROWS = Array.from({ length: 120 }, (_, row) => `{"a":"row ${row % 50}"}`);

it('makes what is missing, with any number of workers, and then nothing', async () => {
  const rowHash = findAnalysis('row-hash')!;
  const found: Uint32Array[] = [];
  for (const workers of [1, 2, 3]) {
    const { id } = await importRows(ROWS, { blockBytes: 200 });
    const input = { versionId: id, analyses: ['row-hash', 'tokens'] };
    const first = await runInNode(analyse, input, workers);
    expect(first).toMatchObject({ ok: true, value: { led: { output: ROWS.length } } });
    expect(first.ok && first.value.progress.at(-1)).toMatchObject({ done: ROWS.length, total: ROWS.length });
    expect(await runInNode(analyse, input, workers)).toMatchObject({ ok: true, value: { led: { output: 0 } } });
    const version = await loadVersion(id);
    expect(await missingBlocks(version, [rowHash])).toEqual([]);
    found.push((await readWords(version, rowHash, 0, ROWS.length)).words);
  }
  expect(found[1]).toEqual(found[0]);
  expect(found[2]).toEqual(found[0]);
});
