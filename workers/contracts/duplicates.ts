/** What the pass that finds duplicates takes and gives. */
import type { DuplicateKind } from '../../src/core/duplicates/duplicate-kinds.ts';
import type { KeepRule } from '../../src/core/duplicates/group-rows.ts';
import type { TextChoice } from '../../src/core/recipe/step.ts';

export interface DuplicatesRequest {
  readonly versionId: string;
  /** What is compared; nothing is whole rows. */
  readonly choices: readonly TextChoice[];
  /** Three words in more than this share of the rows (0 to 1) don't count for near-duplicates; null where all count. */
  readonly ignoreAbove: number | null;
}

export interface DuplicatesReport {
  readonly rows: number;
  /** Rows that near-duplicates would lose at each per cent from 60 to 100. */
  readonly curve: readonly number[];
  /** Rows that near-duplicates would lose at 100 per cent, duplicates and contradictions in any case. */
  readonly removable: Readonly<Record<Exclude<DuplicateKind, 'near'>, number>>;
  /** Rows that are like too many others, so they were not compared with all of them. */
  readonly crowded: number;
  /** The shared template that was ignored, as a recipe holds it. */
  readonly template: string;
  /** How many runs of three words that is. */
  readonly templateSize: number;
}

/** Which groups, and what was chosen in them. Rows are positions in the version. */
export interface GroupQuery {
  readonly kind: DuplicateKind;
  /** In per cent. */
  readonly alike: number;
  readonly keep: KeepRule;
  /** Rows that stay instead of the ones that the rule keeps. */
  readonly preferred: readonly number[];
  /** Rows that stay beside the one that is kept. */
  readonly spared: readonly number[];
  /** Only groups with a row that has this text; `#12` is row 12. */
  readonly search: string;
  /** The first group to show, and how many. */
  readonly from: number;
  readonly count: number;
  /** Groups of which all rows are shown, by the row that the rule keeps. */
  readonly unfolded: readonly number[];
}

export interface GroupPage {
  readonly groups: number;
  /** Rows that leave if every group is settled as chosen. */
  readonly removed: number;
  /** Groups that the search leaves; all of them without one. */
  readonly found: number;
  readonly shown: readonly ShownGroup[];
  readonly warnings: readonly WipeWarning[];
}

export interface ShownGroup {
  /** The row that the rule keeps. */
  readonly keeper: number;
  /** How many rows the group has; `rows` may be the first ones. */
  readonly size: number;
  /** Positions of all of them. */
  readonly members: readonly number[];
  readonly rows: readonly ShownRow[];
}

/** A row of a group, its texts cut to what a screen can show. */
export interface ShownRow {
  readonly position: number;
  /** To the row that the rule keeps: 0 to 1. */
  readonly alike: number;
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly source: string;
}

/** Rows of which a run would remove more than a fifth. */
export interface WipeWarning {
  readonly of: 'rows' | 'label' | 'source';
  /** The label or the file. */
  readonly name: string;
  readonly removed: number;
  readonly rows: number;
}
