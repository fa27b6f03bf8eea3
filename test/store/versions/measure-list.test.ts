import '../../support/fake-browser.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { digestOf, LEAF_ROWS } from '../../../src/core/version/digest.ts';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { ListMeasure, measureList, readMeasured } from '../../../src/store/versions/measure-list.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { digestOfRows } from '../../support/digest.ts';
import { changeRows, emptyDatabase, importRows } from '../../support/stored.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 }).map((value) => JSON.stringify({ a: value }));

beforeEach(emptyDatabase);

describe('the digest of a version', () => {
  it('depends on the rows and their order alone: not on blocks, segments, or how the rows came about', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 80 }),
        fc.integer({ min: 1, max: 400 }),
        fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        async (rows, blockBytes, pageRows) => {
          const plain = await importRows(rows, { blockBytes, ...(pageRows === undefined ? {} : { pageRows }) });
          expect(plain.digest).toBe(digestOfRows(rows));
          expect(plain.byteCount).toBe(rows.reduce((sum, row) => sum + Buffer.byteLength(row) + 1, 0));
          const around = await importRows(rows.flatMap((row, index) => [row, String(index)]));
          const { version } = await changeRows(around, (row, index) => (index % 2 ? null : row));
          expect(version.digest).toBe(plain.digest);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the same over several leaves, whole and partly filled', async () => {
    for (const count of [LEAF_ROWS - 1, LEAF_ROWS, LEAF_ROWS + 1, 2 * LEAF_ROWS]) {
      const rows = Array.from({ length: count }, (_, row) => `{"a":${row}}`);
      const version = await importRows(rows, { blockBytes: 10_000, pageRows: 3_000 });
      expect(version.digest, `${count} rows`).toBe(digestOfRows(rows));
      const { segments, leaves } = await loadVersion(version.id);
      expect((await measureList(version.datasetId, segments, [])).leaves).toEqual(leaves);
    }
  });

  it('is the same where parts of the list are measured at once and come in any order', async () => {
    const rows = Array.from({ length: 3 * LEAF_ROWS }, (_, row) => `{"a":${row}}`);
    const { id, datasetId } = await importRows(rows, { blockBytes: 9_000, pageRows: 1_500 });
    const { segments } = await loadVersion(id);
    const whole = await measureList(datasetId, segments, []);
    const reader = new BlockReader(datasetId);
    const order = fc.shuffledSubarray([...segments.keys()], { minLength: segments.length });
    await fc.assert(
      fc.asyncProperty(order, async (places) => {
        const measure = new ListMeasure();
        for (const place of places) measure.put(place, await readMeasured(reader, segments.slice(place, place + 1)));
        expect(await measure.finish()).toEqual(whole);
      }),
      { numRuns: 10 },
    );
    expect(segments.length).toBeGreaterThan(3);
    const twice = new ListMeasure();
    for (const place of [0, 1]) twice.put(place, await readMeasured(reader, segments));
    expect((await twice.finish()).repeats).toBe(true);
    expect(whole.repeats).toBe(false);
  });

  it('changes with the order of the rows and with one character of one row', async () => {
    const digests = await Promise.all(
      [
        ['{"a":1}', '{"a":2}'],
        ['{"a":2}', '{"a":1}'],
        ['{"a":1}', '{"a":3}'],
        ['{"a":1}', '{"a":1}'],
        ['{"a":1}'],
        [],
      ].map(async (rows) => (await importRows(rows)).digest),
    );
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('takes the marks in order of their names', async () => {
    const mark = (name: string, digest: string): { name: string; dictionary: []; segments: []; digest: string } => {
      return { name, dictionary: [], segments: [], digest };
    };
    const leaves = new Uint8Array(32);
    const one = mark('a', '1'.repeat(64));
    const other = mark('b', '2'.repeat(64));
    expect(await digestOf(leaves, [one, other])).toBe(await digestOf(leaves, [other, one]));
    expect(await digestOf(leaves, [one])).not.toBe(await digestOf(leaves, []));
  });
});
