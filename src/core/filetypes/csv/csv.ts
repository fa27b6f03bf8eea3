import { counted } from '../../amount.ts';
import { ColumnNames } from './column-names.ts';
import { CellReader } from './csv-cells.ts';
import { dialectOf } from './dialect.ts';
import { jsonOfCell } from './json-cell.ts';
import { RecordCutter } from './csv-records.ts';
import { shownCell } from './shown-cell.ts';
import { TableHeader } from './table-header.ts';
import { type TableNotes, TableWatch } from './table-watch.ts';
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
  crlf = 0;
  finalNewline = true;
  readonly #settings: ReadSettings;
  readonly #cutter: RecordCutter;
  readonly #cells: CellReader;
  readonly #header: TableHeader;
  readonly #watch = new TableWatch();
  #comments = 0;
  #columns: ColumnNames | null = null;
  /** Columns without the extra ones. */
  #width = 0;
  /** `"name":` of each column, with a comma before all but the first. */
  readonly #keys: string[] = [];
  /** The last rows so far, of those that are left out at the end. */
  #heldBack: readonly string[] = [];

  /** `byteOffset`: where the text begins in the file, which is the length of a byte order mark. */
  constructor(settings: ReadSettings, { byteOffset = 0 }: { readonly byteOffset?: number } = {}) {
    this.#settings = settings;
    this.#cutter = new RecordCutter({ ...settings, byteOffset });
    this.#cells = new CellReader(dialectOf(settings), settings.newline);
    this.#header = new TableHeader(settings);
  }

  /** The columns so far: extra ones come with the first row that has them. */
  get columns(): readonly string[] {
    return this.#columns?.names ?? [];
  }

  /** Records above the header. */
  get preamble(): number {
    return this.#header.preamble;
  }

  /** What was odd so far, and what was left out on purpose. */
  get notes(): TableNotes {
    const dropped = this.#heldBack.length;
    return {
      ...this.#watch.notes,
      ...(this.#comments > 0 ? { comments: this.#comments } : {}),
      ...(dropped > 0 ? { dropped } : {}),
    };
  }

  get counts(): FileCounts {
    const { blankLines, crlf, shortRows, longRows, finalNewline, preamble, notes } = this;
    const counts = { blankLines, crlf, shortRows, longRows, finalNewline };
    return {
      ...counts,
      ...(preamble > 0 ? { preamble } : {}),
      ...(Object.keys(notes).length > 0 ? { notes } : {}),
    };
  }

  /** The rows that are whole now; pass `last` with the last piece of text. */
  push(text: string, last: boolean): TextRows {
    const batch = this.#cutter.push(text, last);
    const read: string[] = [];
    const quarantined = batch.refused;
    const records = this.#cells.read(batch);
    for (const line of batch.strays) this.#watch.stray(line);
    for (let record = 0; record < batch.count; record++) {
      if (batch.starts[record] === batch.ends[record]) this.blankLines++;
      else this.#readRecord(records[record] ?? [], record, batch, read);
    }
    quarantined.sort((a, b) => a.byte - b.byte);
    const rows = this.#holdBack(read);
    this.rows += rows.length;
    this.crlf += batch.crlf;
    this.#comments += batch.comments;
    if (batch.count > 0) this.finalNewline = batch.lf + batch.crlf + batch.cr === batch.count;
    return { rows, quarantined };
  }

  #holdBack(rows: readonly string[]): readonly string[] {
    const { dropLast = 0 } = this.#settings;
    if (dropLast === 0) return rows;
    const all = [...this.#heldBack, ...rows];
    this.#heldBack = all.slice(-dropLast);
    return all.slice(0, -dropLast);
  }

  #readRecord(found: string[], record: number, batch: RecordBatch, rows: string[]): void {
    if (this.#columns === null) {
      const isTaken = this.#header.take(found);
      if (this.#header.names) this.#startColumns(this.#header.names);
      if (isTaken) return;
    }
    const isTrailing = this.#settings.trailing && found.length === this.#width + 1 && found.at(-1) === '';
    const cells = isTrailing ? found.slice(0, -1) : found;
    if (this.#isHeaderAgain(cells)) {
      batch.refused.push(batch.quarantineRecord(record, 'the names of the columns again, as where files were joined'));
      return;
    }
    this.#watch.row(cells.length, batch.linesOf(record), batch.lines[record] ?? 0);
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

  /** Files that were joined have each their header, and some a byte order mark before it. One word alone may be a row. */
  #isHeaderAgain(cells: readonly string[]): boolean {
    const { names } = this.#header;
    if (this.#settings.headerRow === 0 || !names || names.length < 2 || cells.length !== names.length) return false;
    return cells.every((cell, at) => (at === 0 ? cell.replace(/^\ufeff/, '') : cell) === names[at]);
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

  #toJson(cells: readonly string[]): string {
    const { jsonCells, shownCells } = this.#settings;
    const keys = this.#keys;
    let row = '';
    for (let i = 0; i < cells.length; i++) {
      const found = cells[i] ?? '';
      const cell = shownCells === true ? shownCell(found) : found;
      const json = jsonCells === true ? jsonOfCell(cell) : null;
      row += (keys[i] ?? '') + (json ?? (NEEDS_ESCAPE.test(cell) ? JSON.stringify(cell) : `"${cell}"`));
    }
    return `${row}}`;
  }
}
