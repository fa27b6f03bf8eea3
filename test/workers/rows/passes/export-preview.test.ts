import '../../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { VersionInfo } from '../../../../src/core/version/version.ts';
import { setMeaning } from '../../../../src/store/versions/history.ts';
import { setMark } from '../../../../src/store/versions/marks.ts';
import type { ExportRequest, ExportType } from '../../../../workers/rows/export/export-request.ts';
import { writePart } from '../../../../workers/rows/export/export-part.ts';
import { openVersion } from '../../../../workers/rows/open-version.ts';
import exportPreview, { type ExportPreview } from '../../../../workers/rows/passes/export-preview.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../../support/stored.ts';

const ROWS = Array.from({ length: 30 }, (_, row) => `{"instruction":"Say ${row} é","input":"","output":"${row}"}`);

beforeEach(emptyDatabase);

function requestOf(version: VersionInfo, change: Partial<ExportRequest> = {}): ExportRequest {
  return { versionId: version.id, fileType: 'jsonl', format: null, formulaGuard: false, ...change };
}

async function preview(request: ExportRequest): Promise<ExportPreview> {
  const ran = await runInNode(exportPreview, request, 1);
  if (!ran.ok) throw new Error(ran.failure.kind);
  return ran.value.led.output;
}

/** The file as an export writes it, but for the brackets of an array. */
async function fileOf(request: ExportRequest, count = ROWS.length): Promise<string> {
  const opened = await openVersion(request.versionId);
  if (!opened.ok) throw new Error(opened.failure.kind);
  const { pieces } = await writePart(opened.value, request, request.range ?? { from: 0, count });
  return pieces.map((piece) => new TextDecoder().decode(piece)).join('');
}

async function imported(): Promise<VersionInfo> {
  const { datasetId } = await importRows(ROWS);
  const meant = await setMeaning(datasetId, 1, { mapping: { input: null, output: null }, format: 'alpaca' }, 'Alpaca');
  if (!meant.ok) throw new Error(meant.failure.kind);
  return meant.value;
}

async function marked(): Promise<VersionInfo> {
  const { datasetId } = await importRows(ROWS);
  const values = Uint16Array.of(1, 2, 1);
  const rows = Uint32Array.of(0, 1, 5);
  const made = await setMark(datasetId, 1, { name: 'split', dictionary: ['train', 'test'], rows, values });
  if (!made.ok) throw new Error(made.failure.kind);
  return made.value;
}

describe('the look at the first rows of an export', () => {
  it.each<[ExportType, string | null]>([
    ['jsonl', null],
    ['csv', null],
    ['json', null],
    ['jsonl', 'openai-chat'],
    ['csv', 'openai-chat'],
  ])('shows what the file of type %s in format %s begins with, and its size', async (fileType, format) => {
    const request = requestOf(await imported(), { fileType, format });
    const { header, records, bytes, whole } = await preview(request);
    const file = await fileOf(request);
    const between = fileType === 'json' ? ',\n' : fileType === 'csv' ? '\r\n' : '\n';
    const shown = [...(header === '' ? [] : [header]), ...records.map(({ text }) => text)].join(between);
    expect(file.startsWith(shown)).toBe(true);
    expect(records).toHaveLength(20);
    expect(whole).toBe(true);
    const brackets = fileType === 'json' ? '[\n'.length + '\n]\n'.length : 0;
    expect(bytes).toBe(new TextEncoder().encode(file).length + brackets);
  });

  it('names the columns that the rows have, of a conversion too', async () => {
    const version = await imported();
    expect((await preview(requestOf(version))).columns).toEqual(['instruction', 'input', 'output']);
    expect((await preview(requestOf(version, { format: 'openai-chat' }))).columns).toEqual(['messages']);
  });

  it('adds files, rows and marks on request, at the end of each row', async () => {
    const version = await marked();
    const { records, columns } = await preview(requestOf(version, { sources: true, marks: true }));
    expect(columns.slice(3)).toEqual(['source_file', 'source_row', 'split']);
    expect(records[1]?.text).toBe(
      `${(ROWS[1] ?? '').slice(0, -1)},"source_file":"test.jsonl","source_row":2,"split":"test"}`,
    );
    expect(records[2]?.text).toContain('"split":null');
  });

  it('takes the rows of one value of a mark, or of a stretch', async () => {
    const version = await marked();
    const train = await fileOf(requestOf(version, { only: { mark: 'split', value: 'train' } }));
    expect(train).toBe(`${ROWS[0]}\n${ROWS[5]}\n`);
    const none = await fileOf(requestOf(version, { only: { mark: 'split', value: null } }));
    expect(none.trim().split('\n')).toHaveLength(ROWS.length - 3);
    const shard = await fileOf(requestOf(version, { fileType: 'csv', range: { from: 10, count: 3 } }));
    expect(shard.trim().split('\r\n')).toHaveLength(4);
  });
});
