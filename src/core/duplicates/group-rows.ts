import type { NearRows } from './near/find-near.ts';

/** Which of the rows of a group stays. */
export type KeepRule = 'first' | 'last' | 'longest';

/** Room for a share that was divided: 7 / 10 is as good as 0.7. */
const TINY = 1e-9;

/** How alike rows are. */
type Alike = Pick<NearRows, 'firstOf' | 'pairs' | 'alike'>;

/** Groups of rows of which one is kept. */
export interface RowGroups {
  /** For each row the one that stays in its place: itself, where it stays. */
  readonly keeperOf: Uint32Array;
  /** How alike each row is to the one that stays. */
  readonly alike: Float64Array;
}

/**
 * Groups rows that are at least so much alike. Each group has the rows that are like the one that stays, not those that are
 * like another one of them: two rows that nobody would call alike never meet through a chain of others. `order`: all rows,
 * the one to keep before those that it replaces.
 */
export function groupNear(near: Alike, least: number, order: Uint32Array): RowGroups {
  const { firstOf } = near;
  const neighbours = new Neighbours(near, least);
  /** For each first row the row that stays for all that have its shingles, + 1. */
  const settled = new Uint32Array(firstOf.length);
  const alikeOf = new Float64Array(firstOf.length);
  for (const row of order) {
    const first = firstOf[row] ?? row;
    if (settled[first] !== 0) continue;
    settled[first] = row + 1;
    alikeOf[first] = 1;
    neighbours.each(first, (other, alike) => {
      if (settled[other] !== 0) return;
      settled[other] = row + 1;
      alikeOf[other] = alike;
    });
  }
  return {
    keeperOf: firstOf.map((first) => (settled[first] ?? 1) - 1),
    alike: Float64Array.from(firstOf, (first) => alikeOf[first] ?? 0),
  };
}

/** How many rows near groups would lose at each of these thresholds, their first rows kept. */
export function removableAt(near: Alike, levels: readonly number[]): number[] {
  const some = withLike(near);
  const order = some.firstOf.map((_, row) => row);
  return levels.map((least) => {
    const { keeperOf } = groupNear(some, least, order);
    return keeperOf.reduce((sum, keeper, row) => sum + (keeper === row ? 0 : 1), 0);
  });
}

/** The same of those rows only that are like any other, numbered from 0 on in their order: most rows are like none. */
function withLike({ firstOf, pairs, alike }: Alike): Alike {
  const isLike = new Uint8Array(firstOf.length);
  for (const row of pairs) isLike[row] = 1;
  for (const [row, first] of firstOf.entries()) if (first !== row) isLike[row] = isLike[first] = 1;
  const numbers = new Uint32Array(firstOf.length);
  let count = 0;
  for (const [row, is] of isLike.entries()) if (is === 1) numbers[row] = count++;
  const number = (row: number): number => numbers[row] ?? 0;
  return { firstOf: firstOf.filter((_, row) => isLike[row] === 1).map(number), pairs: pairs.map(number), alike };
}

/** The rows in the order in which they may become the one that stays. `lengths`: of the answers, for the longest. */
export function keepOrder(count: number, keep: KeepRule, lengths: ArrayLike<number>): Uint32Array {
  const rows = new Uint32Array(count).map((_, row) => row);
  if (keep === 'first') return rows;
  if (keep === 'last') return rows.reverse();
  // Length and row in one number: those are sorted without a function.
  const keyed = Float64Array.from(rows, (row) => (2 ** 21 - Math.min(lengths[row] ?? 0, 2 ** 21)) * 2 ** 31 + row);
  return Uint32Array.from(keyed.sort(), (key) => key % 2 ** 31);
}

/** The rows that are alike enough to each, of both sides of each pair. */
class Neighbours {
  readonly #starts: Uint32Array;
  readonly #others: Uint32Array;
  readonly #alike: Float64Array;

  constructor({ firstOf, pairs, alike }: Alike, least: number) {
    this.#starts = new Uint32Array(firstOf.length + 1);
    for (let at = 0; at < pairs.length; at++) {
      if (!isEnough(alike[at >> 1], least)) continue;
      const row = pairs[at] ?? 0;
      this.#starts[row + 1] = (this.#starts[row + 1] ?? 0) + 1;
    }
    for (let row = 0; row < firstOf.length; row++) {
      this.#starts[row + 1] = (this.#starts[row + 1] ?? 0) + (this.#starts[row] ?? 0);
    }
    const all = this.#starts[firstOf.length] ?? 0;
    this.#others = new Uint32Array(all);
    this.#alike = new Float64Array(all);
    const next = this.#starts.slice();
    for (let at = 0; at < pairs.length; at++) {
      if (!isEnough(alike[at >> 1], least)) continue;
      const row = pairs[at] ?? 0;
      const place = next[row] ?? 0;
      next[row] = place + 1;
      this.#others[place] = pairs[at ^ 1] ?? 0;
      this.#alike[place] = alike[at >> 1] ?? 0;
    }
  }

  each(row: number, visit: (other: number, alike: number) => void): void {
    for (let at = this.#starts[row] ?? 0; at < (this.#starts[row + 1] ?? 0); at++) {
      visit(this.#others[at] ?? 0, this.#alike[at] ?? 0);
    }
  }
}

function isEnough(alike: number | undefined, least: number): boolean {
  return (alike ?? 0) >= least - TINY;
}

/** The groups of at least two rows, by the row that stays, ascending; the rows of each ascending. */
export function listGroups({ keeperOf }: Pick<RowGroups, 'keeperOf'>): Map<number, number[]> {
  const sizes = new Uint32Array(keeperOf.length);
  for (const keeper of keeperOf) sizes[keeper] = (sizes[keeper] ?? 0) + 1;
  const groups = new Map<number, number[]>();
  for (let row = 0; row < keeperOf.length; row++)
    if (keeperOf[row] === row && (sizes[row] ?? 0) > 1) groups.set(row, []);
  for (let row = 0; row < keeperOf.length; row++) groups.get(keeperOf[row] ?? row)?.push(row);
  return groups;
}

/** Takes groups apart all of whose rows have the same key, four words a row: they agree with each other. */
export function keepContradictions(groups: RowGroups, keys: Uint32Array): RowGroups {
  const keeperOf = groups.keeperOf.map((_, row) => row);
  for (const [keeper, rows] of listGroups(groups)) {
    const isSame = (row: number): boolean =>
      [0, 1, 2, 3].every((word) => keys[row * 4 + word] === keys[keeper * 4 + word]);
    if (!rows.every(isSame)) for (const row of rows) keeperOf[row] = keeper;
  }
  return { keeperOf, alike: groups.alike };
}
