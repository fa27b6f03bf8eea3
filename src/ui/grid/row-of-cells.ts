/** A row as the table draws it: a text for each column, null where the row has no such column. */
export interface RowOfCells {
  readonly cells: readonly (string | null)[];
}
