import { isObject, type Json } from '../json.ts';

/** True for equal values, in any order of keys. */
export function equalJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, index) => equalJson(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && equalJson(one[key], other[key]));
}

/** `Array.isArray` alone forgets that a list of JSON is read only. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
