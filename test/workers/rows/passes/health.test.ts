import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import health from '../../../../workers/rows/passes/health.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { changeRows, emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const ROWS = [
  ...Array.from({ length: 120 }, (_, row) => `{"a":"What is the number of row ${row}?"}`),
  ...['{"a":" spaces "}', '{"a":"caf\\u00c3\\u00a9"}', '{"a":"What is the number of row 7?"}'],
];

async function findings(versionId: string, workers = 2) {
  const ran = await runInNode(health, versionId, workers);
  if (!ran.ok) throw new Error(ran.failure.kind);
  const { output, actions } = ran.value.led;
  const found = Object.fromEntries(output.findings.map((finding) => [finding.rule, finding]));
  return { output, found, actions: actions! };
}

it('finds what is wrong, with any number of workers, and says which rows it is in', async () => {
  for (const workers of [1, 3]) {
    const { id } = await importRows(ROWS, { blockBytes: 500 });
    const { output, found, actions } = await findings(id, workers);
    expect(output).toMatchObject({ rows: 123, rowsRead: 123, tokens: { most: expect.any(Number) as number } });
    expect(found['duplicate-rows']).toMatchObject({ count: 1, examples: [122], title: '1 duplicate row' });
    expect(found['mojibake']).toMatchObject({ count: 1, examples: [121], fix: [{ step: 'repair-mojibake' }] });
    expect(found['stray-spaces']).toMatchObject({ count: 1, examples: [120] });
    expect(found['no-meaning']).toMatchObject({ severity: 'block', ofSet: true, examples: [] });
    expect(await actions.rowsOf('stray-spaces')).toEqual({ ok: true, value: Uint32Array.of(120) });
    const suspicion = await actions.suspicion();
    expect(suspicion.ok && [...suspicion.value.subarray(118)]).toEqual([0, 0, 1, 3, 3]);
    expect(await actions.rowsOf('html-left')).toEqual({ ok: true, value: new Uint32Array(0) });
  }
});

it('reads nothing twice, and after a change only the rows that are new', async () => {
  const version = await importRows(ROWS, { blockBytes: 500 });
  const first = await findings(version.id);
  const again = await findings(version.id);
  expect(again.output).toEqual({ ...first.output, rowsRead: 0 });
  const { version: changed } = await changeRows(version, (text, row) => (row === 120 ? '{"a":"spaces"}' : text));
  const after = await findings(changed.id);
  expect(after.output.rowsRead).toBe(1);
  expect(after.found['stray-spaces']).toBeUndefined();
});
