import '../../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { parquetType } from '../../../../src/core/filetypes/parquet/parquet-type.ts';
import type { VersionInfo } from '../../../../src/core/version/version.ts';
import { setMeaning } from '../../../../src/store/versions/history.ts';
import { setMark } from '../../../../src/store/versions/marks.ts';
import type { ExportRequest } from '../../../../workers/rows/export/export-request.ts';
import exportParquet from '../../../../workers/rows/passes/export-parquet.ts';
import exportPreview from '../../../../workers/rows/passes/export-preview.ts';
import { sourceOf } from '../../../support/byte-source.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

function requestOf(version: { readonly id: string }, change: Partial<ExportRequest> = {}): ExportRequest {
  return { versionId: version.id, fileType: 'parquet', format: null, formulaGuard: false, ...change };
}

/** The file of an export: its bytes, its rows as an import reads them, and what is said of it. */
async function exported(request: ExportRequest, workers = 2) {
  const ran = await runInNode(exportParquet, { ...request, output: 'x' }, workers);
  if (!ran.ok) throw new Error(ran.failure.kind);
  const { parts, otherwise } = ran.value.led.output;
  const bytes = new Uint8Array(await new Blob(parts.map((part) => part.bytes as Blob)).arrayBuffer());
  const file = await parquetType.open(sourceOf(bytes), {});
  const rows: string[] = [];
  for await (const stretch of file.read()) rows.push(...stretch.rows);
  const counts = {
    written: parts.reduce((sum, part) => sum + part.rows, 0),
    refused: parts.map(({ refused }) => refused),
  };
  return { bytes, otherwise, ...counts, read: rows };
}

async function dataset(rows: readonly string[]): Promise<VersionInfo> {
  const { datasetId } = await importRows(rows, {
    columns: ['instruction', 'input', 'output', 'n', 'tags'],
    blockBytes: 200_000,
  });
  const meant = await setMeaning(datasetId, 1, { mapping: { input: null, output: null }, format: 'alpaca' }, 'Alpaca');
  if (!meant.ok) throw new Error(meant.failure.kind);
  return meant.value;
}

const SMALL = Array.from(
  { length: 30 },
  (_, at) =>
    `{"instruction":"Say ${at} é","input":"","output":"${at}","n":${at === 7 ? '1.50' : at},"tags":["a",${at}.0]}`,
);

describe('an export as Parquet', () => {
  it('gives its rows back, with what is written otherwise, and the size that was foretold', async () => {
    const request = requestOf(await dataset(SMALL));
    const file = await exported(request);
    expect(file.read).toEqual(SMALL.map((row) => row.replace('1.50', '1.5')));
    expect(file.written).toBe(30);
    expect(file.otherwise).toEqual([
      '“tags” is written as JSON text, so that nothing in it is lost.',
      '1 number in “n” keeps its value and loses its spelling (1.0 becomes 1).',
    ]);
    const looked = await runInNode(exportPreview, request, 1);
    if (!looked.ok) throw new Error(looked.failure.kind);
    const { bytes, whole, columns, records, otherwise } = looked.value.led.output;
    expect([bytes, whole]).toEqual([file.bytes.length, true]);
    expect(columns).toEqual(['instruction', 'input', 'output', 'n', 'tags']);
    expect(records[0]?.text).toBe(SMALL[0]);
    expect(otherwise).toEqual(file.otherwise);
  });

  it('is the same with any number of workers, in groups that are held one at a time', async () => {
    const long = 'x'.repeat(200_000);
    const rows = Array.from({ length: 150 }, (_, at) => `{"instruction":"${at}","input":"","output":"${at}${long}"}`);
    const request = requestOf(await dataset(rows));
    const [one, three] = [await exported(request, 1), await exported(request, 3)];
    expect(Buffer.compare(one.bytes, three.bytes)).toBe(0);
    expect(one.read).toEqual(rows);
    const { parquetMetadata } = await import('hyparquet');
    expect(parquetMetadata(one.bytes.slice().buffer).row_groups.length).toBeGreaterThan(1);
  });

  it('takes a format, the rows of a mark, those of a stretch, and where they came from', async () => {
    const version = await dataset(SMALL);
    const chat = await exported(requestOf(version, { format: 'openai-chat', range: { from: 10, count: 2 } }));
    expect(chat.read.map((row) => JSON.parse(row) as unknown)).toEqual(
      [10, 11].map((at) => ({
        messages: [
          { role: 'user', content: `Say ${at} é` },
          { role: 'assistant', content: `${at}` },
        ],
      })),
    );
    const made = await setMark(version.datasetId, version.number, {
      ...{ name: 'split', dictionary: ['train', 'test'] },
      ...{ rows: Uint32Array.of(0, 1, 5), values: Uint16Array.of(1, 2, 1) },
    });
    if (!made.ok) throw new Error(made.failure.kind);
    const only = { mark: 'split', value: 'train' };
    const train = await exported(requestOf(made.value, { only, sources: true, marks: true }));
    expect(train.read.map((row) => JSON.parse(row) as { source_row: number; split: string })).toMatchObject([
      { source_row: 1, split: 'train' },
      { source_row: 6, split: 'train' },
    ]);
    const none = await exported(requestOf(made.value, { only: { mark: 'split', value: 'other' } }));
    expect(none.read).toEqual([]);
  });

  it('counts rows that its format can’t hold', async () => {
    const version = await dataset([...SMALL, '{"instruction":"No answer","input":"","output":[1]}']);
    const file = await exported(requestOf(version, { format: 'openai-chat' }));
    expect(file.written).toBe(30);
    expect(file.refused.flatMap((refused) => Object.values(refused)).map(({ count }) => count)).toEqual([1]);
  });
});
