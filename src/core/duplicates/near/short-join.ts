import type { PairList } from './pair-list.ts';
import { LEAST_ALIKE, SHORT, type Sketches } from './sketch.ts';

/** Room for rounding where a size is a product: 0.6 × 5 must be 3. */
const TINY = 1e-9;

/**
 * Finds all pairs of short texts that are alike enough, by a prefix filter (AllPairs; Bayardo, Ma & Srikant 2007): two sets
 * that share enough share one of their rarest members, so each text is looked up by the rarest of its shingles only.
 * `rows`: whose sketches are looked at, ascending. Exact up to the 32 bits that a sketch keeps of each shingle.
 */
export function joinShort(sketches: Sketches, rows: Uint32Array, pairs: PairList): void {
  const short = rows.filter((row) => {
    const size = sketches.sizeOf(row);
    return size > 0 && size <= SHORT;
  });
  // Of two texts the shorter one is in the index when the longer one looks for it.
  short.sort((one, other) => sketches.sizeOf(one) - sketches.sizeOf(other) || one - other);
  lookUp(short, rankShingles(sketches, short), pairs);
}

/** The shingles of texts as numbers, the rarest first: those of text `at` from `starts[at]` on. */
interface RankedSets {
  readonly sets: Uint32Array;
  readonly starts: Uint32Array;
  /** How many different shingles there are. */
  readonly ranks: number;
}

/** A function of its own, so that what it needs goes when it ends: more than the sketches take. */
function rankShingles(sketches: Sketches, rows: Uint32Array): RankedSets {
  const ranks = new RareFirst(sketches, rows);
  const starts = new Uint32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at++) starts[at + 1] = (starts[at] ?? 0) + sketches.sizeOf(rows[at] ?? 0);
  const sets = new Uint32Array(starts[rows.length] ?? 0);
  for (let at = 0; at < rows.length; at++) ranks.write(rows[at] ?? 0, sets, starts[at] ?? 0);
  return { sets, starts, ranks: ranks.count };
}

function lookUp(rows: Uint32Array, { sets, starts, ranks }: RankedSets, pairs: PairList): void {
  const sizeOf = (at: number): number => (starts[at + 1] ?? 0) - (starts[at] ?? 0);
  const entries = rows.reduce((sum, _, at) => sum + prefixOf(sizeOf(at)), 0);
  /** The texts of each shingle, newest first: `next` names the entry before it, 0 is the end. */
  const heads = new Uint32Array(ranks);
  const next = new Uint32Array(entries + 1);
  const texts = new Uint32Array(entries + 1);
  const seenBy = new Uint32Array(rows.length);
  let entry = 0;
  for (let at = 0; at < rows.length; at++) {
    const from = starts[at] ?? 0;
    const size = sizeOf(at);
    const least = Math.ceil(LEAST_ALIKE * size - TINY);
    for (let index = 0; index < prefixOf(size); index++) {
      const rank = sets[from + index] ?? 0;
      for (let found = heads[rank] ?? 0; found > 0; found = next[found] ?? 0) {
        const other = texts[found] ?? 0;
        const otherSize = sizeOf(other);
        // Sizes only get smaller from here on.
        if (otherSize < least) break;
        if (seenBy[other] === at + 1) continue;
        seenBy[other] = at + 1;
        if (isAlike(sets, from, size, starts[other] ?? 0, otherSize)) pairs.add(rows[at] ?? 0, rows[other] ?? 0);
      }
      entry++;
      texts[entry] = at;
      next[entry] = heads[rank] ?? 0;
      heads[rank] = entry;
    }
  }
}

/** How many of a text's rarest shingles must be looked up so that no other text is missed. */
function prefixOf(size: number): number {
  return size - Math.ceil(LEAST_ALIKE * size - TINY) + 1;
}

function isAlike(sets: Uint32Array, one: number, oneSize: number, other: number, otherSize: number): boolean {
  const needed = Math.ceil((LEAST_ALIKE / (1 + LEAST_ALIKE)) * (oneSize + otherSize) - TINY);
  let [i, j, shared] = [0, 0, 0];
  while (i < oneSize && j < otherSize) {
    const a = sets[one + i] ?? 0;
    const b = sets[other + j] ?? 0;
    if (a === b) shared++;
    if (a <= b) i++;
    if (b <= a) j++;
    if (shared + Math.min(oneSize - i, otherSize - j) < needed) return false;
  }
  return shared >= needed;
}

/** Numbers the shingles of short texts by how many texts have them: the rarest first, of equal ones that are shared the lower hash. */
class RareFirst {
  readonly #sketches: Sketches;
  readonly #hashes: Uint32Array;
  /** Position in `#hashes` + 1 of the shingle in each slot; 0 is free. */
  readonly #slots: Uint32Array;
  readonly #rankOf: Uint32Array;
  /** How many different shingles there are. */
  readonly count: number;

  constructor(sketches: Sketches, rows: Uint32Array) {
    this.#sketches = sketches;
    const all = rows.reduce((sum, row) => sum + sketches.sizeOf(row), 0);
    this.#hashes = new Uint32Array(all);
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(all * 1.5, 2))));
    const counts = new Uint32Array(all);
    let count = 0;
    for (const row of rows) {
      const from = sketches.signatureAt(row);
      for (let at = from; at < from + sketches.sizeOf(row); at++) {
        const hash = sketches.signatures[at] ?? 0;
        const slot = this.#slotOf(hash);
        if (this.#slots[slot] === 0) {
          this.#hashes[count++] = hash;
          this.#slots[slot] = count;
        }
        const known = (this.#slots[slot] ?? 1) - 1;
        counts[known] = (counts[known] ?? 0) + 1;
      }
    }
    this.count = count;
    const singles = counts.subarray(0, count).reduce((sum, each) => sum + (each === 1 ? 1 : 0), 0);
    // Count and hash in one number each: those are sorted without a function. Most shingles are in one text only, and come
    // first, in any order.
    const shared = new Float64Array(count - singles);
    let [rank, more] = [0, 0];
    for (let known = 0; known < count; known++) {
      if (counts[known] === 1) counts[known] = rank++;
      else shared[more++] = (counts[known] ?? 0) * 2 ** 32 + (this.#hashes[known] ?? 0);
    }
    shared.sort();
    for (const hash of shared) counts[(this.#slots[this.#slotOf(hash % 2 ** 32)] ?? 1) - 1] = rank++;
    this.#rankOf = counts;
  }

  /** Writes the numbers of a text's shingles, the rarest first. */
  write(row: number, into: Uint32Array, at: number): void {
    const size = this.#sketches.sizeOf(row);
    const from = this.#sketches.signatureAt(row);
    for (let index = 0; index < size; index++) {
      const hash = this.#sketches.signatures[from + index] ?? 0;
      into[at + index] = this.#rankOf[(this.#slots[this.#slotOf(hash)] ?? 1) - 1] ?? 0;
    }
    into.subarray(at, at + size).sort();
  }

  /** The slot that a hash has, or will have. */
  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = Math.imul(hash, 0x9e3779b1) & mask;
    for (;;) {
      const known = this.#slots[slot] ?? 0;
      if (known === 0 || this.#hashes[known - 1] === hash) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
