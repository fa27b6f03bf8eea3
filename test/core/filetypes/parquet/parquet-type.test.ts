import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { BrokenFileError } from '../../../../src/core/filetypes/broken-file-error.ts';
import { findWholeType } from '../../../../src/core/filetypes/index.ts';
import { parquetType } from '../../../../src/core/filetypes/parquet/parquet-type.ts';
import { previewWhole } from '../../../../src/core/filetypes/preview-whole.ts';
import { sourceOf } from '../../../support/byte-source.ts';
import { describeShared } from '../../../support/real-files.ts';

async function readRows(
  bytes: Uint8Array,
): Promise<{ columns: readonly string[]; rows: string[]; rowCount: number | undefined }> {
  const file = await parquetType.open(sourceOf(bytes), {});
  const rows: string[] = [];
  for await (const stretch of file.read()) rows.push(...stretch.rows);
  return { columns: file.columns, rows, rowCount: file.rowCount };
}

function write(columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData'], rowGroupSize = 2): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize }));
}

describe('a Parquet file', () => {
  it('is known by its first bytes and gives its rows in order, group by group', async () => {
    const data = Array.from({ length: 7 }, (_, at) => `text ${at} “é”`);
    const bytes = write([
      { name: 'text', data, type: 'STRING' },
      { name: 'n', data: data.map((_, at) => (at === 3 ? null : at)), type: 'INT32' },
    ]);
    expect(findWholeType(bytes)?.id).toBe('parquet');
    const { columns, rows, rowCount } = await readRows(bytes);
    expect([columns, rowCount]).toEqual([['text', 'n'], 7]);
    expect(rows).toEqual(data.map((text, at) => JSON.stringify({ text, n: at === 3 ? null : at })));
  });

  it('loses no digit of big integers, decimals and times', async () => {
    const day = new Date('2026-02-28T23:59:59.123Z');
    const { rows } = await readRows(
      write([
        { name: 'id', data: [9_007_199_254_740_993n, -1n], type: 'INT64' },
        { name: 'at', data: [day, null], type: 'TIMESTAMP' },
        { name: 'json', data: [{ a: [1, 'x\ny'] }, null], type: 'JSON' },
        { name: 'list', data: [['a', 'b'], []] },
      ]),
    );
    expect(rows[0]).toBe(
      '{"id":9007199254740993,"at":"2026-02-28T23:59:59.123Z","json":{"a":[1,"x\\ny"]},"list":["a","b"]}',
    );
    expect(rows[1]).toBe('{"id":-1,"at":null,"json":null,"list":[]}');
  });

  it('says what JSON can not: NaN becomes null, bytes become Base64', async () => {
    const bytes = write([
      { name: 'x', data: [NaN, 1.5, -Infinity], type: 'DOUBLE' },
      {
        name: 'b',
        data: [Uint8Array.of(255, 0, 1, 2), Uint8Array.of(104, 105), Uint8Array.of(200)],
        type: 'BYTE_ARRAY',
      },
    ]);
    const file = await parquetType.open(sourceOf(bytes), {});
    const rows: string[] = [];
    for await (const stretch of file.read()) rows.push(...stretch.rows);
    expect(rows).toEqual(['{"x":null,"b":"/wABAg=="}', '{"x":1.5,"b":"hi"}', '{"x":null,"b":"yA=="}']);
    expect(file.counts).toEqual({ notNumbers: 2, binary: 2 });
  });

  it('previews its first rows with their format, and how many there are', async () => {
    const count = 250;
    const bytes = write(
      [
        { name: 'instruction', data: Array.from({ length: count }, (_, at) => `Do ${at}.`), type: 'STRING' },
        { name: 'input', data: Array.from({ length: count }, () => ''), type: 'STRING' },
        { name: 'output', data: Array.from({ length: count }, (_, at) => `Done ${at}.`), type: 'STRING' },
      ],
      100,
    );
    const preview = await previewWhole(parquetType, sourceOf(bytes), 'a.parquet', {});
    expect(preview).toMatchObject({
      ...{
        columns: ['instruction', 'input', 'output'],
        rowCount: count,
        complete: false,
        format: { id: 'alpaca' },
      },
    });
  });

  it('that is cut anywhere is broken, and says so', async () => {
    const whole = write([{ name: 'text', data: ['one', 'two', 'three'], type: 'STRING' }]);
    for (let length = 4; length < whole.length; length += 3) {
      await expect(readRows(whole.subarray(0, length))).rejects.toThrow(BrokenFileError);
    }
  });

  // What hangs here hangs for hours: the test's own time limit is the check.
  it('with pages that say what is not true is refused with the place, and never read without end', async () => {
    const data = Array.from({ length: 120 }, (_, at) => ['yes', 'no', null][at % 3]);
    const texts = data.map((word, at) => `${word} ${at}`);
    const whole = write(
      [
        { name: 'word', data, type: 'STRING' },
        { name: 'list', data: data.map((word) => (word === 'yes' ? ['a', 'b'] : [])) },
        { name: 'plain', data: texts, type: 'STRING', codec: 'UNCOMPRESSED' },
        { name: 'delta', data: texts, type: 'STRING', encoding: 'DELTA_BYTE_ARRAY' },
        { name: 'small', data: texts.map((_, at) => at), type: 'INT32', encoding: 'DELTA_BINARY_PACKED' },
        { name: 'flag', data: texts.map((_, at) => at > 50), type: 'BOOLEAN', encoding: 'RLE' },
      ],
      100,
    );
    const end = whole.length - 8 - new DataView(whole.buffer).getUint32(whole.length - 8, true);
    const said: string[] = [];
    for (let at = 4; at < end; at++) {
      for (const wrong of [0xff, (whole[at] ?? 0) ^ 0x80]) {
        const changed = whole.slice();
        changed[at] = wrong;
        const found = await readRows(changed).catch((error: unknown) => error);
        if (found instanceof BrokenFileError) said.push(found.message);
        // A letter of a text, or a statistic.
        else expect(found).toMatchObject({ rowCount: texts.length });
      }
    }
    expect(said.length).toBeGreaterThan(500);
    expect(said.filter((words) => !/\(in column “\w+”, rows [\d,]+ to [\d,]+: \w/.test(words))).toEqual([]);
    expect(said).toContainEqual(expect.stringMatching(/the page at byte [\d,]+ has a run of [\d,]+ values/));
    expect(said.join()).not.toMatch(/undefined|NaN|Infinity/);
  });

  it('whose few bytes stand for long rows gives them in stretches that fit into memory', async () => {
    const long = 'x'.repeat(1 << 20);
    const file = await parquetType.open(
      sourceOf(write([{ name: 'text', data: Array.from({ length: 60 }, () => long), type: 'STRING' }], 60)),
      {},
    );
    const sizes: number[] = [];
    for await (const { rows } of file.read()) sizes.push(rows.length);
    expect(sizes).toEqual([16, 16, 16, 12]);
  });

  it('that says what is not true of its rows is broken', async () => {
    const whole = write([{ name: 'text', data: ['one', 'two', 'three'], type: 'STRING' }]);
    const { rows } = await readRows(whole);
    const footer = new DataView(whole.buffer, whole.byteOffset).getUint32(whole.length - 8, true);
    let refused = 0;
    for (let at = whole.length - 8 - footer; at < whole.length - 8; at++) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const found = await readRows(changed).catch((error: unknown) => error);
      if (found instanceof BrokenFileError) refused++;
      // Names, statistics and who wrote it may be anything.
      else expect(found).toMatchObject({ rowCount: rows.length });
    }
    expect(refused).toBeGreaterThan(20);
  });
});

describeShared('hyparquet', (files) => {
  const names = files.names().filter((name) => name.endsWith('.parquet'));

  it.each(names)('%s gives the rows that are expected of it', async (name) => {
    // A list of cells for each row.
    const expected = files.json(name.replace('.parquet', '.json')) as readonly (readonly unknown[])[];
    const { rows, columns } = await readRows(files.bytes(name));
    expect(rows.length).toBe(expected.length);
    for (const [at, row] of rows.entries()) {
      const values = JSON.parse(row) as Readonly<Record<string, unknown>>;
      const wanted = Object.fromEntries(columns.map((column, index) => [column, expected[at]?.[index]]));
      expect(plain(values)).toEqual(plain(wanted));
    }
  });
});

/**
 * What both have in common: times with the precision of a millisecond, numbers with that of a double that was divided,
 * bytes as a text; and an older reader wrote these down, which left out what is empty.
 */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12)) + 0;
  if (typeof value === 'string' && /^(\d{4}|[+-]\d{6})-\d\d-\d\d/.test(value)) return new Date(value).getTime();
  if (Array.isArray(value)) {
    const isText = value.length > 1 && value.every((each) => typeof each === 'number' && each >= 48 && each < 58);
    return isText ? String.fromCharCode(...(value as number[])) : value.map(plain); // They are numbers.
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, each]) => [key, plain(each)] as const);
  return Object.fromEntries(members.filter(([, each]) => !isEmpty(each)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
