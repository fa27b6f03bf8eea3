import { isObject, type Json, type JsonObject } from '../../json.ts';
import { respell } from './source-turn.ts';

/**
 * Gives each item what was beside it in the row it was read from: members that are not `known`. An item belongs to the one
 * that says the same; where none moved, a changed one belongs to the one at its place.
 */
export function besideEach(
  items: readonly JsonObject[],
  before: readonly Json[],
  known: readonly string[],
): readonly JsonObject[] {
  const sources = before.map((item) => saidIn(item, known));
  const places = items.map((item) => sources.indexOf(saidIn(item, known)));
  const isAligned = before.length === items.length && places.every((place, at) => place === -1 || place === at);
  return items.map((item, index) => {
    const source = before[isAligned ? index : (places[index] ?? -1)];
    return isObject(source) ? respell(item, source, known) : item;
  });
}

function saidIn(item: Json, known: readonly string[]): string {
  return JSON.stringify(known.map((name) => (isObject(item) ? (item[name] ?? null) : null)));
}
