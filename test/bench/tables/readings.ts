import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { CsvReader } from '../../../src/core/filetypes/csv/csv.ts';
import { FatalDecoder } from '../../../src/core/filetypes/decode.ts';
import { sniff } from '../../../src/core/filetypes/sniff.ts';
import type { MadeTable } from './made-table.ts';

/** What a reader made of a text. */
export interface Reading {
  readonly delimiter: string;
  /** null where the reader takes the first row for data. */
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

const HEAD = 2 << 20;

/** As an import reads it: sniffed from its head, decoded, cut and read. */
export function readOwn({ text }: MadeTable): Reading {
  const bytes = new TextEncoder().encode(text);
  const complete = bytes.length <= HEAD;
  const { settings } = sniff(bytes.subarray(0, HEAD), 'table.csv', {}, complete);
  const decoder = new FatalDecoder(settings.encoding);
  const decoded = decoder.push(bytes, true);
  const reader = new CsvReader(settings, { byteOffset: decoder.bomBytes });
  const { rows } = reader.push(decoded, true);
  const header = reader.columns;
  const cells = rows.map((row) => {
    // What the reader writes is an object of texts.
    const values = JSON.parse(row) as Readonly<Record<string, string>>;
    const found = header.map((name) => values[name]);
    while (found.at(-1) === undefined && found.length > 0) found.pop();
    return found.map((cell) => cell ?? '');
  });
  return { delimiter: settings.delimiter, header: settings.headerRow === 0 ? null : header, rows: cells };
}

/** PapaParse as it comes. It knows no header unless told: the first row is taken for it, as its users do. */
export function readPapa({ text }: MadeTable): Reading {
  const { data, meta } = Papa.parse<string[]>(text);
  const rows = data.filter((cells) => cells.length > 1 || cells[0] !== '');
  return { delimiter: meta.delimiter, header: rows[0] ?? [], rows: rows.slice(1) };
}

/** Python's csv.Sniffer and csv.reader; null where there is no Python. */
export function readPython(tables: readonly MadeTable[]): readonly (Reading | null)[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  const source = join(folder, 'tables.json');
  writeFileSync(source, JSON.stringify(tables.map(({ text }) => text)));
  try {
    const script = fileURLToPath(new URL('sniffer.py', import.meta.url));
    const out = execFileSync('python3', [script, source], { encoding: 'utf8', maxBuffer: 1 << 30 });
    // The script writes a list of readings.
    return JSON.parse(out) as (Reading | null)[];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
