/** What decides on which side a row may be, one entry a row in the order of the list. */
export interface HoldOutRows {
  /** Two words a row: rows of equal keys have equal inputs. */
  readonly keys: Uint32Array;
  /** The import row that each descends from. */
  readonly origins: Uint32Array;
  /** 1 + the index of a label, 0 for none; null where there are no labels to balance. */
  readonly labels: Uint16Array | null;
  /** 1 for rows that are left out; null where none is. */
  readonly excluded: Uint8Array | null;
  /** Each names for every row one that must be on its side, such as the first of the same value; itself for none. */
  readonly joins?: readonly Uint32Array[];
  /** Pairs of rows that must be on one side, two numbers a pair. */
  readonly links?: Uint32Array;
}
