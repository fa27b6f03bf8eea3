import { KeyHash } from '../hash/key-hash.ts';
import { canonicalText, type StringChange } from '../row/canonical.ts';
import type { KeyShape } from '../row/key-shape.ts';
import { FALSE, NULL, NUMBER, STRING, TRUE, type Members } from '../row/members.ts';
import { KEY_WORDS } from './key-index.ts';
import { VALUE_COLUMN, type Row } from '../row/row.ts';

const MISSING = 10;
const ROW = 11;
/** A list or object goes in by its canonical text, in which numbers keep their spelling. */
const NESTED = 12;

/**
 * Adds what makes two rows equal to a hash: the values of these columns (null: of all of them, with their names). Equal
 * are equal JSON values: in any order of keys, numbers by their spelling, strings by their UTF-16 units after `change`.
 * Without a change, no string is decoded.
 */
export class RowKey {
  readonly #hash: KeyHash;
  readonly #columns: readonly string[] | null;
  readonly #change: StringChange | undefined;
  /** The keys of the last row and their hash: most rows have the same keys. */
  #shape: KeyShape | undefined;
  readonly #names = new Uint32Array(KEY_WORDS);

  constructor(hash: KeyHash, columns: readonly string[] | null, change?: StringChange) {
    this.#hash = hash;
    this.#columns = columns;
    this.#change = change;
  }

  add(row: Row): void {
    const { members } = row;
    if (!members) this.#addOdd(row);
    else if (this.#columns === null) this.#addAll(members);
    else for (const column of this.#columns) this.#addMember(members, members.find(column));
  }

  #addAll(members: Members): void {
    const { shape } = members;
    if (shape !== this.#shape) this.#hashNames(shape);
    this.#hash.addMarker(ROW);
    this.#hash.addKey(this.#names);
    for (const member of shape.sorted) this.#addMember(members, member);
  }

  #hashNames(shape: KeyShape): void {
    const hash = new KeyHash();
    for (const member of shape.sorted) hash.addString(shape.names[member] ?? '');
    hash.digest(this.#names, 0);
    this.#shape = shape;
  }

  #addMember(members: Members, member: number): void {
    const kind = members.kindOf(member);
    switch (kind) {
      case 0:
        this.#hash.addMarker(MISSING);
        return;
      case STRING:
        this.#addString(members, member);
        return;
      case NUMBER:
        this.#hash.addMarker(NUMBER);
        this.#hash.addBytes(members.bytes, members.starts[member] ?? 0, members.ends[member] ?? 0);
        return;
      case TRUE:
      case FALSE:
      case NULL:
        this.#hash.addMarker(kind);
        return;
      default:
        this.#addNested(members.sourceOf(member));
    }
  }

  #addString(members: Members, member: number): void {
    if (this.#change) {
      this.#hash.addString(this.#change(members.stringOf(member)));
      return;
    }
    const { bytes, start, end } = members.textOf(member);
    this.#hash.addBytes(bytes, start, end);
  }

  #addNested(source: string): void {
    this.#hash.addMarker(NESTED);
    this.#hash.addString(canonicalText(source, this.#change));
  }

  /** A row that is no object has one column. */
  #addOdd(row: Row): void {
    if (this.#columns === null) this.#addValue(row);
    else
      for (const column of this.#columns) {
        if (column === VALUE_COLUMN) this.#addValue(row);
        else this.#hash.addMarker(MISSING);
      }
  }

  #addValue(row: Row): void {
    const { value } = row;
    if (typeof value === 'string') {
      this.#hash.addString(this.#change ? this.#change(value) : value);
    } else if (typeof value === 'number') {
      this.#hash.addMarker(NUMBER);
      this.#hash.addString(row.text.trim());
    } else if (typeof value === 'boolean' || value === null) {
      this.#hash.addMarker(value === null ? NULL : value ? TRUE : FALSE);
    } else {
      this.#addNested(row.text);
    }
  }
}
