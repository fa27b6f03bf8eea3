import { describe, expect, it } from 'vitest';
import { CellReader } from '../../../src/core/filetypes/csv/csv-cells.ts';
import { dialectOf } from '../../../src/core/filetypes/csv/dialect.ts';
import { RecordCutter } from '../../../src/core/filetypes/csv/csv-records.ts';
import { CsvReader } from '../../../src/core/filetypes/csv/csv.ts';
import { FatalDecoder } from '../../../src/core/filetypes/decode.ts';
import { readJsonLines } from '../../../src/core/filetypes/jsonl/jsonl.ts';
import { sniff } from '../../../src/core/filetypes/sniff.ts';
import type { Delimiter, ReadSettings } from '../../../src/core/filetypes/settings.ts';
import { parsed, quote, readCsv, type CsvText } from './csv-text.ts';
import { rowsOf } from './rows-of.ts';
import { describeShared } from '../../support/real-files.ts';

const encoder = new TextEncoder();
const HEAD = 1 << 20;

/** Reads a table as an import does: sniffed from its head, decoded and parsed in pieces. */
function importCsv(bytes: Uint8Array, wanted: Partial<ReadSettings> = {}, pieceLength = 65_537): CsvText {
  const { settings } = sniff(bytes.subarray(0, HEAD), 'x', wanted, bytes.length <= HEAD);
  expect(settings.fileType).toBe('csv');
  const decoder = new FatalDecoder(settings.encoding);
  const first = decoder.push(bytes.subarray(0, pieceLength), bytes.length <= pieceLength);
  const reader = new CsvReader(settings, { byteOffset: decoder.bomBytes });
  const parts = [reader.push(first, bytes.length <= pieceLength)];
  for (let at = pieceLength; at < bytes.length; at += pieceLength) {
    const last = at + pieceLength >= bytes.length;
    parts.push(reader.push(decoder.push(bytes.subarray(at, at + pieceLength), last), last));
  }
  return {
    reader,
    rows: parts.flatMap(({ rows }) => rows),
    quarantined: parts.flatMap(({ quarantined }) => quarantined),
  };
}

describeShared('csv-spectrum', (files) => {
  const names = files.names('csvs').map((name) => name.replace('.csv', ''));
  it.each(names)('%s is as its JSON says', (name) => {
    const bytes = files.bytes(`csvs/${name}.csv`);
    // Its JSON is one object, and has a made-up telephone number where the CSV has another.
    const isOff = name === 'location_coordinates';
    const expected = isOff
      ? [{ ...(files.json(`json/${name}.json`) as object), 'Contact Phone Number': '2095257564' }]
      : files.json(`json/${name}.json`);
    for (const pieceLength of [1, 3, 65_537]) {
      const { rows, quarantined } = importCsv(bytes, {}, pieceLength);
      expect(parsed(rows)).toEqual(expected);
      expect(quarantined).toEqual([]);
    }
  });

  it('has 12 files', () => expect(names).toHaveLength(12));
});

describeShared('banking77', (files) => {
  it.each([
    ['train.csv', 10_003],
    ['test.csv', 3_080],
  ])('%s has %d rows', (name, count) => {
    const { rows, quarantined, reader } = importCsv(files.bytes(name));
    expect([rows.length, quarantined.length, reader.shortRows]).toEqual([count, 0, 0]);
    expect(reader.columns).toEqual(['text', 'category']);
  });
});

describeShared('gap-coreference', (files) => {
  it.each([
    ['gap-development.tsv', 2_000],
    ['gap-test.tsv', 2_000],
    ['gap-validation.tsv', 454],
  ])('%s has %d rows of 11 cells', (name, count) => {
    const { rows, quarantined, reader } = importCsv(files.bytes(name));
    expect([rows.length, quarantined.length, reader.shortRows, reader.columns.length]).toEqual([count, 0, 0, 11]);
  });
});

describeShared('llama-factory', (files) => {
  it.each([
    ['v1_sft_demo.jsonl', 500, 0],
    ['c4_demo.jsonl', 300, 0],
    ['v1_multimodal_demo.jsonl', 24, 1],
  ])('%s has %d rows and %d blank lines', (name, rows, blankLines) => {
    const bytes = files.bytes(name);
    expect(sniff(bytes, name, {}, true).settings).toMatchObject({ fileType: 'jsonl', encoding: 'utf-8' });
    const report = readJsonLines(bytes, { first: true, byteOffset: 0 });
    expect(report).toMatchObject({ rows, blankLines, quarantined: [] });
    const lines = new TextDecoder()
      .decode(bytes)
      .split('\n')
      .filter((line) => line !== '');
    expect(rowsOf(report.drafts)).toEqual(lines);
  });
});

interface Messy {
  readonly encoding: string;
  readonly delimiter: Delimiter;
  readonly records: number;
  readonly widths: Readonly<Record<string, number>>;
}

describeShared('messytables', (files) => {
  const labels: Readonly<Record<string, string>> = {
    mac_roman: 'macintosh',
    'latin-1': 'windows-1252',
    cp1252: 'windows-1252',
    'utf-16': 'utf-16le',
    'utf-8-sig': 'utf-8',
  };
  const expected = Object.entries<Messy>({
    ...(files.json('EXPECTED.json') as Readonly<Record<string, Messy>>),
    // A file with semicolons, there read with commas: then its quotes are misplaced, and readers differ. These figures
    // are those of Python's csv module.
    'weird_head_padding.csv': {
      encoding: 'utf-8',
      delimiter: ';',
      records: 86,
      widths: { 1: 17, 2: 7, 11: 62 },
    },
  });
  it('names its columns under titles', () => {
    const { columns, preamble } = importCsv(files.bytes('begrotingsanalyse-2011.csv')).reader;
    expect(preamble).toBe(3);
    expect(columns.slice(0, 4)).toEqual(['column 1', 'column 2', 'provincie A Groningen', 'provincie B Friesland']);
    expect(columns.slice(13)).toEqual([
      'provincie L Flevoland',
      ...[15, 16, 17, 18, 19, 20].map((at) => `column ${at}`),
    ]);
  });

  it.each(expected)(
    '%s is cut into the expected records and cells',
    (name, { encoding, delimiter, records, widths }) => {
      const bytes = files.bytes(name);
      const label = labels[encoding] ?? encoding;
      const { settings } = sniff(bytes, name, { encoding: label, delimiter }, true);
      const batch = new RecordCutter(settings).push(new FatalDecoder(label).push(bytes, true), true);
      const cells = new CellReader(dialectOf(settings), settings.newline)
        .read(batch)
        .filter((_, record) => batch.textOf(record) !== '');
      const found: Record<string, number> = {};
      for (const row of cells) found[row.length] = (found[row.length] ?? 0) + 1;
      expect({ records: cells.length, widths: found, refused: batch.refused }).toEqual({
        records,
        widths,
        refused: [],
      });
    },
  );

  it.each(expected.filter(([, { widths }]) => Object.keys(widths).length === 1 && !('1' in widths)))(
    '%s has its delimiter found',
    (name, { encoding, delimiter }) => {
      const found = sniff(files.bytes(name), name, { encoding: labels[encoding] ?? encoding }, true);
      expect(found.settings.delimiter).toBe(delimiter);
    },
  );
});

describeShared('blns', (files) => {
  const strings = files.json('blns.json') as string[];

  it('come through CSV exactly', () => {
    const text = `a,b\r\n${strings.map((value) => `${quote(value)},${quote(value)}\r\n`).join('')}`;
    const { rows, quarantined } = importCsv(encoder.encode(text), { delimiter: ',' }, 997);
    expect(quarantined).toEqual([]);
    expect(parsed(rows)).toEqual(strings.map((value) => ({ a: value, b: value })));
  });

  it('come through CSV as names of columns', () => {
    const { reader } = readCsv(`${strings.map(quote).join(',')}\n`);
    expect(new Set(reader.columns).size).toBe(strings.length);
    strings.forEach((value, i) => {
      if (value !== '' && strings.indexOf(value) === i) expect(reader.columns[i]).toBe(value);
    });
  });

  it('come through JSON Lines exactly', () => {
    const lines = strings.map((value) => JSON.stringify({ [value]: value }));
    const report = readJsonLines(encoder.encode(lines.join('\n')), { first: true, byteOffset: 0 });
    expect(rowsOf(report.drafts)).toEqual(lines);
    expect(report.columns).toEqual([...new Set(strings)]);
  });
});

describeShared('json-test-suite', (files) => {
  /** Files whose single value is on one line. */
  const isOneLine = (bytes: Uint8Array): boolean => !bytes.subarray(0, -1).includes(10);

  describe.each([
    ['y_', 1],
    ['n_', 0],
  ] as const)('%s', (prefix, rows) => {
    const names = files.names().filter((name) => name.startsWith(prefix) && isOneLine(files.bytes(name)));

    it(`has files, each with ${rows} rows`, () => {
      expect(names.length).toBeGreaterThan(90);
      const wrong = names.filter(
        (name) => readJsonLines(files.bytes(name), { first: false, byteOffset: 0 }).rows !== rows,
      );
      expect(wrong).toEqual([]);
    });
  });

  it('gives each refused file a reason without its text', () => {
    for (const name of files.names().filter((file) => file.startsWith('n_'))) {
      const { quarantined, lines, blankLines, rows } = readJsonLines(files.bytes(name), {
        first: false,
        byteOffset: 0,
      });
      expect(quarantined.length + blankLines + rows).toBe(lines);
      for (const { reason } of quarantined) expect(reason).toMatch(/^(not (JSON|UTF-8)|nested)[^\n]{0,80}$/u);
    }
  });

  it('either accepts or refuses the files that leave it open, and never changes them', () => {
    for (const name of files.names().filter((file) => file.startsWith('i_'))) {
      const bytes = files.bytes(name);
      const report = readJsonLines(bytes, { first: false, byteOffset: 0 });
      expect(report.rows + report.quarantined.length + report.blankLines).toBe(report.lines);
      for (const row of rowsOf(report.drafts)) expect(new TextDecoder().decode(bytes)).toContain(row);
    }
  });
});
