import { diffArrays } from 'diff';
import { equalJson } from '../conversion/equal-json.ts';
import { isList, isObject, type Json, type JsonObject } from '../json.ts';
import type { Path } from '../row/edit.ts';
import { findValue } from '../row/find-value.ts';
import { topLevelKeys } from '../row/keys.ts';
import type { Row } from '../row/row.ts';

/** A value on one side of a change: its place in the row, and the value as text. */
export interface FieldSide {
  readonly path: Path;
  /** A string as it is; of all other values the JSON, as the row spells it. */
  readonly text: string;
}

/**
 * One difference of two rows. `before` is null of a value that is new, `after` of one that is gone; both texts are equal
 * where a value came to another place as it was.
 */
export interface FieldChange {
  readonly before: FieldSide | null;
  readonly after: FieldSide | null;
}

/**
 * All that is different between a row before and after a step, value by value; what is in no change is equal in both. Items
 * of lists are compared with those that they became, also where others came or went before them. Where all values are
 * equal and only their spelling or order changed, the one change is that of the whole rows, at the empty path.
 */
export function fieldChanges(before: Row, after: Row): readonly FieldChange[] {
  if (before.equals(after)) return [];
  const found = new Found(before, after);
  found.compare([], before.value, [], after.value);
  const changes = found.finish();
  if (changes.length > 0) return changes;
  return [{ before: { path: [], text: before.text }, after: { path: [], text: after.text } }];
}

interface Place {
  readonly path: Path;
  readonly value: Json;
}

/** The differences as they are found. */
class Found {
  readonly #before: Row;
  readonly #after: Row;
  readonly #changed: FieldChange[] = [];
  /** Values on one side only, whole: those of the other side may be where they went. */
  #gone: Place[] = [];
  #new: Place[] = [];

  constructor(before: Row, after: Row) {
    this.#before = before;
    this.#after = after;
  }

  compare(oldPath: Path, old: Json, newPath: Path, young: Json): void {
    if (equalJson(old, young)) {
      // Equal values may be spelled in two ways, which is a change of the row.
      if (typeof old !== 'string' && oldPath.length === 1) this.#note(oldPath, old, newPath, young);
      return;
    }
    if (isList(old) && isList(young)) this.#compareLists(oldPath, old, newPath, young);
    else if (isObject(old) && isObject(young)) this.#compareObjects(oldPath, old, newPath, young);
    else this.#note(oldPath, old, newPath, young);
  }

  finish(): readonly FieldChange[] {
    const moved = this.#takeMoved((place) => [place]);
    const movedInside = this.#takeMoved(leavesOf);
    return [
      ...this.#changed,
      ...moved,
      ...movedInside,
      ...this.#gone.flatMap(leavesOf).map((place) => ({ before: sideOf(this.#before, place), after: null })),
      ...this.#new.flatMap(leavesOf).map((place) => ({ before: null, after: sideOf(this.#after, place) })),
    ];
  }

  #note(oldPath: Path, old: Json, newPath: Path, young: Json): void {
    const before = sideOf(this.#before, { path: oldPath, value: old });
    const after = sideOf(this.#after, { path: newPath, value: young });
    if (before.text === after.text && typeof old === typeof young) return;
    this.#changed.push({ before, after });
  }

  #compareObjects(oldPath: Path, old: JsonObject, newPath: Path, young: JsonObject): void {
    for (const key of keysOf(this.#before, oldPath, old)) {
      const value = old[key] ?? null;
      if (Object.hasOwn(young, key)) this.compare([...oldPath, key], value, [...newPath, key], young[key] ?? null);
      else this.#gone.push({ path: [...oldPath, key], value });
    }
    for (const key of keysOf(this.#after, newPath, young)) {
      if (!Object.hasOwn(old, key)) this.#new.push({ path: [...newPath, key], value: young[key] ?? null });
    }
  }

  /** Equal items hold the lists together; between them items are compared in their order. */
  #compareLists(oldPath: Path, old: readonly Json[], newPath: Path, young: readonly Json[]): void {
    let [i, j] = [0, 0];
    const spelled = (items: readonly Json[]): string[] => items.map((item) => JSON.stringify(item));
    const parts = old.length === young.length ? [] : diffArrays(spelled(old), spelled(young), { maxEditLength: 500 });
    const stretch = (oldEnd: number, newEnd: number): void => {
      for (; i < oldEnd && j < newEnd; i++, j++) {
        this.compare([...oldPath, i], old[i] ?? null, [...newPath, j], young[j] ?? null);
      }
      for (; i < oldEnd; i++) this.#gone.push({ path: [...oldPath, i], value: old[i] ?? null });
      for (; j < newEnd; j++) this.#new.push({ path: [...newPath, j], value: young[j] ?? null });
    };
    let [removed, added] = [0, 0];
    for (const part of parts ?? []) {
      if (part.removed) {
        removed += part.count;
      } else if (part.added) {
        added += part.count;
      } else {
        stretch(i + removed, j + added);
        [removed, added] = [0, 0];
        stretch(i + part.count, j + part.count);
      }
    }
    stretch(old.length, young.length);
  }

  /** Values that are gone in one place and new in another, equal in both; each is taken once. */
  #takeMoved(piecesOf: (place: Place) => readonly Place[]): FieldChange[] {
    const waiting = new Map<string, Place[]>();
    const young = this.#new.flatMap(piecesOf);
    for (const place of young) {
      const key = JSON.stringify(place.value);
      const places = waiting.get(key);
      if (places) places.push(place);
      else waiting.set(key, [place]);
    }
    const taken = new Set<Place>();
    const moved: FieldChange[] = [];
    this.#gone = this.#gone.flatMap(piecesOf).filter((place) => {
      const found = waiting.get(JSON.stringify(place.value))?.shift();
      if (!found) return true;
      const [before, after] = [sideOf(this.#before, place), sideOf(this.#after, found)];
      if (before.text !== after.text) return true;
      taken.add(found);
      moved.push({ before, after });
      return false;
    });
    this.#new = young.filter((place) => !taken.has(place));
    return moved;
  }
}

/** Keys in the order of the text where they are the row's own: `Object.keys` moves "2024" to the front. */
function keysOf(row: Row, path: Path, value: JsonObject): readonly string[] {
  return path.length === 0 ? topLevelKeys(row.text) : Object.keys(value);
}

/** The values inside of a value that hold no others; an empty list or object is one. */
function leavesOf({ path, value }: Place): Place[] {
  const inside: Place[] = isList(value)
    ? value.map((item, index) => ({ path: [...path, index], value: item }))
    : isObject(value)
      ? Object.entries(value).map(([key, item]) => ({ path: [...path, key], value: item }))
      : [];
  return inside.length === 0 ? [{ path, value }] : inside.flatMap(leavesOf);
}

function sideOf(row: Row, { path, value }: Place): FieldSide {
  if (typeof value === 'string') return { path, text: value };
  const span = findValue(row, path);
  const text = span ? decoder.decode(row.bytes.subarray(span.start, span.end)) : JSON.stringify(value);
  return { path, text };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
