import type { KeyHash } from '../hash/key-hash.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { canonicalText, type StringChange } from '../row/canonical.ts';
import { columnSources } from '../row/keys.ts';
import { VALUE_COLUMN, type Row } from '../row/row.ts';

const MISSING = 0;
const NULL = 1;
const TRUE = 2;
const FALSE = 3;
const ARRAY = 4;
const OBJECT = 5;
/** A value with a number in it goes in by its source, because parsing makes 1 and 1.0 the same. */
const SOURCE = 6;

/**
 * Adds what makes two rows equal to a hash: the values of these columns (null: of all of them, with their names). Equal
 * are equal JSON values: in any order of keys, numbers by their spelling, strings by their UTF-16 units after `change`.
 */
export class RowKey {
  readonly #hash: KeyHash;
  readonly #columns: readonly string[] | null;
  readonly #change: StringChange | undefined;
  /** The keys of the last row, and in order: most rows have the same keys. */
  #keys: readonly string[] = [];
  #sorted: readonly string[] = [];
  #row: Row | undefined;
  #sources: ReadonlyMap<string, string> | undefined;

  constructor(hash: KeyHash, columns: readonly string[] | null, change?: StringChange) {
    this.#hash = hash;
    this.#columns = columns;
    this.#change = change;
  }

  add(row: Row): void {
    const { value } = row;
    this.#row = row;
    this.#sources = undefined;
    if (this.#columns !== null) {
      for (const column of this.#columns) this.#addColumn(row.column(column), column);
    } else if (isObject(value)) {
      this.#addColumns(value);
    } else {
      this.#addColumn(value, VALUE_COLUMN);
    }
  }

  #addColumns(value: JsonObject): void {
    const names = this.#sortKeys(value);
    this.#hash.addMarker(OBJECT);
    this.#hash.addMarker(names.length);
    for (const name of names) {
      this.#hash.addString(name);
      this.#addColumn(value[name], name);
    }
  }

  #sortKeys(value: JsonObject): readonly string[] {
    const keys = Object.keys(value);
    if (keys.length !== this.#keys.length || keys.some((key, index) => key !== this.#keys[index])) {
      this.#keys = keys;
      this.#sorted = keys.toSorted();
    }
    return this.#sorted;
  }

  /** Which way a value goes depends on the value alone, so equal values always go the same way. */
  #addColumn(value: Json | undefined, column: string): void {
    if (value === undefined) {
      this.#hash.addMarker(MISSING);
    } else if (hasNumber(value)) {
      const source = this.#sourceOf(column);
      this.#hash.addMarker(SOURCE);
      this.#hash.addString(typeof value === 'number' ? source.trim() : canonicalText(source, this.#change));
    } else {
      this.#addParsed(value);
    }
  }

  /** The text is taken apart at most once a row, and only where a number asks for it. */
  #sourceOf(column: string): string {
    this.#sources ??= columnSources(this.#row?.text ?? '');
    return this.#sources.get(column) ?? '';
  }

  #addParsed(value: Json): void {
    if (typeof value === 'string') {
      this.#hash.addString(this.#change ? this.#change(value) : value);
    } else if (typeof value !== 'object' || value === null) {
      this.#hash.addMarker(value === null ? NULL : value === true ? TRUE : FALSE);
    } else if (isObject(value)) {
      this.#addObject(value);
    } else {
      this.#hash.addMarker(ARRAY);
      this.#hash.addMarker(value.length);
      for (const item of value) this.#addParsed(item);
    }
  }

  #addObject(value: JsonObject): void {
    const names = Object.keys(value).sort();
    this.#hash.addMarker(OBJECT);
    this.#hash.addMarker(names.length);
    for (const name of names) {
      this.#hash.addString(name);
      this.#addParsed(value[name] ?? null);
    }
  }
}

function hasNumber(value: Json): boolean {
  if (typeof value === 'number') return true;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasNumber);
  return Object.values(value).some(hasNumber);
}
