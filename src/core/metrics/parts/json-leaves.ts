import { isList, isObject, type Json } from '../../json.ts';

/** A text as JSON; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    // The cast: JSON.parse gives nothing else.
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a text is a JSON object or list: a bare number or word is one by chance. */
export function isStructured(text: string): boolean {
  const value = parseJson(text);
  return isObject(value) || isList(value);
}

/** Every value that has no others inside, by its path: {"a":{"b":1}} → a.b: 1. Empty objects and lists are values too. */
export function leavesOf(value: Json, path = '', into = new Map<string, string>()): ReadonlyMap<string, string> {
  const inner: readonly (readonly [string, Json])[] = isList(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  for (const [key, item] of inner) leavesOf(item, `${path}/${key.replace(/[~/]/g, (sign) => `~${sign}`)}`, into);
  if (inner.length === 0) into.set(path, JSON.stringify(value));
  return into;
}
