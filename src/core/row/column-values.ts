import { isObject, type Json } from '../json.ts';
import { isBlank } from '../text/white-space.ts';
import type { Edit } from './edit.ts';
import { columnSources } from './keys.ts';
import { VALUE_COLUMN, type Row } from './row.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE, decodeString, readItems, skipSpace } from './scan.ts';

/** The columns that a row has, in no order that may be shown. */
export function columnsOf(row: Row): readonly string[] {
  return isObject(row.value) ? Object.keys(row.value) : [VALUE_COLUMN];
}

/** True for a row that holds no lists or objects. */
export function isFlat({ value }: Row): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return !Array.isArray(value) && !Object.values(value).some((item) => typeof item === 'object' && item !== null);
}

/** True for what holds nothing: missing, null, or a string of white space. */
export function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && isBlank(value));
}

/** Changes the strings in these columns (null: in every column of the row); the same row where none changes. */
export function mapStrings(row: Row, columns: readonly string[] | null, change: (text: string) => string): Row {
  return row.edit(stringEdits(row, columns, change));
}

/** What `mapStrings` would do to a row, one edit for each column that changes. */
export function stringEdits(row: Row, columns: readonly string[] | null, change: (text: string) => string): Edit[] {
  const edits: Edit[] = [];
  for (const column of columns ?? columnsOf(row)) {
    const before = row.column(column);
    if (typeof before !== 'string') continue;
    const after = change(before);
    if (after !== before) edits.push({ op: 'set', path: row.pathOf(column), value: after });
  }
  return edits;
}

/**
 * The texts in a column: a string itself, a number or boolean as the row spells it, in lists and objects those of all
 * values inside. Missing and null have none.
 */
export function textsOf(row: Row, column: string): readonly string[] {
  const value = row.column(column);
  if (typeof value === 'string') return [value];
  if (value === undefined || value === null) return [];
  if (typeof value === 'boolean') return [String(value)];
  return leafTexts(columnSources(row.text).get(column) ?? '');
}

/** Numbers are read from the source, because parsing forgets how they were spelled. */
function leafTexts(source: string): readonly string[] {
  const start = skipSpace(source, 0);
  const first = source.charCodeAt(start);
  if (first === QUOTE) return [decodeString(source, start, source.trimEnd().length)];
  if (first === OPEN_BRACE || first === OPEN_BRACKET) {
    return readItems(source, start).flatMap((item) => leafTexts(source.slice(item.start, item.end)));
  }
  const scalar = source.trim();
  return scalar === 'null' ? [] : [scalar];
}
