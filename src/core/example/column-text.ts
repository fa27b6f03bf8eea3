import { isObject, type Json } from '../json.ts';
import { memberOf } from '../formats/parts/rest.ts';
import { VALUE_COLUMN } from '../row/row.ts';

/** The value of a column; a row that is not an object is one column. */
export function columnOf(row: Json, column: string): Json | undefined {
  if (isObject(row)) return memberOf(row, column);
  return column === VALUE_COLUMN ? row : undefined;
}

/** A string, or a number or boolean as its text; null for all else. */
export function scalarText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
