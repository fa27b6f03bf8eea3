/** What the pass that splits a version takes and gives. */
import type { TextChoice } from '../../src/core/recipe/step.ts';
import type { Leak, LeakKind } from '../../src/core/split/leaks.ts';
import type { SplitSide } from '../../src/core/split/split-mark.ts';
import type { SideSizes } from '../../src/core/split/sides.ts';

export interface SplitRequest {
  readonly versionId: string;
  /** A version of another dataset that must share nothing with this one, such as a benchmark; null for none. */
  readonly otherId: string | null;
  /** By what rows are the same or nearly the same: what goes in, or nothing for whole rows. */
  readonly choices: readonly TextChoice[];
  /** Each value of this column is to have its part of every side; null for the label of each row. */
  readonly labelColumn: string | null;
  /** Rows with the same value in this column are on one side; null for none. */
  readonly groupColumn: string | null;
}

export interface SplitReport {
  readonly rows: number;
  /** How many different labels rows can be balanced by; 0 where there are no classes. */
  readonly labels: number;
  /** Rows that have a side already, by side; null where the version has no split. */
  readonly marked: Readonly<Record<SplitSide, number>> | null;
  readonly unmarked: number;
}

export interface SplitSettings extends SideSizes {
  readonly balanced: boolean;
  /** Nearly the same rows are on one side from this much on, in per cent; null where only the same are. */
  readonly near: number | null;
  /** Rows that have a side stay there. */
  readonly keeps: boolean;
}

export interface SplitPreview {
  readonly sides: Readonly<Record<SplitSide, number>>;
  /** Rows of each label by side, the largest label first; empty where labels play no part. */
  readonly labels: readonly { readonly label: string; readonly sides: Readonly<Record<SplitSide, number>> }[];
  /** Groups of two rows or more that stay together, and the rows of the largest. */
  readonly groups: number;
  readonly largest: number;
  readonly moved: number;
}

/** Which leaks are looked at. */
export interface LeakQuery {
  /** `split`: between the sides of the split; `other`: between this dataset and the other one. */
  readonly between: 'split' | 'other';
  /** From how much on rows are nearly the same, in per cent. */
  readonly near: number;
  readonly from: number;
  readonly count: number;
}

export interface LeakPage {
  /** Rows that are held out (or are of the other dataset), and those of them with a twin, by kind. */
  readonly rows: number;
  readonly counts: Readonly<Record<LeakKind, number>>;
  readonly shown: readonly ShownLeak[];
}

export interface ShownLeak extends Leak {
  /** Where each of the two is: a side, or the name of the other dataset. */
  readonly rowIn: string;
  readonly twinIn: string;
  readonly rowText: string;
  readonly twinText: string;
}
