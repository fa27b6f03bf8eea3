import { isObject, type Json, type JsonObject } from '../core/json.ts';

/** The JSON object that a text holds; null where it holds anything else, an HTML page or half an answer for instance. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json; // true of whatever JSON.parse gives
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
