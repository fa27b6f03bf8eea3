import { ColumnNames } from '../csv/column-names.ts';
import { type Item, readItems, skipSpace } from '../../row/scan.ts';

/** The names of the columns of rows that are lists. */
export class CellNames {
  #names = new ColumnNames([]);

  /** Takes names from a list that holds them; false where it is none. */
  learn(list: string): boolean {
    const cells = cellsOf(list);
    if (cells === null) return false;
    this.#names = new ColumnNames(cells.map(nameOf));
    return true;
  }

  /** A list as an object with its cells under their names; any other value as it is. */
  toRow(text: string): string {
    const cells = cellsOf(text);
    if (cells === null) return text;
    this.#names.extendTo(cells.length);
    const { names } = this.#names;
    return `{${cells.map((cell, index) => `${JSON.stringify(names[index])}:${cell}`).join(',')}}`;
  }
}

/** The texts of a list's cells; null for any other value. */
function cellsOf(text: string): string[] | null {
  const start = skipSpace(text, 0);
  if (text[start] !== '[') return null;
  return readItems(text, start).map((item: Item) => text.slice(item.start, item.end));
}

/** A name as it is, a list of names (of several levels) with spaces between them, anything else as it is spelled. */
function nameOf(cell: string): string {
  const parts = cellsOf(cell);
  if (parts !== null) return parts.map(nameOf).join(' ');
  // A string's text parses to nothing but a string.
  return cell.startsWith('"') ? (JSON.parse(cell) as string) : cell;
}
