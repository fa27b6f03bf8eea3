import { counted, grouped, percent } from '../core/amount.ts';
import type { LeakKind } from '../core/split/leaks.ts';
import { SPLIT_SIDES, type SplitSide } from '../core/split/split-mark.ts';
import type { LeakPage, SplitPreview } from '../jobs/split-rows.ts';

export const SIDE_TITLES: Readonly<Record<SplitSide, string>> = {
  train: 'Train',
  validation: 'Validation',
  test: 'Test',
};

export const LEAK_TITLES: Readonly<Record<LeakKind, string>> = {
  exact: 'Exact',
  normalised: 'Same apart from case and spacing',
  near: 'Nearly the same',
};

/** What was done: "Split made: 80 train, 10 validation, 10 test." */
export function madeWords(sides: Readonly<Record<SplitSide, number>>): string {
  const parts = SPLIT_SIDES.map((side) => `${grouped(sides[side])} ${side}`);
  return `Split made: ${parts.join(', ')}.`;
}

/** What stays together, and what has to move: "31 groups of equal or similar rows stay together; the largest has 4 rows." */
export function togetherWords({ groups, largest, moved }: SplitPreview): string {
  const together =
    groups === 0
      ? 'No rows have to stay together.'
      : `${counted(groups, 'group')} of equal or similar rows ${groups === 1 ? 'stays' : 'stay'} together. The largest has ${counted(largest, 'row')}.`;
  return moved === 0
    ? together
    : `${together} ${counted(moved, 'row')} would change sides, so that no group is on two.`;
}

/** What the sides share: "7 of 3,080 held-out rows have a twin in an earlier side (under 1%)." */
export function leakWords({ rows, counts }: LeakPage, between: 'split' | 'other', other: string): string {
  const leaks = counts.exact + counts.normalised + counts.near;
  const what = between === 'split' ? 'held-out rows' : `rows of ${other}`;
  const where = between === 'split' ? 'on an earlier side' : 'in this dataset';
  if (leaks === 0) return `No leaks. None of the ${grouped(rows)} ${what} has a twin ${where}.`;
  return `${grouped(leaks)} of ${grouped(rows)} ${what} (${percent(leaks, rows)}) ${leaks === 1 ? 'has' : 'have'} a twin ${where}.`;
}
