import { counted } from '../../amount.ts';
import { BrokenFileError } from '../broken-file-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { CellStyles } from './cell-styles.ts';
import { SharedTexts } from './shared-texts.ts';
import { type CellValue, type NumberMeanings, SheetCells, type SheetRow } from './sheet-cells.ts';
import { openArchive, readPart, type WorkbookPart } from './workbook-archive.ts';
import { readWorkbookMap } from './workbook-map.ts';
import { XmlPieces } from './xml-pieces.ts';

/** A row with something in it: its values, and the columns that they are in. */
export interface FilledRow {
  /** 1-based, in the sheet. */
  readonly number: number;
  readonly columns: readonly number[];
  readonly values: readonly CellValue[];
}

/** A workbook of which nothing is unpacked further than its rows are asked for. */
export class Workbook {
  readonly sheets: readonly SheetReader[];
  readonly #texts: TextSupply;

  private constructor(sheets: readonly SheetReader[], texts: TextSupply) {
    this.sheets = sheets;
    this.#texts = texts;
  }

  /** Throws BrokenFileError. */
  static async open(file: ByteSource): Promise<Workbook> {
    const map = await readWorkbookMap(await openArchive(file));
    const styles = new CellStyles();
    if (map.styles) await readPart(map.styles, styles);
    const numbers = { meanings: styles.meanings, is1904: map.is1904 };
    const texts = new TextSupply(map.sharedTexts);
    return new Workbook(
      map.sheets.map(({ name, part }) => new SheetReader(name, part, numbers, texts)),
      texts,
    );
  }

  /** Ends what is still being unpacked. */
  close(): Promise<void> {
    return this.#texts.close();
  }
}

/** What a look at the first rows of a sheet shows. */
export interface SheetGlance {
  readonly name: string;
  readonly isFilled: boolean;
  /** The number of its last row with something in it; about, where not `isWhole`. */
  readonly rows: number;
  /** True where that was all of it. */
  readonly isWhole: boolean;
}

/** Rows of a sheet, and how much of it was read so far. */
export interface SheetStretch {
  readonly rows: readonly FilledRow[];
  /** Of 1. */
  readonly done: number;
  /** Unpacked, from its start. */
  readonly bytes: number;
  /** The number of its last row; about, where there is more to come. */
  readonly lastRow: number;
}

/** How much of each sheet is unpacked to see whether there is something in it. */
const GLANCE_BYTES = 128 << 10;

/** A sheet, which is read from its first row and no further than is asked. */
export class SheetReader {
  readonly name: string;
  readonly #part: WorkbookPart | undefined;
  readonly #numbers: NumberMeanings;
  readonly #texts: TextSupply;

  constructor(name: string, part: WorkbookPart | undefined, numbers: NumberMeanings, texts: TextSupply) {
    this.name = name;
    this.#part = part;
    this.#numbers = numbers;
    this.#texts = texts;
  }

  /** Throws BrokenFileError. */
  async glance(): Promise<SheetGlance> {
    let rows = 0;
    for await (const stretch of this.#stretches()) {
      rows = stretch.rows.at(-1)?.number ?? rows;
      if (stretch.done === 1 || stretch.bytes < GLANCE_BYTES) continue;
      // What has nothing in so many bytes is still not known to be empty.
      return { name: this.name, isFilled: true, rows: stretch.lastRow, isWhole: false };
    }
    return { name: this.name, isFilled: rows > 0, rows, isWhole: true };
  }

  /** Its filled rows in stretches, as they are unpacked. Throws BrokenFileError and RefusedFileError. */
  async *read(): AsyncGenerator<SheetStretch, void> {
    for await (const { rows, ...read } of this.#stretches()) yield { ...read, rows: await this.#texts.fill(rows) };
  }

  async *#stretches(): AsyncGenerator<Omit<SheetStretch, 'rows'> & { readonly rows: readonly SheetRow[] }, void> {
    if (!this.#part) return;
    const cells = new SheetCells(this.#numbers);
    const xml = new XmlPieces(cells);
    const { bytes: size } = this.#part;
    let bytes = 0;
    let last = 0;
    for await (const piece of this.#part.read((more) => (bytes += more))) {
      xml.push(piece);
      const rows = cells.rows.splice(0);
      const done = Math.min(1, bytes / Math.max(1, size));
      last = rows.at(-1)?.number ?? last;
      yield { rows, bytes, done, lastRow: cells.lastRow > last ? cells.lastRow : Math.round(last / done) };
    }
    xml.end();
  }
}

/** The shared texts, which are read as far as rows need them. */
class TextSupply {
  readonly #texts = new SharedTexts();
  readonly #pieces: AsyncGenerator<string, void> | undefined;
  readonly #xml = new XmlPieces(this.#texts);

  constructor(part: WorkbookPart | undefined) {
    this.#pieces = part?.read();
  }

  /** The rows with texts where they have the places of some. */
  async fill(rows: readonly SheetRow[]): Promise<readonly FilledRow[]> {
    let most = -1;
    for (const { values } of rows)
      for (const value of values) if (typeof value === 'number' && value > most) most = value;
    while (most >= this.#texts.count) if (!(await this.#readOn())) break;
    return rows.map((row) => this.#filled(row)).filter(({ columns }) => columns.length > 0);
  }

  async close(): Promise<void> {
    await this.#pieces?.return();
  }

  #filled({ number, columns, values }: SheetRow): FilledRow {
    const filled = values.map((value) => (typeof value === 'number' ? this.#textOf(value, number) : value));
    if (!filled.includes('')) return { number, columns, values: filled };
    return {
      number,
      columns: columns.filter((_, at) => filled[at] !== ''),
      values: filled.filter((value) => value !== ''),
    };
  }

  #textOf(index: number, row: number): string {
    const text = this.#texts.at(index);
    if (text !== undefined) return text;
    const count = counted(this.#texts.count, 'text');
    throw new BrokenFileError(`row ${row} of a sheet has text number ${index} of the ${count} that its cells share`);
  }

  async #readOn(): Promise<boolean> {
    const next = await this.#pieces?.next();
    if (!next) return false;
    if (next.done === true) {
      this.#xml.end();
      return false;
    }
    this.#xml.push(next.value);
    return true;
  }
}
