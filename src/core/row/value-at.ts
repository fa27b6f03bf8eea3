import { isList, isObject, type Json } from '../json.ts';
import type { Path } from './edit.ts';

/** The value at a path of a parsed row, undefined where there is none. Never a member that objects inherit. */
export function valueAt(value: Json, path: Path): Json | undefined {
  let inner: Json | undefined = value;
  for (const key of path) {
    if (isList(inner)) inner = typeof key === 'number' ? inner[key] : undefined;
    else inner = isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }
  return inner;
}
