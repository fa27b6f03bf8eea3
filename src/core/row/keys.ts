import { VALUE_COLUMN } from './row.ts';
import { memberSources } from './source.ts';

/**
 * The columns of a row's text in the order of the text, each once. Object.keys would move keys such as "2024" to the
 * front. A row that is not an object has the one column `value`.
 */
export function topLevelKeys(text: string): string[] {
  return [...columnSources(text).keys()];
}

/** The text of each column's value as the row spells it. */
export function columnSources(text: string): ReadonlyMap<string, string> {
  return memberSources(text) ?? new Map([[VALUE_COLUMN, text]]);
}
