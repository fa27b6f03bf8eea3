import { chooseGroups } from './choose.ts';
import { groupRows } from './groups.ts';
import type { HoldOutRows } from './held-rows.ts';

export interface HoldOutSettings {
  /** A whole number from 0 to 2³² − 1. */
  readonly seed: number;
  readonly by: 'share' | 'count';
  /** A share in per cent, or a number of rows. */
  readonly amount: number;
}

export const EXCLUDED_SIDE = 0;
export const TRAINING_SIDE = 1;
export const VALIDATION_SIDE = 2;

/** How many rows are to be held out of this many: never all of them. */
export function wantedValidation(rows: number, { by, amount }: Pick<HoldOutSettings, 'by' | 'amount'>): number {
  const wanted = by === 'share' ? Math.round((rows * amount) / 100) : Math.round(amount);
  return Math.max(0, Math.min(wanted, rows - 1));
}

/**
 * Chooses rows for validation: a side for each row. Rows of equal key or equal origin are one group, as are those that
 * such rows link, and a group is never torn apart. Each label gets its part of the number that is wanted; of each label
 * the groups with the lowest hash of seed and key are taken, so that a row keeps its side when others come or go, but for
 * the few around the cut, which moves since the number is kept to. The number is met exactly where every group is one row,
 * else to within less than the smallest group left over. Depends on nothing but its arguments.
 */
export function holdOut(rows: HoldOutRows, settings: HoldOutSettings): Uint8Array {
  const groups = groupRows(rows, settings.seed);
  const validation = chooseGroups(groups, wantedValidation(groups.rows, settings));
  const sides = new Uint8Array(rows.origins.length);
  for (let row = 0; row < sides.length; row++) {
    const group = groups.ofRow[row] ?? -1;
    if (group >= 0) sides[row] = validation[group] === 1 ? VALIDATION_SIDE : TRAINING_SIDE;
  }
  return sides;
}

/**
 * Holds out what the dataset's own split says: its validation rows. Its test rows, and rows that are on no side, are for no
 * side of a job. `split`: for each row 1 + an index of SPLIT_SIDES, 0 for none. `excluded`: 1 for a row that can't be sent.
 */
export function holdOutBySplit(split: Uint8Array, excluded: Uint8Array): Uint8Array {
  const ofSide = [EXCLUDED_SIDE, TRAINING_SIDE, VALIDATION_SIDE, EXCLUDED_SIDE];
  return split.map((side, row) => (excluded[row] === 1 ? EXCLUDED_SIDE : (ofSide[side] ?? EXCLUDED_SIDE)));
}
