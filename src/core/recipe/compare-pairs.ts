import type { Row } from '../row/row.ts';
import type { Compare, PreparedStep } from './step.ts';

/** What a comparison says of each pair: `pairs` holds two numbers a pair, which `rowOf` turns into rows. */
export function comparePairs(pairs: Uint32Array, compare: Compare, rowOf: (row: number) => Row): Float64Array {
  const found = new Float64Array(pairs.length / 2);
  for (let at = 0; at < found.length; at++) {
    found[at] = compare(rowOf(pairs[at * 2] ?? 0), rowOf(pairs[at * 2 + 1] ?? 0));
  }
  return found;
}

/** The comparison that a step asks for. Throws where it has none of that name. */
export function requireCompare(compares: NonNullable<PreparedStep['compares']>, name: string): Compare {
  const compare = Object.hasOwn(compares, name) ? compares[name] : undefined;
  if (!compare) throw new Error(`the step has no comparison "${name}"`);
  return compare;
}
