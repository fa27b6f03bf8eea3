import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../../src/core/filetypes/csv/csv.ts';
import { FatalDecoder } from '../../../src/core/filetypes/decode.ts';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import type { FilePreview, ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { parsed } from './csv-text.ts';
import { describeShared } from '../../support/real-files.ts';

interface Case {
  readonly preview: FilePreview;
  readonly rows: readonly unknown[];
  readonly quarantined: number;
}

/** A file as the dialog shows it, and as an import reads it with what the dialog found. */
function readCase(bytes: Uint8Array, name: string, wanted: Partial<ReadSettings> = {}): Case {
  const result = previewHead(bytes, { name, bytes: bytes.length, complete: true }, wanted);
  if (!result.ok || result.value.problem) throw new Error(JSON.stringify(result));
  const { settings } = result.value;
  const decoder = new FatalDecoder(settings.encoding);
  const text = decoder.push(bytes, true);
  const reader = new CsvReader(settings, { byteOffset: decoder.bomBytes });
  const { rows, quarantined } = reader.push(text, true);
  return { preview: result.value, rows: parsed(rows), quarantined: quarantined.length };
}

interface Right {
  readonly folder: string;
  readonly file: string;
  readonly settings: Partial<ReadSettings>;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly format?: string;
  /** Some rows in full, by their number. */
  readonly some?: Readonly<Record<number, unknown>>;
}

const RIGHT: readonly Right[] = [
  {
    folder: 'cases/23-sep-line',
    file: 'input.csv',
    settings: { delimiter: ';', headerRow: 2 },
    columns: ['Frage', 'Antwort', 'Gewicht'],
    rows: 3,
    some: { 0: { Frage: 'Wie tief?', Antwort: '4,5 Meter, bei Ebbe', Gewicht: '1,5' } },
  },
  {
    folder: 'cases/25-backslash-quotes',
    file: 'input.csv',
    settings: { delimiter: ',', escape: 'backslash', headerRow: 1 },
    columns: ['when', 'text', 'label'],
    rows: 3,
    some: {
      0: { when: 'Fri, 01 May 2020', text: '<div id="deck">all aboard</div>', label: 'html' },
      1: { when: 'Sat, 02 May 2020', text: 'he said "ready, steady" and left', label: 'quote' },
    },
  },
  {
    folder: 'cases/26-excel-unicode-text',
    file: 'input.txt',
    settings: { delimiter: '\t', encoding: 'utf-16le', headerRow: 1 },
    columns: ['question', 'answer'],
    rows: 3,
    some: { 1: { question: 'Zwei\nZeilen?', answer: 'Ja' } },
  },
  {
    folder: 'cases/27-mac-cr',
    file: 'input.csv',
    settings: { delimiter: ',', newline: '\r', headerRow: 1 },
    columns: ['question', 'answer'],
    rows: 3,
    some: { 0: { question: 'How deep?', answer: 'Two lines\nin this cell' } },
  },
  {
    folder: 'cases/53-mojibake-entities',
    file: 'input.csv',
    settings: { delimiter: ',', headerRow: 1 },
    columns: ['question', 'answer'],
    rows: 3,
  },
  {
    folder: 'cases/56-text-input-csv',
    file: 'input.csv',
    settings: { delimiter: ',', headerRow: 1 },
    columns: ['text_input', 'output'],
    rows: 6,
    some: { 3: { text_input: '007', output: '008' } },
  },
  {
    folder: 'cases/16-json-object-cell',
    file: 'input.csv',
    settings: { delimiter: ',', headerRow: 1 },
    columns: ['case', 'conversation'],
    rows: 2,
  },
  {
    folder: 'cases/05-turn-per-row',
    file: 'input.csv',
    settings: { delimiter: ',', headerRow: 1 },
    columns: ['c_id', 'role', 'message'],
    rows: 9,
  },
];

for (const { folder, file, settings, columns, rows, some = {} } of RIGHT) {
  describeShared(folder, (files) => {
    it('is read as its owner means it', () => {
      const found = readCase(files.bytes(file), file);
      expect(found.preview.settings).toMatchObject({ fileType: 'csv', ...settings });
      expect(found.preview.columns).toEqual(columns);
      expect([found.rows.length, found.quarantined]).toEqual([rows, 0]);
      for (const [row, cells] of Object.entries(some)) expect(found.rows[Number(row)]).toEqual(cells);
    });
  });
}

describeShared('cases/minimal', (files) => {
  it('k6.csv has its quotes behind backslashes', () => {
    const { rows } = readCase(files.bytes('k6.csv'), 'k6.csv');
    expect(rows).toEqual([
      { id: '1', text: 'say "yes"' },
      { id: '2', text: 'b, c' },
      { id: '3', text: 'd' },
    ]);
  });
});

describe('a file that is made to stall a reader', () => {
  const read = (text: string, wanted: Partial<ReadSettings> = {}): Case =>
    readCase(new TextEncoder().encode(text), 'x.csv', wanted);

  // The test's own time limit is the check.
  it('of lines that begin with a quote is text, and no row is lost', () => {
    const found = read('"x\n'.repeat(200_000));
    expect(found.preview.settings).toMatchObject({ delimiter: '', quote: '' });
    expect([found.rows.length, found.quarantined]).toEqual([200_000, 0]);
    expect(read('"x,1\n'.repeat(100_000)).rows).toHaveLength(100_000);
  });

  it('of a far closing quote loses no row that stands on a line', () => {
    const text = ('"x\ty\n'.repeat(9_000) + 'z"\ta\n').repeat(3);
    expect(read(text).rows).toHaveLength(27_003);
    const withQuotes = read(text, { quote: '"', delimiter: '\t', headerRow: 0 });
    expect(withQuotes.rows.length + withQuotes.quarantined).toBe(27_003);
  });

  it('of 30,000 columns is read', () => {
    const row = Array.from({ length: 30_000 }, (_, i) => `c${i}`).join(',');
    const found = read(`${row}\n${`${row.replace(/c\d+/g, '1')}\n`.repeat(5)}`);
    expect(found.preview.columns).toHaveLength(30_000);
    expect(found.rows).toHaveLength(5);
  });
});
