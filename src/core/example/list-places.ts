import { memberOf } from '../formats/parts/rest.ts';
import { isList, isObject, type Json } from '../json.ts';
import type { Path } from '../row/edit.ts';
import { placeText } from '../row/place.ts';
import { scalarText } from './column-text.ts';
import { areTurns } from './turns-at.ts';

/** A place inside a column that some rows have, and what the first of them says there. */
export interface FoundPlace {
  readonly place: string;
  /** A text, or turns in any spelling. */
  readonly kind: 'text' | 'conversation';
  /** The beginning of the first text. */
  readonly shows: string;
}

const DEEPEST = 8;
/** A list's items are alike: the first stands for all of them. */
const ITEMS = 1;
const MOST_PLACES = 300;
const SHOWN = 60;

/** The places below the columns of some rows where a mapping may reach, in the order in which rows have them. */
export function listPlaces(rows: readonly Json[]): readonly FoundPlace[] {
  const found = new Map<string, FoundPlace>();
  for (const row of rows) addPlaces(row, [], found);
  return [...found.values()];
}

function addPlaces(value: Json, path: Path, found: Map<string, FoundPlace>): void {
  if (found.size >= MOST_PLACES || path.length > DEEPEST) return;
  const isTurns = areTurns(value);
  const text = scalarText(value);
  if (isTurns || text !== null) {
    // A value right in a column needs no place.
    if (path.length > 1) note(found, path, isTurns ? 'conversation' : 'text', text ?? firstText(value));
    if (text !== null) return;
  }
  if (isList(value)) {
    for (const [index, item] of value.slice(0, ITEMS).entries()) addPlaces(item, [...path, index], found);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) addPlaces(item, [...path, key], found);
  }
}

function note(found: Map<string, FoundPlace>, path: Path, kind: FoundPlace['kind'], shows: string): void {
  const place = placeText(path);
  if (!found.has(place)) found.set(place, { place, kind, shows: Array.from(shows).slice(0, SHOWN).join('') });
}

/** What is said first in turns. */
function firstText(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  for (const inner of isList(value) ? value : textsIn(value)) {
    const text = firstText(inner);
    if (text !== '') return text;
  }
  return '';
}

function textsIn(turn: Json): readonly Json[] {
  return ['content', 'value', 'text', 'parts'].flatMap((name) => memberOf(turn, name) ?? []);
}
