/** What a column of a table holds: numbers go to the right, structures are shown as their JSON. */
export type ColumnKind = 'text' | 'number' | 'flag' | 'structure';

/** The little chart under a column's title. */
export interface ColumnProfile {
  /** From left to right; each is a button that filters. At most some thirty have room. */
  readonly bars: readonly { readonly label: string; readonly count: number }[];
  readonly kind: 'lengths' | 'values';
  /** Rows in which the column has nothing, from 0 to 1. */
  readonly emptyShare: number;
  /** The range in words: "12–310 characters". */
  readonly note: string;
}

export interface GridColumn {
  /** What the table calls it by when it speaks to its page; unique within the table. */
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** CSS pixels where the user has set it; else the table fits it. */
  readonly width?: number | undefined;
  /** Kept in view at the start while the others scroll. */
  readonly pinned?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  readonly profile?: ColumnProfile | undefined;
  /** Whether a cell can be edited in place, as text. */
  readonly editable?: boolean | undefined;
}

/** Rows that are ticked, by their index in the list that is shown. */
export interface GridSelection {
  readonly state: 'none' | 'some' | 'all';
  has(index: number): boolean;
  /** `withRange`: all from the row that was toggled last up to this one. */
  toggle(index: number, withRange: boolean): void;
  toggleAll(): void;
}

export interface GridSort {
  /** The id of a column. Of another order, such as one by an analysis, no column shows an arrow. */
  readonly by: string;
  readonly direction: 'ascending' | 'descending';
}

/** What a column's menu asks of the page. */
export type ColumnAction =
  'sort-ascending' | 'sort-descending' | 'sort-shortest' | 'sort-longest' | 'sort-none' | 'filter';

/** How the user has laid out the columns; the table itself draws from it. What it doesn't name is fitted and in its order. */
export interface GridLayout {
  /** Ids in the order in which they are shown; those not named follow in their own order. */
  readonly order?: readonly string[] | undefined;
  readonly widths?: Readonly<Record<string, number>> | undefined;
  readonly hidden?: readonly string[] | undefined;
  readonly pinned?: readonly string[] | undefined;
}

/** A whole cell: the table itself has only the beginning of a long one. */
export interface WholeCell {
  readonly text: string;
  /** Whether the text can be edited in place. */
  readonly editable: boolean;
}

/** Lines of text in a row: 1, 3 or 6. */
export type RowHeight = 's' | 'm' | 'l';

/** CSS pixels of a row, its line at the bottom included. */
export const ROW_PIXELS: Readonly<Record<RowHeight, number>> = { s: 32, m: 68, l: 122 };
export const ROW_LINES: Readonly<Record<RowHeight, number>> = { s: 1, m: 3, l: 6 };
