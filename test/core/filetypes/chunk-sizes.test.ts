import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../../src/core/filetypes/csv/csv.ts';
import { FatalDecoder } from '../../../src/core/filetypes/decode.ts';
import { JsonDocument } from '../../../src/core/filetypes/json/json-document.ts';
import { readJsonLines } from '../../../src/core/filetypes/jsonl/jsonl.ts';
import { LineCutter } from '../../../src/core/filetypes/jsonl/line-cutter.ts';
import type { ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { rowsOf } from './rows-of.ts';

const LARGEST = 4_096;
const encoder = new TextEncoder();
/** One to four bytes a letter, letters that combine, both directions, and what editors take for line ends. */
const SCRIPTS = [
  'fox "and" hen',
  'Füchsin – él',
  'лиса и курица',
  'الثعلب',
  'שועל',
  'लोमड़ी',
  '狐と鶏',
  '여우',
  '🦊👩‍🌾',
  'e\u0301\u2028x\u0085',
];
const TEXTS = Array.from({ length: 60 }, (_, i) => `${SCRIPTS[i % SCRIPTS.length]}, ${i}\n${SCRIPTS[(i * 7) % 10]}`);
const ROWS = TEXTS.map((text, i) => ({ text, [`key ${SCRIPTS[i % 3]}`]: i % 2 === 0 ? text : '' }));
const SETTINGS: ReadSettings = {
  fileType: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  newline: '\n',
  headerRow: 1,
  longRows: 'quarantine',
  rowsAt: 'rows[]',
};

function* chunks(bytes: Uint8Array, size: number): Generator<{ chunk: Uint8Array; last: boolean }> {
  for (let at = 0; at < bytes.length; at += size) {
    yield { chunk: bytes.slice(at, at + size), last: at + size >= bytes.length };
  }
}

function readText(bytes: Uint8Array, size: number, reader: CsvReader | JsonDocument): string[] {
  const decoder = new FatalDecoder('utf-8');
  const rows: string[] = [];
  const quarantined: unknown[] = [];
  for (const { chunk, last } of chunks(bytes, size)) {
    const read = reader.push(decoder.push(chunk, last), last);
    quarantined.push(...read.quarantined);
    rows.push(...read.rows);
  }
  expect(quarantined).toEqual([]);
  return rows;
}

function readLines(bytes: Uint8Array, size: number): string[] {
  const cutter = new LineCutter();
  const rows: string[] = [];
  const quarantined: unknown[] = [];
  for (const { chunk, last } of chunks(bytes, size)) {
    for (const cut of cutter.push(chunk, last)) {
      const report = readJsonLines(cut.bytes, { first: cut.byteOffset === 0, byteOffset: cut.byteOffset });
      quarantined.push(...report.quarantined);
      rows.push(...rowsOf(report.drafts));
    }
  }
  expect(quarantined).toEqual([]);
  return rows;
}

describe('a file of mixed scripts, cut at every chunk size up to 4,096', () => {
  const cases = {
    CSV: {
      text: `text,"key, é"\n${TEXTS.map((text) => `"${text.replaceAll('"', '""')}",狐\n`).join('')}`,
      read: (bytes: Uint8Array, size: number) => readText(bytes, size, new CsvReader(SETTINGS)),
      expected: TEXTS.map((text) => ({ text, 'key, é': '狐' })),
    },
    JSON: {
      text: JSON.stringify({ before: SCRIPTS, rows: ROWS, after: '🦊' }, null, 1),
      read: (bytes: Uint8Array, size: number) => readText(bytes, size, new JsonDocument(SETTINGS)),
      expected: ROWS,
    },
    JSONL: { text: ROWS.map((row) => `${JSON.stringify(row)}\n`).join(''), read: readLines, expected: ROWS },
  };

  it.each(Object.entries(cases))(
    'as %s gives the same rows and no replacement character',
    (_, { text, read, expected }) => {
      const bytes = encoder.encode(text);
      expect(bytes.length).toBeGreaterThan(LARGEST / 2);
      const whole = read(bytes, bytes.length);
      expect(whole.map((row) => JSON.parse(row) as unknown)).toEqual(expected);
      const wrong: number[] = [];
      const rows = whole.join('\n');
      for (let size = 1; size <= LARGEST; size++) if (read(bytes, size).join('\n') !== rows) wrong.push(size);
      expect(wrong).toEqual([]);
      expect(rows).not.toContain('\ufffd');
    },
  );
});
