import type { RowGlance } from '../diff/row-glance.ts';
import type { ShownChanges } from '../diff/shown-changes.ts';

/** How two versions differ, in rows. */
export interface ComparisonCounts {
  readonly before: number;
  readonly after: number;
  /** Rows in both with another text. */
  readonly changed: number;
  readonly removed: number;
  readonly added: number;
  /** Whether rows that are in both have another order. */
  readonly reordered: boolean;
}

export type ComparisonKind = 'changed' | 'removed' | 'added';

export interface ComparisonQuery {
  readonly kind: ComparisonKind;
  /** 0-based. */
  readonly from: number;
  readonly count: number;
  /** Every change of a changed row in full length, instead of the first few. */
  readonly whole?: boolean;
}

/** One row that is not the same in both versions. */
export interface ComparedRow {
  readonly kind: ComparisonKind;
  /** 0-based place in the later version; of a row that was removed, in the earlier one. */
  readonly position: number;
  readonly glance: RowGlance;
  /** null of a row that only one of the versions has. */
  readonly changes: ShownChanges | null;
}
