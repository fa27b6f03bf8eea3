import { columnSources } from '../../core/row/keys.ts';
import { Row } from '../../core/row/row.ts';

/** A row's column as text. */
export interface ColumnText {
  readonly column: string;
  readonly text: string;
  /** True for a JSON string; other values show their JSON as the row spells it. */
  readonly isText: boolean;
}

/** The columns of a row's JSON text, in its own order; null where it can't be parsed, such as one that was cut. */
export function rowColumns(text: string): readonly ColumnText[] | null {
  if (!parses(text)) return null;
  const row = new Row(text);
  return [...columnSources(text)].map(([column, source]) => {
    const value = row.column(column);
    return typeof value === 'string' ? { column, text: value, isText: true } : { column, text: source, isText: false };
  });
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
