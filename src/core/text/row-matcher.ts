import { isObject, type Json } from '../json.ts';
import type { Row } from '../row/row.ts';
import { surelyLacksLetters } from './utf8-search.ts';

/** True for rows in which some text, number or constant holds the query, letter case ignored. Names of keys don't count. */
export function rowMatcher(query: string): (row: Row) => boolean {
  const wanted = query.toLowerCase();
  const escaped = JSON.stringify(wanted).slice(1, -1);
  // Most rows are ruled out by their bytes, or by their text where the query is more than ASCII.
  const lacks =
    surelyLacksLetters(escaped) ?? ((row) => !row.text.includes('\\') && !row.text.toLowerCase().includes(escaped));
  return (row) => !lacks(row) && holds(row.value, wanted);
}

function holds(value: Json, wanted: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted);
  if (Array.isArray(value)) return value.some((item: Json) => holds(item, wanted));
  if (isObject(value)) return Object.values(value).some((item) => holds(item, wanted));
  return JSON.stringify(value).includes(wanted);
}
