import '../../support/fake-browser.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../../src/core/version/digest.ts';
import type { Result } from '../../../src/core/failure.ts';
import { mergeDictionary } from '../../../src/core/version/mark.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { database } from '../../../src/store/database.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import { measureList } from '../../../src/store/versions/measure-list.ts';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { changeRows, datasetOf, doubleRows, emptyDatabase, importRows, readRows } from '../../support/stored.ts';

const ROWS = ['{"a":1}', '{"a":2}', '{"a":3}', '{"a":4}'];

beforeEach(emptyDatabase);

/** Marks rows by position: { 0: 'train' }; null takes a value away. */
async function mark(version: VersionInfo, name: string, values: Record<number, string | null>): Promise<VersionInfo> {
  const dictionary = [...new Set(Object.values(values))].filter((value) => value !== null);
  // Whole numbers come in ascending order.
  const positions = Object.keys(values).map(Number);
  const result = await setMark(version.datasetId, (await datasetOf(version.datasetId)).seq, {
    name,
    dictionary,
    rows: Uint32Array.from(positions),
    values: Uint16Array.from(positions, (position) => 1 + dictionary.findIndex((value) => value === values[position])),
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
    const change = { name: 'x', dictionary: ['y'], rows: Uint32Array.of(0), values: Uint16Array.of(1) };
    const results = await Promise.all([setMark(datasetId, 1, change), setMark(datasetId, 1, change)]);
    expect(results.map((result) => result.ok).sort()).toEqual([false, true]);
    expect(await database.marks.count()).toBe(1);
    expect(await database.stages.count()).toBe(0);
  });
});

describe('the digest of marks', () => {
  const MANY = Array.from({ length: 9_000 }, (_, row) => `{"a":${row}}`);

  /** What a walk over the whole list finds must be what is stored. */
  async function checkMeasured(version: VersionInfo): Promise<void> {
    const { datasetId, segments, leaves, repeats, marks, digest } = await loadVersion(version.id);
    const whole = await measureList(datasetId, segments, marks);
    expect({ leaves, repeats, marks }).toEqual({ leaves: whole.leaves, repeats: whole.repeats, marks: whole.marks });
    expect(await digestOf(whole.leaves, whole.marks)).toBe(digest);
  }

  it('is that of the values alone, however they came about', async () => {
    const values = fc.dictionary(fc.nat(11).map(String), fc.constantFrom('b', 'a', 'c', '', 'é'), { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(values, fc.array(values, { maxLength: 3 }), async (wanted, detours) => {
        const rows = MANY.slice(0, 12);
        let version = await mark(await importRows(rows), 'tone', { 11: 'first' });
        for (const detour of detours) version = await mark(version, 'tone', detour);
        // Every row gets its value in the end, some of them none.
        const all = Object.fromEntries(rows.map((_, row) => [row, wanted[row] ?? null]));
        version = await mark(version, 'tone', all);
        await checkMeasured(version);
        const straight = await mark(await mark(await importRows(rows), 'tone', { 0: 'x' }), 'tone', all);
        expect(version.digest).toBe(straight.digest);
        expect(await valuesOf(version.id, 'tone')).toEqual(Object.values(all));
      }),
      { numRuns: 15 },
    );
  });

  it('is right over several leaves, after drops, and where rows share an origin', async () => {
    const first = await importRows(MANY, { blockBytes: 20_000, pageRows: 3_000 });
    const one = await mark(first, 'tone', { 4_096: 'warm' });
    await checkMeasured(one);
    const fewer = (await changeRows(one, (text, row) => (row < 5 ? null : text))).version;
    await checkMeasured(fewer);
    const two = await mark(fewer, 'tone', { 0: 'cold', 8_994: 'warm' });
    await checkMeasured(two);
    const twins = await doubleRows(two, (text) => text.replace('a', 'b'));
    await checkMeasured(twins);
    const shared = await mark(twins, 'tone', { 7: 'hot' });
    await checkMeasured(shared);
    expect((await valuesOf(shared.id, 'tone')).slice(0, 8)).toEqual([
      ...['cold', 'cold', null, null, null, null, 'hot', 'hot'],
    ]);
  });

  it('costs what is marked: one leaf is read, one segment stored', async () => {
    const first = await importRows(MANY, { blockBytes: 4_000, pageRows: 3_000 });
    const before = await mark(first, 'tone', { 3: 'cold' });
    const blocks = vi.spyOn(BlockReader.prototype, 'find');
    const marked = await mark(before, 'tone', { 8_500: 'warm' });
    // The last leaf has 808 rows, in blocks of about 380.
    expect(new Set(blocks.mock.calls.flat()).size).toBeLessThan(5);
    blocks.mockRestore();
    expect(await database.marks.count()).toBe(2);
    const [old, young] = await Promise.all([before, marked].map(async ({ id }) => (await loadVersion(id)).marks[0]!));
    expect(young!.leaves.subarray(0, 64)).toEqual(old!.leaves.subarray(0, 64));
    expect(young!.leaves.subarray(64)).not.toEqual(old!.leaves.subarray(64));
  });

  it('keeps values apart beyond those that fit into a byte', async () => {
    const rows = MANY.slice(0, 400);
    const numbers = Object.fromEntries(rows.map((_, row) => [row, `value ${row}`]));
    const few = await mark(await importRows(rows), 'tone', { 0: 'value 0' });
    const many = await mark(few, 'tone', numbers);
    expect(await valuesOf(many.id, 'tone')).toEqual(Object.values(numbers));
    expect((await database.marks.toArray()).map(({ codes }) => codes.BYTES_PER_ELEMENT)).toEqual(
      expect.arrayContaining([1, 2]),
    );
    await checkMeasured(many);
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
