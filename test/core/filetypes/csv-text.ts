import { CsvReader } from '../../../src/core/filetypes/csv/csv.ts';
import type { QuarantineDraft, ReadSettings } from '../../../src/core/filetypes/settings.ts';

const CSV: ReadSettings = {
  fileType: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  newline: '\n',
  headerRow: 1,
  longRows: 'quarantine',
};

export interface CsvText {
  readonly reader: CsvReader;
  readonly rows: string[];
  readonly quarantined: QuarantineDraft[];
}

/** Reads a text in pieces of this length. */
export function readCsv(text: string, wanted: Partial<ReadSettings> = {}, pieceLength = Infinity): CsvText {
  const reader = new CsvReader({ ...CSV, ...wanted });
  const rows: string[] = [];
  const quarantined: QuarantineDraft[] = [];
  let at = 0;
  do {
    const end = Math.min(text.length, at + pieceLength);
    const part = reader.push(text.slice(at, end), end === text.length);
    rows.push(...part.rows);
    quarantined.push(...part.quarantined);
    at = end;
  } while (at < text.length);
  return { reader, rows, quarantined };
}

export function parsed(rows: readonly string[]): unknown[] {
  return rows.map((row) => JSON.parse(row) as unknown);
}

export function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
