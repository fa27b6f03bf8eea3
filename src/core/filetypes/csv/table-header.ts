import type { ReadSettings } from '../settings.ts';
import { isSepLine } from './sep-line.ts';

/** Names that stand over several columns are written once, over the first of them. */
const JOIN = ' ';

/** Takes the records that a table begins with, and makes the names of its columns of them. */
export class TableHeader {
  /** Records above the names. */
  preamble = 0;
  readonly #settings: ReadSettings;
  readonly #rows: (readonly string[])[] = [];
  #names: readonly string[] | null = null;

  constructor(settings: ReadSettings) {
    this.#settings = settings;
  }

  /** The names as the file has them; null as long as they have not come. */
  get names(): readonly string[] | null {
    return this.#names;
  }

  /** True where the record is part of the header or is above it. */
  take(cells: readonly string[]): boolean {
    const { headerRow, headerRows = 1, trailing } = this.#settings;
    if (headerRow === 0) {
      if (this.preamble === 0 && isSepLine(cells, this.#settings.delimiter)) {
        this.preamble++;
        return true;
      }
      const width = trailing && cells.at(-1) === '' ? cells.length - 1 : cells.length;
      this.#names = this.#fill(Array.from({ length: width }, () => ''));
      return false;
    }
    if (this.preamble < headerRow - 1) {
      this.preamble++;
      return true;
    }
    this.#rows.push(trailing && cells.at(-1) === '' ? cells.slice(0, -1) : cells);
    if (this.#rows.length >= headerRows) this.#names = this.#fill(joinNames(this.#rows));
    return true;
  }

  #fill(names: readonly string[]): readonly string[] {
    const { width = 0, rowNames } = this.#settings;
    const missing = Array.from({ length: Math.max(0, width - names.length) }, () => '');
    return rowNames ? [...missing, ...names] : [...names, ...missing];
  }
}

/**
 * One name for each column, of what is in it; in all rows but the last a name also counts for the empty cells behind it, where
 * a row below names their columns.
 */
function joinNames(rows: readonly (readonly string[])[]): readonly string[] {
  const [only] = rows;
  if (rows.length === 1 && only) return only;
  const width = Math.max(...rows.map((cells) => cells.length));
  const spread = rows.map((cells, row) => (row < rows.length - 1 ? spreadOver(cells, width) : cells));
  return Array.from({ length: width }, (_, column) => {
    if (rows.every((cells) => (cells[column] ?? '').trim() === '')) return '';
    const parts = spread.map((cells) => (cells[column] ?? '').trim()).filter((part) => part !== '');
    return [...new Set(parts)].join(JOIN);
  });
}

function spreadOver(cells: readonly string[], width: number): readonly string[] {
  let last = '';
  return Array.from({ length: width }, (_, column) => {
    const cell = (cells[column] ?? '').trim();
    if (cell !== '') last = cell;
    return last;
  });
}
