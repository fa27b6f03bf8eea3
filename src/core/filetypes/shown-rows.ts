import { cutCells, rowCells } from '../row/cells.ts';
import { Row } from '../row/row.ts';
import { SHOWN_COLUMNS } from './shown-columns.ts';

/** Characters of all rows that cross to the screen: more would stall it. */
const MOST_TEXT = 1_000_000;

/** The first rows as a preview shows them, and how much of them crosses as text. */
export interface ShownRows {
  /** Each cell cut; null where a row lacks the column. */
  readonly cells: readonly (readonly (string | null)[])[];
  readonly rows: readonly string[];
}

/** What of these rows the screen gets. */
export function showRows(rows: readonly string[], columns: readonly string[]): ShownRows {
  const shown = columns.slice(0, SHOWN_COLUMNS);
  let length = 0;
  const within = rows.findIndex((row) => (length += row.length) > MOST_TEXT);
  return {
    cells: rows.map((text) => cutCells(rowCells(new Row(text), shown))),
    rows: within < 0 ? rows : rows.slice(0, within),
  };
}
