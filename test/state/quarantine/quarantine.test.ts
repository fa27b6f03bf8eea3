import '../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import { Quarantine } from '../../../src/state/quarantine/quarantine.svelte.ts';
import { importFile } from '../../support/import-file.ts';
import { emptyDatabase } from '../../support/stored.ts';

beforeEach(emptyDatabase);

/** The quarantine of a dataset that has one row, and these lines that could not be read. */
async function open(lines: readonly string[]) {
  const report = await importFile('a.jsonl', ['{"a":1}', ...lines]);
  if (!report.ok) throw new Error(report.failure.kind);
  const { datasetId, quarantined } = report.value;
  return { quarantine: new Quarantine(datasetId), datasetId, total: quarantined };
}

const MANY = Array.from({ length: 260 }, (_, index) => `broken ${index}`);

it('shows the first entries, and more of them when they are asked for', async () => {
  const { quarantine, total } = await open(MANY);
  expect([total, quarantine.entries]).toEqual([260, []]);
  await quarantine.load(total);
  expect(quarantine.entries).toHaveLength(50);
  expect(quarantine.entries[0]).toMatchObject({ file: 'a.jsonl', line: 2, byte: 8, bytes: 8, excerpt: 'broken 0' });
  expect(quarantine.entries[0]?.reason).not.toBe('');
  quarantine.more();
  await quarantine.load(total);
  expect([quarantine.entries.length, quarantine.entries.at(-1)?.excerpt]).toEqual([100, 'broken 99']);
  for (let pages = 0; pages < 9; pages++) quarantine.more();
  await quarantine.load(total);
  expect([quarantine.entries.length, quarantine.entries.at(-1)?.line]).toEqual([260, 261]);
});

it('gives every entry an id of its own, also where two files are called the same', async () => {
  const { quarantine, datasetId } = await open(['{']);
  const more = await importFile('a.jsonl', ['{"a":2}', '{'], datasetId);
  expect(more.ok).toBe(true);
  await quarantine.load(2);
  expect(quarantine.entries.map(({ file, byte }) => `${file}:${byte}`)).toEqual(['a.jsonl:8', 'a.jsonl:8']);
  expect(new Set(quarantine.entries.map(({ id }) => id)).size).toBe(2);
});

it('gives the raw lines to the last byte, each on a line of its own', async () => {
  const lines = ['{"a":', '  not JSON ', '{"b":"ünï"', ...MANY];
  const { quarantine, total } = await open(lines);
  const blob = await quarantine.blob(total);
  expect(blob.type).toBe('text/plain');
  expect(await blob.text()).toBe(lines.map((line) => `${line}\n`).join(''));
});

it('of a dataset that lost nothing is empty', async () => {
  const { quarantine, total } = await open([]);
  await quarantine.load(total);
  expect([total, quarantine.entries, await (await quarantine.blob(total)).text()]).toEqual([0, [], '']);
});
