import type { Example } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError } from '../format.ts';

/** JSON text of the members that are not `known`, for `meta.rest`. */
export function restOf(row: JsonObject, known: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(Object.entries(row).filter(([key]) => !known.includes(key))));
}

/** The members that an example brought along for the format it came in; none for any other format. */
export function ownRest({ meta }: Example, format: string): JsonObject {
  if (meta.format !== format) return {};
  // What `restOf` wrote is JSON.
  const rest = JSON.parse(meta.rest) as Json;
  return isObject(rest) ? rest : {};
}

/** How this format spelled the row that the example came from; empty for an example of another format. */
export function ownSpelling({ meta }: Example, format: string): JsonObject {
  return meta.format === format ? (meta.spelling ?? {}) : {};
}

/**
 * The row that an example of this format came from, or what of it the example doesn't say: where its writer looks how the
 * row spelled what has several spellings. Null for an example of another format.
 */
export function ownRow(example: Example, format: string): JsonObject | null {
  if (example.meta.format !== format) return null;
  const { source } = ownSpelling(example, format);
  return isObject(source) ? source : ownRest(example, format);
}

/** A row that is an object. Throws `ShapeError` for any other. */
export function requireObject(row: Json): JsonObject {
  if (isObject(row)) return row;
  throw new ShapeError([], 'is not an object');
}

/** A member of a row, never one that objects inherit. */
export function memberOf(row: Json, name: string): Json | undefined {
  return isObject(row) && Object.hasOwn(row, name) ? row[name] : undefined;
}

/** A member that is a text; empty where it is missing or anything else. */
export function textMember(row: Json, name: string): string {
  const value = memberOf(row, name);
  return typeof value === 'string' ? value : '';
}

/** A member that is a list; undefined where it is missing or anything else. */
export function listMember(row: Json | undefined, name: string): readonly Json[] | undefined {
  const value = memberOf(row ?? null, name);
  return Array.isArray(value) ? value : undefined;
}
