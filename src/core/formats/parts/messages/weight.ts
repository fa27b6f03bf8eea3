import type { Role } from '../../../example/example.ts';
import type { JsonObject } from '../../../json.ts';

/** Switches that leave a turn out of what is learned where they are off or 0. */
const SWITCHES = ['loss_weight', 'loss', 'train', 'trainable'];

/** How much a trainer learns from a turn, where it says so: 0 for nothing. A switch that is on is what goes without saying. */
export function weightOf(turn: JsonObject, role: Role): number | undefined {
  const name = weightName(turn, role);
  if (name === undefined) return undefined;
  return name === 'weight' && typeof turn[name] === 'number' ? turn[name] : 0;
}

/** The weight under the name that the turn's source has for it. */
export function writeWeight({ weight, role }: { weight?: number; role: Role }, source?: JsonObject): JsonObject {
  const name = source && weightName(source, role);
  if (weight === undefined) return {};
  if (!source || name === undefined || name === 'weight') return { weight };
  return { [name]: typeof source[name] === 'number' ? weight : weight !== 0 };
}

/** The member that says a turn's weight; undefined where none does. Nobody learns from turns but the model's. */
export function weightName(turn: JsonObject, role: Role): string | undefined {
  if (typeof turn['weight'] === 'number') return 'weight';
  if (role !== 'model') return undefined;
  return SWITCHES.find((name) => turn[name] === false || turn[name] === 0);
}
