import type { Leaf, Leaves } from './leaves.ts';

/**
 * What became of a value: the same at its place · the same elsewhere · said in another spelling (JSON as text, a role
 * word, a number as text) · inside a longer text · parts of it in shorter texts, the rest perhaps lost · nowhere.
 */
export type Fate = 'kept' | 'moved' | 'respelled' | 'merged' | 'split' | 'dropped';

/** From the best to the worst. */
export const FATES: readonly Fate[] = ['kept', 'moved', 'respelled', 'merged', 'split', 'dropped'];

export interface Found {
  readonly fate: Fate;
  /** The leaf of the written row that has the value. */
  readonly into?: Leaf;
}

/** A row and one row made of it, while matches are looked for. */
export interface Matching {
  readonly before: Leaves;
  readonly after: Leaves;
  readonly found: Map<Leaf, Found>;
  readonly explained: Set<Leaf>;
}

/** Notes where a leaf went; what the written row says there is explained by it. The first note of a leaf stands. */
export function note({ found, explained }: Matching, leaf: Leaf, fate: Fate, into: Leaf): void {
  if (!found.has(leaf)) found.set(leaf, { fate, into });
  explained.add(into);
}
