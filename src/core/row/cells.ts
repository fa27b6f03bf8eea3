import { columnSources } from './keys.ts';
import type { Row } from './row.ts';

/** Characters of a cell that cross to the table: six lines of a wide column. */
export const CELL_LENGTH = 600;

/**
 * A row's cells as text: strings as they are, all else as the row spells it, so that no digit of a number is lost. null
 * where the row has no such column.
 */
export function rowCells(row: Row, columns: readonly string[]): (string | null)[] {
  let sources: ReadonlyMap<string, string> | undefined;
  return columns.map((name) => {
    const value = row.column(name);
    if (value === undefined) return null;
    if (typeof value === 'string') return value;
    sources ??= columnSources(row.text);
    return sources.get(name) ?? null;
  });
}

/** Cells as the table shows them. */
export function cutCells(cells: readonly (string | null)[]): (string | null)[] {
  return cells.map((cell) => cell?.slice(0, CELL_LENGTH) ?? null);
}
