import Papa from 'papaparse';
import type { RecordBatch } from './record-batch.ts';
import type { Delimiter, Newline } from '../settings.ts';

/**
 * The cells of each record, as text. PapaParse gets all records at once where nothing about them is ambiguous, else one
 * at a time: it never decides where a record ends.
 */
export function readCells(batch: RecordBatch, delimiter: Delimiter): string[][] {
  return readTogether(batch, delimiter) ?? readApart(batch, delimiter);
}

function readTogether(batch: RecordBatch, delimiter: Delimiter): string[][] | null {
  if (batch.isOdd || batch.newline === null || batch.count === 0) return null;
  const text = batch.text.slice(batch.starts[0], batch.ends[batch.count - 1]);
  const cells = parse(text, delimiter, batch.newline);
  return cells.length === batch.count ? cells : null;
}

function readApart(batch: RecordBatch, delimiter: Delimiter): string[][] {
  const rows: string[][] = [];
  for (let record = 0; record < batch.count; record++) rows.push(readRecord(batch.textOf(record), delimiter));
  return rows;
}

/** The cells of one record without its line end. */
export function readRecord(text: string, delimiter: Delimiter): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  // The line end lets PapaParse see white space behind a closing quote for what it is; LF never stands in a record
  // outside quotes.
  const [cells, rest] = parse(`${text}\n`, delimiter, '\n');
  if (cells === undefined || rest?.length !== 1) throw new Error('csv: PapaParse cuts a record in two');
  return cells;
}

/**
 * The parser alone: what stands around it strips U+FEFF from the beginning of each text that it gets, and would guess.
 */
function parse(text: string, delimiter: Delimiter, newline: Newline): string[][] {
  const parser = new Papa.Parser({ delimiter, newline, quoteChar: '"', header: false });
  // Untyped in @types/papaparse; without a header each row is an array of cells.
  const { data } = parser.parse(text, 0, false) as { readonly data: string[][] };
  return data;
}
