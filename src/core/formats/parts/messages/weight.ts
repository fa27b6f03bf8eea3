import type { Json, JsonObject } from '../../../json.ts';

/** Numbers of how much a turn counts, and switches that leave it out of what is learned. */
const NUMBERS = ['weight', 'loss_weight'];
const SWITCHES = ['loss', 'train', 'trainable'];

/** How much a trainer learns from a turn, where it says so: 0 for nothing. A switch that is on is what goes without saying. */
export function weightOf(turn: JsonObject): number | undefined {
  const name = weightName(turn);
  if (name === undefined) return undefined;
  const weight = turn[name];
  return typeof weight === 'number' ? weight : 0;
}

/** The weight under the name that the turn's source has for it. */
export function writeWeight(weight: number | undefined, source?: JsonObject): JsonObject {
  const name = source && weightName(source);
  if (weight === undefined) return {};
  if (!source || name === undefined) return { weight };
  const before: Json = source[name] ?? null;
  return { [name]: typeof before === 'number' ? weight : weight !== 0 };
}

/** The member that says a turn's weight; undefined where none does. */
export function weightName(turn: JsonObject): string | undefined {
  const number = NUMBERS.find((name) => typeof turn[name] === 'number');
  return number ?? SWITCHES.find((name) => turn[name] === false);
}
