import { equalJson } from '../conversion/equal-json.ts';
import { isList, isObject, type Json } from '../json.ts';
import { applyEdits, type Edit, type ListItem, type Path } from './edit.ts';

/**
 * The edits that make one value another. Items of a list that stay keep their bytes wherever they go, and so does whatever
 * in a text that is JSON itself, such as a cell of a CSV file, is the same as before.
 */
export function patchBetween(before: Json, after: Json, path: Path = []): readonly Edit[] {
  if (equalJson(before, after)) return [];
  if (isList(before) && isList(after)) return patchList(before, after, path);
  if (isObject(before) && isObject(after)) {
    const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    return [
      ...gone.map((key): Edit => ({ op: 'remove', path: [...path, key] })),
      ...Object.entries(after).flatMap(([key, value]): readonly Edit[] =>
        Object.hasOwn(before, key)
          ? patchBetween(before[key] ?? null, value, [...path, key])
          : [{ op: 'set', path: [...path, key], value }],
      ),
    ];
  }
  const value = typeof before === 'string' && typeof after === 'string' ? patchText(before, after) : after;
  return [{ op: 'set', path, value }];
}

function patchList(before: readonly Json[], after: readonly Json[], path: Path): readonly Edit[] {
  const sources = sourcesOf(before, after);
  const isSame = before.length === after.length && sources.every((source, index) => source === index);
  const items = sources.map((source, index): ListItem => source ?? { value: after[index] ?? null });
  const inside = sources.flatMap((source, index) =>
    source === null ? [] : patchBetween(before[source] ?? null, after[index] ?? null, [...path, index]),
  );
  return isSame ? inside : [{ op: 'arrange', path, items }, ...inside];
}

/** From which item each one of the list comes; null for those that are new. Each comes from another. */
function sourcesOf(before: readonly Json[], after: readonly Json[]): (number | null)[] {
  const sources = after.map((): number | null => null);
  const free = new Set(before.keys());
  const take = (index: number, source: number): void => {
    sources[index] = source;
    free.delete(source);
  };
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && equalJson(before[head], after[head])) take(head, head++);
  let tail = 1;
  while (tail <= shorter - head && equalJson(before.at(-tail), after.at(-tail))) {
    take(after.length - tail, before.length - tail);
    tail += 1;
  }
  // those that were moved
  const places = new Map<string, number[]>();
  for (const source of free) {
    const spelled = JSON.stringify(before[source]);
    places.set(spelled, [...(places.get(spelled) ?? []), source]);
  }
  for (const [index, value] of after.entries()) {
    const source = sources[index] === null ? places.get(JSON.stringify(value))?.shift() : undefined;
    if (source !== undefined) take(index, source);
  }
  // what is left is paired in order, and patched: first what has something in common
  for (const isPair of [sharesMember, isAlike]) {
    for (const [index, value] of after.entries()) {
      const source = sources[index] === null ? [...free].find((each) => isPair(before[each], value)) : undefined;
      if (source !== undefined) take(index, source);
    }
  }
  return sources;
}

function sharesMember(one: Json | undefined, other: Json): boolean {
  return isObject(one) && isObject(other) && Object.entries(one).some(([key, value]) => equalJson(other[key], value));
}

function isAlike(one: Json | undefined, other: Json): boolean {
  if (isList(one) || isList(other)) return isList(one) && isList(other);
  if (!isObject(one) || !isObject(other)) return !isObject(one) && !isObject(other);
  return Object.keys(one).some((key) => Object.hasOwn(other, key));
}

function patchText(before: string, after: string): string {
  const [from, to] = [structureOf(before), structureOf(after)];
  if (from === undefined || to === undefined) return after;
  return applyEdits(before, patchBetween(from, to));
}

/** The list or object that a text spells; undefined for all other texts. */
function structureOf(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    // What JSON.parse gives is JSON.
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
