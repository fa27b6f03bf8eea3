import type { RowGlance } from '../diff/row-glance.ts';
import type { ShownChanges } from '../diff/shown-changes.ts';

/** What a screen asks of the effect that a recipe has on rows. */
export interface EffectQuery {
  /** `all`: every row in the order of the result, those that leave at their old places. */
  readonly tab: EffectTab;
  /** 0-based. */
  readonly from: number;
  readonly count: number;
  /** Of the rows that leave only those that this step drops. */
  readonly step?: number;
  /** Every change in full length, instead of the first few. */
  readonly whole?: boolean;
}

export type EffectTab = 'all' | 'changed' | 'removed';

/** One row and what a recipe does to it. */
export interface EffectRow {
  /** 0-based place of the row that it comes from, before the recipe. */
  readonly position: number;
  readonly kind: 'same' | 'changed' | 'removed' | 'joined';
  /** The row before the recipe. */
  readonly glance: RowGlance;
  /** null where it is not changed. */
  readonly changes: ShownChanges | null;
  readonly removed: RemovedRow | null;
}

/** Why a row leaves. */
export interface RemovedRow {
  /** Index of the step in the recipe. */
  readonly step: number;
  readonly reason: string;
  /** Names the row in the step's `keep`. */
  readonly hash: string;
  /** The row that stays in its stead. */
  readonly kept: KeptRow | null;
}

export interface KeptRow {
  readonly position: number;
  readonly glance: RowGlance;
  /** What the row that leaves has otherwise; null where both are equal. */
  readonly changes: ShownChanges | null;
}

export interface EffectPage {
  /** How many rows there are to page through. */
  readonly total: number;
  readonly rows: readonly EffectRow[];
}

/** What a recipe does to all rows together. */
export interface EffectCounts {
  readonly before: number;
  readonly after: number;
  /** Rows that are left with another text. */
  readonly changed: number;
  readonly removed: number;
}
