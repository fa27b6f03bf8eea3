import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { HealthReport } from '../../../../src/core/health/finding.ts';
import { dismissFinding, readDismissed, setContract } from '../../../../src/store/health-notes.ts';
import { setMeaning } from '../../../../src/store/versions/history.ts';
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

it('holds outputs against the contract that is kept with the dataset', async () => {
  const version = await importRows(
    Array.from({ length: 40 }, (_, row) => JSON.stringify({ a: row, b: row < 30 ? '{"x": 1}' : '{"x": 1, "y": 2}' })),
    { blockBytes: 500, columns: ['a', 'b'] },
  );
  const set = await setMeaning(version.datasetId, 1, { mapping: { input: 'a', output: 'b' } }, 'Pair');
  if (!set.ok) throw new Error(set.failure.kind);
  const { value: meant } = set;
  const learned = await findings(meant.id);
  expect(learned.output.contract).toMatchObject({ isOwn: false, beyond: ['y: number'] });
  expect(learned.found['output-contract']).toMatchObject({ count: 10 });
  const parts = [
    { name: 'x: number', required: true },
    { name: 'y: number', required: false },
  ];
  await setContract(version.datasetId, { kind: 'json', parts });
  await dismissFinding(version.datasetId, 'links', '');
  const own = await findings(meant.id);
  expect(own.output).toMatchObject({ rowsRead: 0, contract: { contract: { kind: 'json', parts }, isOwn: true } });
  expect(own.found['output-contract']).toBeUndefined();
  await setContract(version.datasetId, null);
  expect((await findings(meant.id)).output).toEqual({ ...learned.output, rowsRead: 0 });
  expect(await readDismissed(version.datasetId)).toMatchObject([{ rule: 'links' }]);
});

it('tells what is in rows spread over a large version first, at their positions', async () => {
  const dirty = new Set([3, 999, 1_001, 10_002, 20_500, 35_000, 39_999]);
  const rows = Array.from({ length: 40_000 }, (_, row) => `{"a":"${dirty.has(row) ? ' ' : ''}Row ${row}"}`);
  const version = await importRows(rows, { blockBytes: 20_000 });
  const ran = await runInNode(health, version.id, 2);
  if (!ran.ok) throw new Error(ran.failure.kind);
  const { led, news } = ran.value;
  // The cast: what the pass tells, by its own types.
  const [glance, ...more] = news as HealthReport[];
  expect(more).toEqual([]);
  expect(glance?.rows).toBe(4_000);
  expect(glance?.findings.find(({ rule }) => rule === 'stray-spaces')).toMatchObject({
    count: 4,
    examples: [3, 999, 10_002, 20_500],
  });
  expect(led.output).toMatchObject({ rows: 40_000, rowsRead: 40_000 });
  expect(led.output.findings.find(({ rule }) => rule === 'stray-spaces')?.count).toBe(7);
  const again = await runInNode(health, version.id, 2);
  expect(again.ok && again.value.news).toEqual([]);
});
