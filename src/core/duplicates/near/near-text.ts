import type { Compare } from '../../recipe/step.ts';
import type { Row } from '../../row/row.ts';
import { jaccard, Shingler } from './shingle-hashes.ts';

/** Gives the text of a row that is compared. */
export type TextOf = (row: Row) => string;

/** The shingles of rows: those of a chosen text, without the ones that belong to a shared template. */
export class NearText {
  readonly #textOf: TextOf;
  readonly #ignored: ReadonlySet<number>;
  readonly #shingler = new Shingler();
  #last: { readonly row: Row; readonly text: string } | undefined;
  /** Rows that are compared come several times: each is cut into shingles once. */
  readonly #known = new WeakMap<Row, Float64Array>();

  constructor(textOf: TextOf, ignored: Iterable<number> = []) {
    this.#textOf = textOf;
    this.#ignored = new Set(ignored);
  }

  textOf(row: Row): string {
    if (this.#last?.row !== row) this.#last = { row, text: this.#textOf(row) };
    return this.#last.text;
  }

  /** Distinct and ascending. Good until the next row. */
  of(row: Row): Float64Array {
    return this.unsorted(row).sort();
  }

  /** Distinct. Good until the next row. */
  unsorted(row: Row): Float64Array {
    const shingles = this.#shingler.unsorted(this.textOf(row));
    return this.#ignored.size === 0 ? shingles : shingles.filter((shingle) => !this.#ignored.has(shingle));
  }

  /** How alike two rows are, from 0 to 1: the Jaccard similarity of their shingles. */
  readonly alike: Compare = (one, other) => jaccard(this.#keep(one), this.#keep(other));

  #keep(row: Row): Float64Array {
    let known = this.#known.get(row);
    if (!known) this.#known.set(row, (known = this.of(row).slice()));
    return known;
  }
}

/** Shingles as a text that a recipe can hold. */
export function spellShingles(shingles: readonly number[]): string {
  return shingles.map((shingle) => shingle.toString(36)).join(' ');
}

/** The same back again; what is no shingle is left out. */
export function readShingles(text: string): number[] {
  const found = text.split(/\s+/).filter((word) => /^[0-9a-z]+$/.test(word));
  return found.map((word) => parseInt(word, 36)).filter(Number.isSafeInteger);
}
