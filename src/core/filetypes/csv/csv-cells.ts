import Papa from 'papaparse';
import type { Newline } from '../settings.ts';
import { type Dialect, isPlain } from './dialect.ts';
import type { RecordBatch } from './record-batch.ts';
import { RecordSplitter } from './record-splitter.ts';

/**
 * The cells of each record, as text. PapaParse gets all records at once where nothing about them is ambiguous: it never
 * decides where a record ends. All others are split one at a time.
 */
export class CellReader {
  readonly #dialect: Dialect;
  readonly #isPlain: boolean;
  readonly #splitter: RecordSplitter;

  constructor(dialect: Dialect, newline: Newline | undefined) {
    this.#dialect = dialect;
    this.#isPlain = isPlain(dialect);
    this.#splitter = new RecordSplitter(dialect, newline);
  }

  read(batch: RecordBatch): string[][] {
    return (this.#isPlain ? this.#readTogether(batch) : null) ?? this.#readApart(batch);
  }

  #readTogether(batch: RecordBatch): string[][] | null {
    // What is between records that are no neighbours is none of theirs.
    if (batch.isOdd || batch.comments > 0 || batch.newline === null || batch.count === 0) return null;
    const text = batch.text.slice(batch.starts[0], batch.ends[batch.count - 1]);
    const cells = parse(text, this.#dialect, batch.newline);
    return cells.length === batch.count ? cells : null;
  }

  #readApart(batch: RecordBatch): string[][] {
    const rows: string[][] = [];
    for (let record = 0; record < batch.count; record++) rows.push(this.#splitter.split(batch.textOf(record)));
    return rows;
  }
}

/**
 * The parser alone: what is around it strips U+FEFF from the beginning of each text that it gets, and would guess.
 */
function parse(text: string, { delimiter }: Dialect, newline: Newline): string[][] {
  const parser = new Papa.Parser({ delimiter, newline, quoteChar: '"', header: false });
  // Untyped in @types/papaparse; without a header each row is an array of cells.
  const { data } = parser.parse(text, 0, false) as { readonly data: string[][] };
  return data;
}
