import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDatabase } from '../../support/stored.ts';
import { joinBytes } from '../../../src/core/filetypes/bytes.ts';
import { MAX_ROW_BYTES, type ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { listQuarantine } from '../../../src/store/rows/quarantine.ts';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { readRowText } from '../../../src/store/rows/block-reader.ts';
import { ImportWriter } from '../../../src/store/rows/row-writer.ts';
import { openStage, type Stage } from '../../../src/store/stage.ts';
import type { ImportedRange } from '../../../workers/files/imported-range.ts';
import { readHead } from '../../../workers/files/file-source.ts';
import { GzipError } from '../../../workers/files/gunzip.ts';
import { importStream, type ImportTarget } from '../../../workers/files/import-lines.ts';
import { findTextType } from '../../../src/core/filetypes/index.ts';
import { importText } from '../../../workers/files/import-text.ts';

const encoder = new TextEncoder();
const SETTINGS: ReadSettings = {
  fileType: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  newline: '\n',
  headerRow: 1,
  longRows: 'quarantine',
};

let stage: Stage;
beforeEach(async () => {
  await emptyDatabase();
  stage = await openStage('dataset', 'Import of a test');
});
afterEach(() => stage.close());

function fileOf(bytes: Uint8Array, name = 'x'): File {
  // The bytes are a buffer of their own.
  return new File([bytes as Uint8Array<ArrayBuffer>], name);
}

async function importFile(file: File, settings: ReadSettings): Promise<{ ranges: ImportedRange[]; rows: string[] }> {
  const { datasetId, id } = stage;
  const target: ImportTarget = { datasetId, stage: id, number: 0, file, writer: new ImportWriter(datasetId, id) };
  const progress: number[] = [];
  const onProgress = (bytes: number): void => {
    progress.push(bytes);
  };
  const type = findTextType(settings.fileType);
  const ranges =
    type.kind === 'lines'
      ? await importStream(target, settings, onProgress)
      : [await importText(target, type, settings, onProgress)];
  expect(progress.at(-1)).toBe(file.size);
  expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  const reader = new BlockReader(datasetId);
  const rows: string[] = [];
  for (const { first, count } of ranges.flatMap(({ spans }) => spans)) {
    for (let row = first; row < first + count; row++) rows.push(await readRowText(await reader.find(row), row));
  }
  return { ranges, rows };
}

function wide(text: string, bom: boolean): Uint8Array {
  const units = Uint16Array.from(bom ? `\ufeff${text}` : text, (letter) => letter.charCodeAt(0));
  return new Uint8Array(units.buffer);
}

const rows = Array.from({ length: 3_000 }, (_, i) => `{"n":"${i}","t":"狐 é ${'x'.repeat(i % 90)}"}`);
const texts = {
  csv: `n,t\n${rows.map((row) => Object.values(JSON.parse(row) as object).join(',')).join('\n')}\n`,
  jsonl: `${rows.join('\n')}\n`,
  json: `{"about":"é",\n"rows":[\n${rows.join(',\n')}\n]}`,
};

describe.each(['csv', 'jsonl', 'json'] as const)('%s', (fileType) => {
  const settings: ReadSettings = { ...SETTINGS, fileType, ...(fileType === 'json' ? { rowsAt: 'rows[]' } : {}) };
  const utf8 = encoder.encode(texts[fileType]);
  const half = utf8.length >> 1;

  it.each([
    ['as it is', utf8, 'utf-8'],
    ['compressed', gzipSync(utf8), 'utf-8'],
    ['compressed in two members', joinBytes(gzipSync(utf8.slice(0, half)), gzipSync(utf8.slice(half))), 'utf-8'],
    ['in UTF-16', wide(texts[fileType], true), 'utf-16le'],
    ['in UTF-16, compressed', gzipSync(wide(texts[fileType], false)), 'utf-16le'],
  ])('%s gives its rows', async (_, bytes, encoding) => {
    const found = await importFile(fileOf(bytes), { ...settings, encoding });
    expect(found.rows).toEqual(rows);
    expect(found.ranges.flatMap(({ columns }) => columns)).toEqual(['n', 't']);
    expect(found.ranges.some(({ source }) => source.bom)).toBe(encoding !== 'utf-8' && bytes[0] === 0xff);
    if (fileType === 'json') expect(found.ranges[0]?.source.leftOut).toEqual(['about']);
  });

  it('compressed and cut fails after any number of its rows', async () => {
    const packed = gzipSync(utf8);
    for (const length of [50, packed.length >> 1, packed.length - 20, packed.length - 1]) {
      await expect(importFile(fileOf(packed.subarray(0, length)), settings)).rejects.toThrow(GzipError);
    }
  });
});

describe('compressed JSON Lines', () => {
  it('put a line over 32 MiB and a bad byte into quarantine, each with its line', async () => {
    const bad = Uint8Array.of(...encoder.encode('{"a":"'), 0xff, ...encoder.encode('"}\n'));
    const long = encoder.encode(`{"a":1}\n"${'x'.repeat(MAX_ROW_BYTES)}"\n{"a":2}\n`);
    const { rows: found, ranges } = await importFile(fileOf(gzipSync(joinBytes(long, bad))), {
      ...SETTINGS,
      fileType: 'jsonl',
    });
    expect(found).toEqual(['{"a":1}', '{"a":2}']);
    expect(ranges.reduce((sum, { lines }) => sum + lines, 0)).toBe(4);
    const kept = await listQuarantine('dataset', 0, 10);
    expect(kept.map(({ byte, bytes, reason }) => ({ byte, bytes, reason }))).toEqual([
      { byte: 8, bytes: MAX_ROW_BYTES + 2, reason: '33,554,434 bytes, more than the 32 MiB that a row may have' },
      { byte: MAX_ROW_BYTES + 19, bytes: 9, reason: expect.stringMatching(/^not UTF-8: byte 0xFF/) as string },
    ]);
  });
});

describe('the head of a file', () => {
  it('is unpacked no further than it is needed', async () => {
    const text = encoder.encode(texts.jsonl);
    expect(await readHead(fileOf(text), 100)).toEqual({ bytes: text.slice(0, 100), complete: false, gzip: false });
    expect(await readHead(fileOf(gzipSync(text)), 100)).toEqual({
      bytes: text.slice(0, 100),
      complete: false,
      gzip: true,
    });
    const whole = await readHead(fileOf(gzipSync(text)), text.length);
    expect([whole.complete, Buffer.compare(whole.bytes, text)]).toEqual([true, 0]);
    expect(await readHead(fileOf(gzipSync(''), 'empty.gz'), 10)).toMatchObject({ complete: true, gzip: true });
  });

  it('of a file that is cut within it is refused', async () => {
    const packed = gzipSync(encoder.encode('a,b\n1,2\n'));
    for (let length = 3; length < packed.length; length++) {
      await expect(readHead(fileOf(packed.subarray(0, length)), 100)).rejects.toThrow(/^it is gzip, but/);
    }
  });
});
