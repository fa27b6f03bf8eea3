/** Any value that JSON can spell. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for a JSON object: not null, not an array. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a list. Array.isArray alone makes a readonly array any[]. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
