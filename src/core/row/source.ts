import { OPEN_BRACE, readItems, skipSpace } from './scan.ts';

/** The text of each key's value in an object's text, as the row spells it; undefined for any other value. */
export function memberSources(text: string): Map<string, string> | undefined {
  const start = skipSpace(text, 0);
  if (text.charCodeAt(start) !== OPEN_BRACE) return undefined;
  // Of equal keys the last one counts, as for JSON.parse; a Map leaves it in the place of the first.
  return new Map(readItems(text, start).map((item) => [item.key, text.slice(item.start, item.end)]));
}
