import type { HoldOutRows } from './held-rows.ts';
import { mixWords } from './mix-words.ts';
import { FirstOf } from './first-of.ts';

const NO_LINKS = new Uint32Array(0);

/** Rows that must be on one side. */
export interface RowGroups {
  /** Rows that are in a group at all. */
  readonly rows: number;
  /** The group of each row, numbered in order of their first rows; -1 for a row that is left out. */
  readonly ofRow: Int32Array;
  readonly sizes: Uint32Array;
  /** The label of each group's first row. */
  readonly labels: Uint16Array;
  /** What decides which go first: the lowest hash of seed and key in each. */
  readonly hashes: Uint32Array;
}

/** Joins rows of equal key or equal origin, and those that are said to belong together, directly or by way of others. */
export function groupRows(rowsToGroup: HoldOutRows, seed: number): RowGroups {
  const { keys, origins, labels, excluded } = rowsToGroup;
  const parents = joinRows(rowsToGroup);
  const ofRow = new Int32Array(origins.length).fill(-1);
  let [count, rows] = [0, 0];
  for (let row = 0; row < ofRow.length; row++) {
    if (excluded?.[row] === 1) continue;
    rows++;
    const root = findRoot(parents, row);
    // Roots are first rows, so a root is numbered before its followers.
    ofRow[row] = root === row ? count++ : (ofRow[root] ?? 0);
  }
  const groups = { rows, ofRow, ...emptyGroups(count) };
  for (let row = ofRow.length - 1; row >= 0; row--) {
    const group = ofRow[row] ?? -1;
    if (group < 0) continue;
    const hash = mixWords(seed, keys[row * 2] ?? 0, keys[row * 2 + 1] ?? 0);
    groups.sizes[group] = (groups.sizes[group] ?? 0) + 1;
    groups.labels[group] = labels?.[row] ?? 0;
    groups.hashes[group] = Math.min(groups.hashes[group] ?? 0, hash);
  }
  return groups;
}

function emptyGroups(count: number): Pick<RowGroups, 'sizes' | 'labels' | 'hashes'> {
  return {
    sizes: new Uint32Array(count),
    labels: new Uint16Array(count),
    hashes: new Uint32Array(count).fill(0xffffffff),
  };
}

function joinRows({ keys, origins, excluded, joins = [], links = NO_LINKS }: HoldOutRows): Int32Array {
  const parents = Int32Array.from({ length: origins.length }, (_, row) => row);
  const byKey = new FirstOf(keys, 2);
  const byOrigin = new FirstOf(origins, 1);
  for (let row = 0; row < parents.length; row++) {
    if (excluded?.[row] === 1) continue;
    join(parents, row, byKey.findOrAdd(row));
    join(parents, row, byOrigin.findOrAdd(row));
  }
  const isIn = (row: number): boolean => excluded?.[row] !== 1;
  for (const others of joins) {
    for (let row = 0; row < parents.length; row++) {
      const other = others[row] ?? row;
      if (isIn(row) && isIn(other)) join(parents, row, other);
    }
  }
  for (let at = 0; at < links.length; at += 2) {
    const [row, other] = [links[at] ?? 0, links[at + 1] ?? 0];
    if (isIn(row) && isIn(other)) join(parents, row, other);
  }
  return parents;
}

/** The earlier root stays one, so that a root is always its group's first row. */
function join(parents: Int32Array, one: number, other: number): void {
  const a = findRoot(parents, one);
  const b = findRoot(parents, other);
  if (a < b) parents[b] = a;
  else parents[a] = b;
}

function findRoot(parents: Int32Array, row: number): number {
  let at = row;
  for (;;) {
    const parent = parents[at] ?? at;
    if (parent === at) return at;
    // Halves the path on the way.
    const next = parents[parent] ?? parent;
    parents[at] = next;
    at = next;
  }
}
