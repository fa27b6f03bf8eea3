import { grouped } from '../../amount.ts';
import type { Place } from '../text-place.ts';
import { JsonDocumentError } from '../json/json-document-error.ts';

/** A row whose cells were gathered column by column. */
export interface GatheredRow {
  readonly text: string;
  /** Of its first cell. */
  readonly place: Place;
}

/** A table by columns has to be held whole before its first row is known: this much of its text at most. */
const MOST_MEGABYTES = 256;
const MOST_LENGTH = MOST_MEGABYTES << 20;

/** Turns columns, as pandas and others spell tables, into rows. */
export class ColumnTable {
  readonly #columns = new Map<string, (string | undefined)[]>();
  /** Row numbers by the keys of their cells; lists have none. */
  readonly #numbers = new Map<string, number>();
  readonly #places: Place[] = [];
  #length = 0;

  /** Adds a cell. `column` and `key` are quoted; `index`: its place where it is in a list. */
  add(column: string, cell: { readonly key: string | null; readonly index: number }, text: string, place: Place): void {
    this.#length += text.length;
    if (this.#length > MOST_LENGTH) {
      const limit = `${grouped(MOST_MEGABYTES)} MiB`;
      throw new JsonDocumentError(
        `its columns hold more than ${limit}, which can't be turned into rows at once: save it by rows instead (in pandas: orient="records", lines=True)`,
      );
    }
    const row = cell.key === null ? cell.index : this.#numberOf(cell.key);
    const cells = this.#columns.get(column) ?? [];
    this.#columns.set(column, cells);
    cells[row] = text;
    this.#places[row] ??= place;
  }

  /** The rows; keys that are more than numbers of rows become the column `_key`. */
  rows(): GatheredRow[] {
    const keys = [...this.#numbers.keys()];
    const isNumbered = keys.every((key, index) => key === `"${index}"`);
    return this.#places.map((place, row) => {
      const members = [...this.#columns].flatMap(([column, cells]) => {
        const cell = cells[row];
        return cell === undefined ? [] : [`${column}:${cell}`];
      });
      const key = isNumbered ? [] : [`"_key":${keys[row] ?? 'null'}`];
      return { text: `{${[...key, ...members].join(',')}}`, place };
    });
  }

  #numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
