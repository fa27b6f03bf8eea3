import { isObject, type Json, type JsonObject } from '../core/json.ts';

/** The member of an answer if it is text, else null. Empty texts count as absent, as in Google's JSON. */
export function textOf(object: JsonObject | null, member: string): string | null {
  const value = object?.[member];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The member if it is a number, or a count of 64 bits, which Google's JSON spells as text; else null. */
export function numberOf(object: JsonObject | null, member: string): number | null {
  const value = object?.[member];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}

const NO_NUMBERS: Readonly<Record<string, number>> = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity };

/**
 * The member as a floating-point figure: zero where it isn't there, which is how Google's JSON spells zero, and NaN or infinite
 * where it says so ("NaN", "Infinity"), as a loss that ran away is. null for what is no figure at all.
 */
export function figureOf(object: JsonObject | null, member: string): number | null {
  const value = object?.[member];
  if (value === undefined) return 0;
  if (typeof value === 'string' && Object.hasOwn(NO_NUMBERS, value)) return NO_NUMBERS[value] ?? NaN;
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  return numberOf(object, member);
}

export function objectOf(object: JsonObject | null, member: string): JsonObject | null {
  const value = object?.[member];
  return isObject(value) ? value : null;
}

/** The objects of a list; none where there is no list, which is how Google's JSON spells an empty one. */
export function objectsOf(object: JsonObject | null, member: string): JsonObject[] {
  const value = object?.[member];
  // The declared list is read-only, which Array.isArray doesn't know.
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => isObject(item)) : [];
}

export function textsOf(object: JsonObject | null, member: string): string[] {
  const value = object?.[member];
  // As above.
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}
