/** A row as the table draws it: a text for each column, null where the row has no such column. */
export interface RowOfCells {
  readonly cells: readonly (string | null)[];
  /** Characters after which the texts may be cut. */
  readonly cutAt?: number;
}

/** A sign beside the number of a row. */
export interface RowSign {
  readonly sign: string;
  /** What it means: "keep". */
  readonly label: string;
  readonly tone: 'good' | 'bad' | 'accent';
}
