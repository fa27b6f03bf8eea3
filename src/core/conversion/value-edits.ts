import { isObject, type Json } from '../json.ts';
import type { Edit, Path } from '../row/edit.ts';
import { equalJson, isList } from './equal-json.ts';

/** The fewest edits that make one value another, so that the rest of a row's text stays as it is spelled. */
export function editsBetween(before: Json, after: Json, path: Path = []): readonly Edit[] {
  if (equalJson(before, after)) return [];
  if (isList(before) && isList(after) && before.length === after.length) {
    return after.flatMap((item, index) => editsBetween(before[index] ?? null, item, [...path, index]));
  }
  if (!isObject(before) || !isObject(after)) return [{ op: 'set', path, value: after }];
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key): Edit => ({ op: 'remove', path: [...path, key] })),
    ...Object.entries(after).flatMap(([key, value]): readonly Edit[] =>
      Object.hasOwn(before, key)
        ? editsBetween(before[key] ?? null, value, [...path, key])
        : [{ op: 'set', path: [...path, key], value }],
    ),
  ];
}
