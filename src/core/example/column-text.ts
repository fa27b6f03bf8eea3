import { isObject, type Json } from '../json.ts';
import { memberOf } from '../formats/parts/rest.ts';
import type { Path } from '../row/edit.ts';
import { nestedPlace } from '../row/place.ts';
import { VALUE_COLUMN } from '../row/row.ts';
import { valueAt } from '../row/value-at.ts';

/** The value of a column, or at a place below one; a row that is not an object is one column. */
export function columnOf(row: Json, column: string): Json | undefined {
  return valueAt(row, columnPath(row, column));
}

/** Where a column's value is in the row, or that at a place. A column of the very name goes before a place. */
export function columnPath(row: Json, column: string): Path {
  if (isObject(row) ? memberOf(row, column) !== undefined : column === VALUE_COLUMN)
    return isObject(row) ? [column] : [];
  return nestedPlace(column) ?? [column];
}

/** A string, or a number or boolean as its text; null for all else. */
export function scalarText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
