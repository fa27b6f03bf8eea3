import { ColumnNames } from '../csv/column-names.ts';
import { JsonText } from '../spelled-json.ts';
import type { CellValue } from './sheet-cells.ts';
import type { FilledRow } from './workbook.ts';

/** Rows that are looked at to find the header. */
const HEADER_ROWS = 200;

/** The table on a sheet, whose columns are known by the header and the first rows; later ones join as they come. */
export class SheetTable {
  /** Filled rows below the header so far. */
  rows = 0;
  readonly #headerRow: number;
  readonly #names: ColumnNames;
  /** Where in a row's text each column of the sheet is. */
  readonly #places = new Map<number, number>();
  #keys: string[] = [];
  #lastRow: number;

  /** `head`: the first rows of the sheet, in which the header is. */
  constructor(head: readonly FilledRow[], headerRow: number) {
    this.#headerRow = headerRow;
    this.#lastRow = headerRow;
    const header = new Map<number, string>();
    const used = new Set<number>();
    for (const { number, columns, values } of head) {
      for (const [at, column] of columns.entries()) {
        const name = number === headerRow ? textOf(values[at]).trim() : '';
        if (name !== '') header.set(column, name);
        // Columns without a name and without a value are the sheet's, not the table's.
        if (name !== '' || number > headerRow) used.add(column);
      }
    }
    const sorted = [...used].sort((a, b) => a - b);
    this.#names = new ColumnNames(sorted.map((column) => header.get(column) ?? ''));
    for (const [place, column] of sorted.entries()) this.#places.set(column, place);
    this.#spell();
  }

  get columns(): readonly string[] {
    return this.#names.names;
  }

  /** Rows below the header without anything in them, which are left out. */
  get blank(): number {
    return Math.max(0, this.#lastRow - this.#headerRow - this.rows);
  }

  /** The next rows as JSON texts. */
  texts(rows: readonly FilledRow[]): string[] {
    const texts: string[] = [];
    for (const row of rows) {
      if (row.number <= this.#headerRow) continue;
      this.rows++;
      this.#lastRow = Math.max(this.#lastRow, row.number);
      texts.push(this.#text(row));
    }
    return texts;
  }

  #text({ columns, values }: FilledRow): string {
    const cells: (CellValue | undefined)[] = [];
    for (let at = 0; at < columns.length; at++) cells[this.#placeOf(columns[at] ?? 0)] = values[at];
    let text = '{';
    for (let place = 0; place < this.#keys.length; place++) text += (this.#keys[place] ?? '') + spell(cells[place]);
    return `${text}}`;
  }

  #placeOf(column: number): number {
    const known = this.#places.get(column);
    if (known !== undefined) return known;
    const place = this.#names.names.length;
    this.#names.extendTo(place + 1);
    this.#places.set(column, place);
    this.#spell();
    return place;
  }

  #spell(): void {
    this.#keys = this.columns.map((name, place) => `${place === 0 ? '' : ','}${JSON.stringify(name)}:`);
  }
}

/** The first row that holds texts in more than half as many cells as the rows below have; 0 where none is all text. */
export function findHeader(head: readonly FilledRow[]): number {
  const first = head.filter(({ number }) => number <= HEADER_ROWS);
  const widths = first.map(({ columns }) => columns.length).sort((a, b) => a - b);
  const usual = widths[widths.length >> 1] ?? 0;
  const row = first.find(({ columns }) => columns.length * 2 > usual);
  return row?.values.every((value) => typeof value === 'string') ? row.number : 0;
}

function spell(value: CellValue | undefined): string {
  if (value === undefined) return 'null';
  return value instanceof JsonText ? value.text : JSON.stringify(value);
}

function textOf(value: CellValue | undefined): string {
  if (value === undefined) return '';
  if (value instanceof JsonText) return value.text;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
