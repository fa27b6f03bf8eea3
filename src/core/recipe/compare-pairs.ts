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

/** Some of the pairs that are asked, for one worker. */
export interface PairTask {
  readonly pairs: Uint32Array;
  /** Where each of them is among all. */
  readonly places: Uint32Array;
}

/** Cuts pairs of row ids into tasks of at most `size`, those of neighbours together, so that a task reads few blocks. */
export function cutPairs(pairs: Uint32Array, size: number): PairTask[] {
  const order = byLaterRow(pairs);
  return Array.from({ length: Math.ceil(order.length / size) }, (_, task) => {
    const places = Uint32Array.from(order.subarray(task * size, (task + 1) * size));
    const some = new Uint32Array(places.length * 2);
    for (const [at, place] of places.entries()) {
      some[at * 2] = pairs[place * 2] ?? 0;
      some[at * 2 + 1] = pairs[place * 2 + 1] ?? 0;
    }
    return { pairs: some, places };
  });
}

/**
 * The places of pairs (two numbers a pair) in the order of the later row of each: rows of a crowd are compared with a few early
 * ones and with their neighbours, so that few rows serve many neighbouring pairs.
 */
export function byLaterRow(pairs: Uint32Array): Float64Array {
  const count = pairs.length / 2;
  // Row and place in one number: those are sorted without a function.
  const order = new Float64Array(count).map(
    (_, place) => Math.max(pairs[place * 2] ?? 0, pairs[place * 2 + 1] ?? 0) * count + place,
  );
  order.sort();
  for (let at = 0; at < count; at++) order[at] = (order[at] ?? 0) % count;
  return order;
}
