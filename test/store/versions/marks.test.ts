import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import { mergeDictionary, rankCodes } from '../../../src/core/version/mark.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { database } from '../../../src/store/database.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { changeRows, datasetOf, emptyDatabase, importRows, readRows } from '../../support/stored.ts';

const ROWS = ['{"a":1}', '{"a":2}', '{"a":3}', '{"a":4}'];

beforeEach(emptyDatabase);

/** Marks rows by position: { 0: 'train' }. */
async function mark(version: VersionInfo, name: string, values: Record<number, string>): Promise<VersionInfo> {
  const rows = await readRows(version.id);
  const dictionary = [...new Set(Object.values(values))];
  const positions = Object.keys(values).map(Number);
  const result = await setMark(version.datasetId, (await datasetOf(version.datasetId)).seq, {
    name,
    dictionary,
    origins: Uint32Array.from(positions, (position) => rows[position]?.origin ?? 0),
    values: Uint16Array.from(positions, (position) => dictionary.indexOf(values[position] ?? '') + 1),
  });
  return valueOf(result);
}

function valueOf(result: Result<VersionInfo>): VersionInfo {
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

/** The value of each row, in list order. */
async function valuesOf(versionId: string, name: string): Promise<(string | null)[]> {
  const found = (await loadVersion(versionId)).marks.find((each) => each.name === name);
  if (!found) return [];
  const codeOf = await readMark(found);
  return (await readRows(versionId)).map(({ origin }) => found.dictionary[codeOf(origin) - 1] ?? null);
}

describe('setMark', () => {
  it('marks rows beside their bytes, as a version of its own', async () => {
    const first = await importRows(ROWS);
    const marked = await mark(first, 'split', { 0: 'train', 2: 'test' });
    expect(await valuesOf(marked.id, 'split')).toEqual(['train', null, 'test', null]);
    expect(marked).toMatchObject({ number: 2, kind: 'mark', byteCount: first.byteCount });
    expect(marked.digest).not.toBe(first.digest);
    expect(await valuesOf(first.id, 'split')).toEqual([]);
  });

  it('follows rows through changes and drops, and shares its segments', async () => {
    const marked = await mark(await importRows(ROWS), 'split', { 0: 'train', 2: 'test' });
    const segments = await database.marks.count();
    const changed = await changeRows(marked, (text, at) => (at === 1 ? null : text.replace('"a"', '"b"')));
    expect(await valuesOf(changed.version.id, 'split')).toEqual(['train', 'test', null]);
    expect(await database.marks.count()).toBe(segments);
  });

  it('gives equal marks equal digests, however they came about', async () => {
    const one = await mark(await importRows(ROWS), 'split', { 0: 'train', 1: 'test' });
    const detour = await mark(await importRows(ROWS), 'split', { 0: 'other', 1: 'test' });
    const other = await mark(detour, 'split', { 0: 'train' });
    expect(other.digest).toBe(one.digest);
    expect(detour.digest).not.toBe(one.digest);
  });

  it('gives the head where the rows have these values already', async () => {
    const marked = await mark(await importRows(ROWS), 'split', { 0: 'train', 2: 'test' });
    const segments = await database.marks.count();
    expect((await mark(marked, 'split', { 2: 'test' })).id).toBe(marked.id);
    expect([await database.versions.count(), await database.marks.count()]).toEqual([2, segments]);
  });

  it('leaves nothing behind where the head moved meanwhile', async () => {
    const { datasetId } = await importRows(ROWS);
    const change = { name: 'x', dictionary: ['y'], origins: Uint32Array.of(0), values: Uint16Array.of(1) };
    const results = await Promise.all([setMark(datasetId, 1, change), setMark(datasetId, 1, change)]);
    expect(results.map((result) => result.ok).sort()).toEqual([false, true]);
    expect(await database.marks.count()).toBe(1);
    expect(await database.stages.count()).toBe(0);
  });
});

describe('mergeDictionary', () => {
  it('keeps the codes of old values and says where new ones lie', () => {
    const { dictionary, codes } = mergeDictionary(['a', 'b'], ['b', 'c']);
    expect(dictionary).toEqual(['a', 'b', 'c']);
    expect([...codes]).toEqual([0, 2, 3]);
  });

  it('refuses more values than a code can tell apart', () => {
    const many = Array.from({ length: 65_536 }, (_, index) => String(index));
    expect(() => mergeDictionary([], many)).toThrow('65536 values');
  });
});

describe('rankCodes', () => {
  it('ranks the values that occur, in order of their UTF-16 units', () => {
    expect([...rankCodes(['c', 'unused', 'a'], new Set([0, 1, 3]))]).toEqual([0, 2, 0, 1]);
  });
});
