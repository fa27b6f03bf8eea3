import { KeyIndex } from '../key-index.ts';
import { joinBands } from './band-join.ts';
import { PairList } from './pair-list.ts';
import { joinShort } from './short-join.ts';
import { LEAST_ALIKE, type Sketches } from './sketch.ts';

/** Which rows are how much alike, from LEAST_ALIKE on. */
export interface NearRows {
  /** For each row the first one that has the same shingles: itself, where it is the first, or has none. */
  readonly firstOf: Uint32Array;
  /** Two rows a pair, the earlier one first, ascending. Only first rows occur: what holds for one holds for all like it. */
  readonly pairs: Uint32Array;
  /** How alike the rows of each pair are: below 1. */
  readonly alike: Float64Array;
  /** Rows that are like too many others, so they were not compared with all of them. */
  readonly crowded: number;
}

/** Says how alike the rows of each pair are, two row numbers a pair. */
export type AskAlike = (pairs: Uint32Array) => Promise<Float64Array>;

/**
 * Finds which of the first `count` rows are nearly the same by their sketches. Every pair is settled by `ask`, which compares
 * the texts themselves. Depends on nothing but the two.
 */
export async function findNear(sketches: Sketches, count: number, ask: AskAlike): Promise<NearRows> {
  const firstOf = firstRows(sketches, count);
  const firsts = firstOf.filter((first, row) => first === row);
  const found = new PairList(count);
  joinShort(sketches, firsts, found);
  const crowded = joinBands(sketches, firsts, found);
  const candidates = found.finish();
  const settled = await ask(candidates);
  const kept = Uint32Array.from(settled.keys()).filter((at) => (settled[at] ?? 0) >= LEAST_ALIKE - 1e-9);
  const pairs = new Uint32Array(kept.length * 2);
  const alike = new Float64Array(kept.length);
  for (const [at, place] of kept.entries()) {
    pairs[at * 2] = candidates[place * 2] ?? 0;
    pairs[at * 2 + 1] = candidates[place * 2 + 1] ?? 0;
    alike[at] = settled[place] ?? 0;
  }
  return { firstOf, pairs, alike, crowded };
}

function firstRows(sketches: Sketches, count: number): Uint32Array {
  const index = new KeyIndex(sketches.words, count, sketches.width);
  const firstOf = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    firstOf[row] = sketches.sizeOf(row) === 0 ? row : index.findOrAdd(row);
  }
  return firstOf;
}
