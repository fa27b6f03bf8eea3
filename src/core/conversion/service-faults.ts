import type { Json } from '../json.ts';
import { rowRulesOf } from '../rules/index.ts';
import type { RowRule } from '../rules/rule.ts';
import { targets } from '../targets/index.ts';
import { NO_TOKENS } from '../tokens/estimate-tokens.ts';

const known = new Map<string, readonly RowRule[]>();

/**
 * What a service refuses in how a line of its format is spelled, with the place; null where it is nothing, or the format is
 * none that a service tunes with.
 */
export function findServiceFault(format: string, value: Json): string | null {
  let shapes = known.get(format);
  if (!shapes) known.set(format, (shapes = shapeRulesOf(format)));
  return findShapeFault(shapes, value);
}

/** The first that one of these rules says of how a line is spelled. */
export function findShapeFault(shapes: readonly RowRule[], value: Json): string | null {
  const counts = { inputCharacters: 0, outputCharacters: 0, tokens: NO_TOKENS, isCounted: false };
  const line = { value, source: null, rewritten: null, ...counts };
  for (const rule of shapes) {
    const detail = rule.find(line, {});
    if (detail !== null) return detail;
  }
  return null;
}

function shapeRulesOf(format: string): readonly RowRule[] {
  const target = targets.find((each) => each.format === format && each.requestBody !== null);
  return target ? shapesOf(target.id) : [];
}

/** The rules about how a line of a target is spelled: whether it has the shape at all first. */
export function shapesOf(target: string): readonly RowRule[] {
  const shapes = rowRulesOf(target).filter(({ isShape }) => isShape === true);
  return shapes.toSorted((one, other) => Number(other.id === FIRST) - Number(one.id === FIRST));
}

const FIRST = 'known-members';
