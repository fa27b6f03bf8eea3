import { counted } from '../../amount.ts';
import { ColumnNames } from './column-names.ts';
import { readCells } from './csv-cells.ts';
import { jsonOfCell } from './json-cell.ts';
import { RecordCutter } from './csv-records.ts';
import { tooLong } from '../too-long.ts';
import type { RecordBatch } from './record-batch.ts';
import type { FileCounts, TextReader, TextRows } from '../file-type.ts';
import { MAX_ROW_BYTES, type ReadSettings } from '../settings.ts';
import { utf8Length } from '../utf8.ts';

// Quotes, backslashes, control characters and halves of pairs.
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * Turns delimited text into rows, piece by piece, from the file's start: `{"name":"cell",…}`. Cells stay the text that they are: nothing is
 * trimmed, no types are guessed; but JSON in cells is read where the settings say so. A row with fewer cells lacks the last keys.
 */
export class CsvReader implements TextReader {
  rows = 0;
  shortRows = 0;
  /** Rows with more cells than columns that were kept with extra ones. */
  longRows = 0;
  blankLines = 0;
  /** Records above the header. */
  preamble = 0;
  crlf = 0;
  finalNewline = true;
  readonly #settings: ReadSettings;
  readonly #cutter: RecordCutter;
  #columns: ColumnNames | null = null;
  /** Columns without the extra ones. */
  #width = 0;
  /** `"name":` of each column, with a comma before all but the first. */
  readonly #keys: string[] = [];

  /** `byteOffset`: where the text begins in the file, which is the length of a byte order mark. */
  constructor(settings: ReadSettings, { byteOffset = 0 }: { readonly byteOffset?: number } = {}) {
    this.#settings = settings;
    const { delimiter, newline, encoding } = settings;
    this.#cutter = new RecordCutter({ delimiter, newline, encoding, byteOffset });
  }

  /** The columns so far: extra ones come with the first row that has them. */
  get columns(): readonly string[] {
    return this.#columns?.names ?? [];
  }

  get counts(): FileCounts {
    const { blankLines, crlf, shortRows, longRows, finalNewline, preamble } = this;
    return { blankLines, crlf, shortRows, longRows, finalNewline, ...(preamble > 0 ? { preamble } : {}) };
  }

  /** The rows that are whole now; pass `last` with the last piece of text. */
  push(text: string, last: boolean): TextRows {
    const batch = this.#cutter.push(text, last);
    const rows: string[] = [];
    const quarantined = batch.refused;
    const records = readCells(batch, this.#settings.delimiter);
    for (let record = 0; record < batch.count; record++) {
      if (batch.starts[record] === batch.ends[record]) this.blankLines++;
      else this.#readRecord(records[record] ?? [], record, batch, rows);
    }
    quarantined.sort((a, b) => a.byte - b.byte);
    this.rows += rows.length;
    this.crlf += batch.crlf;
    if (batch.count > 0) this.finalNewline = batch.lf + batch.crlf + batch.cr === batch.count;
    return { rows, quarantined };
  }

  #readRecord(cells: readonly string[], record: number, batch: RecordBatch, rows: string[]): void {
    if (this.#columns === null && this.#readHeader(cells)) return;
    const why = this.#whyRefused(cells);
    if (why !== null) {
      batch.refused.push(batch.quarantineRecord(record, why));
      return;
    }
    const row = this.#toJson(cells);
    // A UTF-16 unit takes at most three bytes.
    const bytes = row.length * 3 > MAX_ROW_BYTES ? utf8Length(row) : 0;
    if (bytes > MAX_ROW_BYTES) batch.refused.push(batch.quarantineRecord(record, tooLong(bytes)));
    else rows.push(row);
  }

  /** True where the record is the header or stands above it. */
  #readHeader(cells: readonly string[]): boolean {
    const { headerRow } = this.#settings;
    if (headerRow === 0) {
      this.#startColumns(cells.map(() => ''));
      return false;
    }
    if (this.preamble < headerRow - 1) this.preamble++;
    else this.#startColumns(cells);
    return true;
  }

  #startColumns(header: readonly string[]): void {
    this.#columns = new ColumnNames(header);
    this.#width = header.length;
    this.#addKeys();
  }

  #addKeys(): void {
    const names = this.columns;
    for (let i = this.#keys.length; i < names.length; i++) {
      this.#keys.push(`${i === 0 ? '{' : ','}${JSON.stringify(names[i])}:`);
    }
  }

  #whyRefused(cells: readonly string[]): string | null {
    if (cells.length <= this.#width) {
      if (cells.length < this.#width) this.shortRows++;
      return null;
    }
    if (this.#settings.longRows === 'quarantine')
      return `${counted(cells.length, 'cell')}, ${counted(this.#width, 'column')}`;
    this.longRows++;
    this.#columns?.extendTo(cells.length);
    this.#addKeys();
    return null;
  }

  #jsonOf(cell: string): string | null {
    return this.#settings.jsonCells === true ? jsonOfCell(cell) : null;
  }

  #toJson(cells: readonly string[]): string {
    const keys = this.#keys;
    let row = '';
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? '';
      row += (keys[i] ?? '') + (this.#jsonOf(cell) ?? (NEEDS_ESCAPE.test(cell) ? JSON.stringify(cell) : `"${cell}"`));
    }
    return `${row}}`;
  }
}
