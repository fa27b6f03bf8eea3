import type { Path } from './edit.ts';
import { OPEN_BRACE, OPEN_BRACKET, readItems, skipSpace } from './scan.ts';

/** The text of each key's value in an object's text, as the row spells it; undefined for any other value. */
export function memberSources(text: string): Map<string, string> | undefined {
  const start = skipSpace(text, 0);
  if (text.charCodeAt(start) !== OPEN_BRACE) return undefined;
  // Of equal keys the last one counts, as for JSON.parse; a Map leaves it in the place of the first.
  return new Map(readItems(text, start).map((item) => [item.key, text.slice(item.start, item.end)]));
}

/** The text of the value at a path as the row spells it; undefined where the row has none. */
export function sourceAt(text: string, path: Path): string | undefined {
  let source: string | undefined = text;
  for (const key of path) {
    if (source === undefined) return undefined;
    source =
      typeof key === 'number' && isArray(source) ? elementAt(source, key) : memberSources(source)?.get(String(key));
  }
  return source;
}

function elementAt(text: string, index: number): string | undefined {
  const item = readItems(text, skipSpace(text, 0))[index];
  return item && text.slice(item.start, item.end);
}

function isArray(text: string): boolean {
  return text.charCodeAt(skipSpace(text, 0)) === OPEN_BRACKET;
}
