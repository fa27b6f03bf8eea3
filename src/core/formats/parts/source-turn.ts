import type { Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { sameSpelling } from './same-spelling.ts';

/** Notes in a turn the value that it was read from, where writing the turn plainly would give another. */
export function noteSource(turn: Turn, source: JsonObject, write: (turn: Turn) => Json): Turn {
  return sameSpelling(plainValue(turn, write), source) ? turn : { ...turn, extra: { source } };
}

function plainValue(turn: Turn, write: (turn: Turn) => Json): Json | undefined {
  try {
    return write(turn);
  } catch (error) {
    // What can be read may be more than what is written.
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}

/** The value that a turn of this shape was read from; undefined where its plain spelling is the one it had. */
export function sourceOf({ extra }: Turn): JsonObject | undefined {
  const source = extra?.['source'];
  return isObject(source) ? source : undefined;
}

/** True where two turns say the same, however a row spelled them. */
export function saysSame(one: Turn, other: Turn): boolean {
  const isSame = one.role === other.role && one.name === other.name && one.weight === other.weight;
  return isSame && sameSpelling(one.parts, other.parts);
}

/**
 * The value of a changed turn in the spelling of the one it was read from: its members in their order, `plain` where a
 * turn knows them, what it doesn't know as it is.
 */
export function respell(plain: JsonObject, source: JsonObject, known: readonly string[]): JsonObject {
  const kept = Object.entries(source).flatMap(([key, value]): [string, Json][] => {
    const now = plain[key];
    if (now !== undefined) return [[key, now]];
    if (!known.includes(key)) return [[key, value]];
    return isNothing(value) ? [[key, value]] : [];
  });
  const added = Object.entries(plain).filter(([key]) => !Object.hasOwn(source, key));
  return Object.fromEntries([...kept, ...added]);
}

/** Some write every member, also where it says nothing. */
function isNothing(value: Json): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
