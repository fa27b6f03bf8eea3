import { BrokenFileError } from '../broken-file-error.ts';
import { RefusedFileError } from '../refused-type.ts';
import { MAX_ROW_BYTES } from '../settings.ts';
import { JsonText } from '../spelled-json.ts';
import type { Meaning } from './cell-styles.ts';
import { isoText, timeText } from './cell-times.ts';
import type { XmlEvents } from './xml-pieces.ts';
import { eachAttribute, plainText, unescapeCell } from './xml-text.ts';

/** A value as it is stored: texts, numbers as they are spelled, and truth values. */
export type CellValue = string | JsonText | boolean;

/** A row with something in it. A value that is a number is the place of its text among those that cells share. */
export interface SheetRow {
  /** 1-based, in the sheet. */
  readonly number: number;
  /** 0-based, of each value. */
  readonly columns: number[];
  readonly values: (CellValue | number)[];
}

/** What its sheets say of all numbers of a workbook. */
export interface NumberMeanings {
  /** By the number of a cell's style. */
  readonly meanings: readonly Meaning[];
  readonly is1904: boolean;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** No program writes a column beyond XFD. */
const MOST_COLUMNS = 16_384;

/** Reads the part of a workbook that has the cells of one sheet. Empty cells and rows are passed over. */
export class SheetCells implements XmlEvents {
  /** Whole rows that nobody took yet. */
  rows: SheetRow[] = [];
  /** The number of the last row, as the sheet says before its rows; 0 where it says nothing. Not all programs tell the truth. */
  lastRow = 0;
  readonly #numbers: NumberMeanings;
  #row: SheetRow = { number: 0, columns: [], values: [] };
  #rowLength = 0;
  #isInCell = false;
  #isInline = false;
  #isText = false;
  #isSpoken = false;
  #column = -1;
  #type = '';
  #style = '';
  #text = '';

  constructor(numbers: NumberMeanings) {
    this.#numbers = numbers;
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#isText = this.#isInCell;
    else if (name === 't') this.#isText = this.#isInline;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'is') this.#isInline = this.#isInCell;
    else if (name === 'rPh') this.#isSpoken = true;
    else if (name === 'dimension') eachAttribute(attributes, this.#takeSize);
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'v' || name === 't') this.#isText = false;
    else if (name === 'row') this.#closeRow();
    else if (name === 'is') this.#isInline = false;
    else if (name === 'rPh') this.#isSpoken = false;
  }

  text(part: string): void {
    if (!this.#isText || this.#isSpoken) return;
    this.#text += plainText(part);
    this.#rowLength += part.length;
    if (this.#rowLength > MAX_ROW_BYTES) {
      throw new RefusedFileError(
        `a workbook whose row ${this.#row.number} is longer than the ${MAX_ROW_BYTES >> 20} MiB that a row may have`,
        'Shorten or remove that row, then import the workbook again.',
      );
    }
  }

  readonly #takeSize = (name: string, value: string): void => {
    if (name === 'ref') this.lastRow = Number(/\d+$/.exec(value)?.[0] ?? 0);
  };

  readonly #takeRowAttribute = (name: string, value: string): void => {
    // The cast: what is built here is not handed out yet.
    if (name === 'r' && Number(value) > 0) (this.#row as { number: number }).number = Number(value);
  };

  #openRow(attributes: string): void {
    this.#row = { number: this.#row.number + 1, columns: [], values: [] };
    this.#rowLength = 0;
    this.#column = -1;
    eachAttribute(attributes, this.#takeRowAttribute);
  }

  #closeRow(): void {
    if (this.#row.columns.length > 0) this.rows.push(this.#row);
  }

  readonly #takeCellAttribute = (name: string, value: string): void => {
    if (name === 'r') this.#column = columnOf(value);
    else if (name === 't') this.#type = value;
    else if (name === 's') this.#style = value;
  };

  #openCell(attributes: string): void {
    this.#isInCell = true;
    this.#column++;
    this.#type = 'n';
    this.#style = '';
    this.#text = '';
    eachAttribute(attributes, this.#takeCellAttribute);
  }

  #closeCell(): void {
    this.#isInCell = false;
    if (this.#text === '') return;
    const value = this.#value(this.#text);
    this.#text = '';
    if (value === null || value === '') return;
    if (this.#column >= MOST_COLUMNS) {
      throw new BrokenFileError(`row ${this.#row.number} of a sheet has a cell beyond the last column, XFD`);
    }
    this.#row.columns.push(this.#column);
    this.#row.values.push(value);
  }

  /** null for what stands in the place of a value: an error of a formula. */
  #value(text: string): CellValue | number | null {
    switch (this.#type) {
      case 's':
        return this.#sharedIndex(text);
      case 'inlineStr':
      case 'str':
        return unescapeCell(text);
      case 'b':
        return text === '1' || text === 'true';
      case 'e':
        return null;
      case 'd':
        return isoText(text);
      default:
        return this.#number(text);
    }
  }

  #number(text: string): CellValue {
    const meaning = this.#style === '' ? undefined : this.#numbers.meanings[Number(this.#style)];
    const time = meaning === undefined ? null : timeText(text, meaning, this.#numbers.is1904);
    return time ?? (NUMBER.test(text) ? new JsonText(text) : text);
  }

  #sharedIndex(text: string): number {
    const index = Number(text);
    if (Number.isInteger(index) && index >= 0) return index;
    throw new BrokenFileError(`row ${this.#row.number} of a sheet has a cell whose text can’t be found: “${text}”`);
  }
}

/** "AB12" → 27; -1 where no letter begins it. */
function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
