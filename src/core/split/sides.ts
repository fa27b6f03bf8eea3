import { chooseGroups } from './choose.ts';
import { groupRows, type RowGroups } from './groups.ts';
import type { HoldOutRows } from './held-rows.ts';
import { SPLIT_SIDES } from './split-mark.ts';

/** How large the sides are to be, in per cent or rows. What neither validation nor test takes is for training. */
export interface SideSizes {
  readonly by: 'share' | 'count';
  readonly validation: number;
  readonly test: number;
  /** A whole number from 0 to 2³² − 1. */
  readonly seed: number;
}

export interface SplitRows {
  /** For each row 1 + an index of SPLIT_SIDES; 0 for one that is left out. */
  readonly sides: Uint8Array;
  /** Groups of two rows or more, and how many rows the largest has. */
  readonly groups: number;
  readonly largest: number;
  /** Rows that had a side and are now on another, since a group can't be on two. */
  readonly moved: number;
}

/** How many rows validation and test are to have of this many: some are left to learn from. */
export function wantedSides(rows: number, { by, validation, test }: SideSizes): { validation: number; test: number } {
  const wanted = (amount: number): number => Math.max(0, Math.round(by === 'share' ? (rows * amount) / 100 : amount));
  const least = Math.min(rows, 1);
  const ofTest = Math.min(wanted(test), rows - least);
  return { test: ofTest, validation: Math.min(wanted(validation), rows - least - ofTest) };
}

/**
 * Puts each row on a side. Rows that belong together are on one, each label has its part of every side, and which rows go
 * where follows from the hash of seed and input alone. `before`: the sides that rows have already, as in the result: such
 * rows keep theirs, and only the others are put where rows are missing. A group that has rows on several sides goes where
 * its first row is.
 */
export function splitRows(rows: HoldOutRows, sizes: SideSizes, before: Uint8Array | null): SplitRows {
  const groups = groupRows(rows, sizes.seed);
  const wanted = wantedSides(groups.rows, sizes);
  const sideOf = before ? keptSides(groups, before) : new Uint8Array(groups.sizes.length);
  for (const side of ['test', 'validation'] as const) {
    const code = SPLIT_SIDES.indexOf(side) + 1;
    const taken = sideOf.map((of) => (of === 0 ? 0 : 1));
    const chosen = chooseGroups(groups, wanted[side], { taken, has: labelsOn(groups, sideOf, code) });
    for (let group = 0; group < chosen.length; group++) if (chosen[group] === 1) sideOf[group] = code;
  }
  const sides = Uint8Array.from(groups.ofRow, (group) => (group < 0 ? 0 : (sideOf[group] ?? 0) || 1));
  return {
    sides,
    groups: groups.sizes.reduce((sum, size) => sum + (size > 1 ? 1 : 0), 0),
    largest: groups.sizes.reduce((most, size) => Math.max(most, size), 0),
    moved: before ? before.reduce((sum, side, row) => sum + (side > 0 && side !== sides[row] ? 1 : 0), 0) : 0,
  };
}

function keptSides({ ofRow, sizes }: RowGroups, before: Uint8Array): Uint8Array {
  const sideOf = new Uint8Array(sizes.length);
  for (let row = 0; row < ofRow.length; row++) {
    const group = ofRow[row] ?? -1;
    if (group >= 0 && sideOf[group] === 0) sideOf[group] = before[row] ?? 0;
  }
  return sideOf;
}

function labelsOn({ labels, sizes }: RowGroups, sideOf: Uint8Array, code: number): Map<number, number> {
  const has = new Map<number, number>();
  for (let group = 0; group < sideOf.length; group++) {
    if (sideOf[group] !== code) continue;
    const label = labels[group] ?? 0;
    has.set(label, (has.get(label) ?? 0) + (sizes[group] ?? 0));
  }
  return has;
}
