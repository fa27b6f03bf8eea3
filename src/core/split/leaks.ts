import type { KnownDuplicates } from '../duplicates/duplicate-kinds.ts';

export const LEAK_KINDS = ['exact', 'normalised', 'near'] as const;
export type LeakKind = (typeof LEAK_KINDS)[number];

/** A row that is held out, and one on another side that gives it away. */
export interface Leak {
  readonly row: number;
  readonly twin: number;
  readonly kind: LeakKind;
  /** From 0 to 1. */
  readonly alike: number;
}

const TINY = 1e-9;

/**
 * The rows that are held out and have a twin on an earlier side: a model that learnt the twin has seen them. Each row counts
 * once, as the closest kind of twin that it has. `sides`: 0 for a row without one, 1 for training, more for what is held out.
 */
export function findLeaks(known: KnownDuplicates, sides: Uint8Array, least: number): Leak[] {
  const found = new Map<number, Leak>();
  for (const kind of ['exact', 'normalised'] as const) {
    findTwins(known.firstOf(kind), sides, (row, twin) => {
      if (!found.has(row)) found.set(row, { row, twin, kind, alike: 1 });
    });
  }
  const { near } = known;
  const firstSides = firstOfSides(near.firstOf, sides);
  const note = (row: number, first: number, alike: number): void => {
    const twin = twinIn(firstSides, first, sides[row] ?? 0);
    const before = found.get(row);
    if (twin < 0 || (before && (before.kind !== 'near' || before.alike >= alike))) return;
    found.set(row, { row, twin, kind: 'near', alike });
  };
  const rowsOf = listRows(near.firstOf);
  for (let row = 0; row < sides.length; row++) if ((sides[row] ?? 0) > 1) note(row, near.firstOf[row] ?? row, 1);
  for (let at = 0; at < near.alike.length; at++) {
    const alike = near.alike[at] ?? 0;
    if (alike < least - TINY) continue;
    const [one, other] = [near.pairs[at * 2] ?? 0, near.pairs[at * 2 + 1] ?? 0];
    for (const row of rowsOf(one)) if ((sides[row] ?? 0) > 1) note(row, other, alike);
    for (const row of rowsOf(other)) if ((sides[row] ?? 0) > 1) note(row, one, alike);
  }
  const rank = (kind: LeakKind): number => LEAK_KINDS.indexOf(kind);
  return [...found.values()].sort(
    (one, other) => rank(one.kind) - rank(other.kind) || other.alike - one.alike || one.row - other.row,
  );
}

function findTwins(firstOf: Uint32Array, sides: Uint8Array, note: (row: number, twin: number) => void): void {
  const firstSides = firstOfSides(firstOf, sides);
  for (let row = 0; row < sides.length; row++) {
    const side = sides[row] ?? 0;
    if (side < 2) continue;
    const twin = twinIn(firstSides, firstOf[row] ?? row, side);
    if (twin >= 0) note(row, twin);
  }
}

/** Sides that there may be: none, training and two that are held out. */
const SIDES = 4;

/** For each first row and side 1 + the first of its rows there, 0 for none. */
function firstOfSides(firstOf: Uint32Array, sides: Uint8Array): Uint32Array {
  const found = new Uint32Array(firstOf.length * SIDES);
  for (let row = firstOf.length - 1; row >= 0; row--) {
    found[(firstOf[row] ?? row) * SIDES + (sides[row] ?? 0)] = row + 1;
  }
  return found;
}

/** The first row on a side before this one; -1 for none. */
function twinIn(firstSides: Uint32Array, first: number, side: number): number {
  for (let other = 1; other < side; other++) {
    const row = firstSides[first * SIDES + other] ?? 0;
    if (row > 0) return row - 1;
  }
  return -1;
}

/** The rows of each first row; most have none but themselves. */
function listRows(firstOf: Uint32Array): (first: number) => readonly number[] {
  const more = new Map<number, number[]>();
  for (let row = 0; row < firstOf.length; row++) {
    const first = firstOf[row] ?? row;
    if (first === row) continue;
    const rows = more.get(first) ?? [first];
    rows.push(row);
    more.set(first, rows);
  }
  return (first) => more.get(first) ?? [first];
}
