import '../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { TokenCount } from '../../../src/core/tokens/token-count.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { deleteDataset } from '../../../src/store/datasets.ts';
import { database } from '../../../src/store/database.ts';
import { setMeaning } from '../../../src/store/versions/history.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { readTokenCount, saveTokenCount } from '../../../src/store/google/token-counts.ts';
import { changeRows, emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(emptyDatabase);

const FLASH = 'models/gemini-3.5-flash';
const ROWS = Array.from({ length: 12 }, (_, index) => JSON.stringify({ a: `row ${index}` }));

function countOf(change: Partial<TokenCount> = {}): TokenCount {
  const correction = { ratio: 1.1, margin: 0.02, spread: 0.1 };
  return { correction, rows: 20, service: 'gemini-api', model: FLASH, at: 1, ...change };
}

async function splitRows({ datasetId }: VersionInfo, seq: number): Promise<VersionInfo> {
  const values = { rows: Uint32Array.of(0, 1), values: Uint16Array.of(1, 2) };
  const split = await setMark(datasetId, seq, { name: 'hold-out', dictionary: ['train', 'validation'], ...values });
  if (!split.ok) throw new Error(split.failure.kind);
  return split.value;
}

it('is found for the same rows and the same family of models', async () => {
  const { id } = await importRows(ROWS);
  expect(await readTokenCount(id, FLASH)).toBeNull();
  await saveTokenCount(id, countOf());
  expect(await readTokenCount(id, 'publishers/google/models/gemini-3.5-pro')).toMatchObject(countOf());
  expect(await readTokenCount(id, 'models/gemini-3.1-flash-lite')).toBeNull();
});

it('outlives a job’s split, which changes no row, but no change of a row or of what rows mean', async () => {
  const version = await importRows(ROWS);
  await saveTokenCount(version.id, countOf());
  const split = await splitRows(version, 1);
  expect(split.digest).not.toBe(version.digest);
  expect(await readTokenCount(split.id, FLASH)).toMatchObject(countOf());
  const meaning = { mapping: { input: 'a', output: 'a' } };
  const said = await setMeaning(version.datasetId, 2, meaning, 'Other columns');
  if (!said.ok) throw new Error(said.failure.kind);
  expect(await readTokenCount(said.value.id, FLASH)).toBeNull();
  const { version: changed } = await changeRows(version, (text, position) => (position === 3 ? '{"a":"other"}' : text));
  expect(await readTokenCount(changed.id, FLASH)).toBeNull();
  expect(await readTokenCount(version.id, FLASH)).toMatchObject(countOf());
});

it('takes the place of an older one, keeps a dozen, and goes with its dataset', async () => {
  const { id, datasetId } = await importRows(ROWS);
  await saveTokenCount(id, countOf({ at: 1 }));
  await saveTokenCount(id, countOf({ at: 2 }));
  expect((await readTokenCount(id, FLASH))?.at).toBe(2);
  for (let at = 3; at < 20; at++) await saveTokenCount(id, countOf({ at, model: `gemini-${at}` }));
  expect(await readTokenCount(id, FLASH)).toBeNull();
  expect((await readTokenCount(id, 'gemini-8'))?.at).toBe(8);
  expect(await database.tokenCounts.count()).toBe(1);
  await deleteDataset(datasetId);
  expect(await database.tokenCounts.count()).toBe(0);
});
