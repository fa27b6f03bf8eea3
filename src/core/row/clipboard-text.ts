import { rowCells } from './cells.ts';
import { Row } from './row.ts';

/** Rows as a spreadsheet pastes them: a header, tabs between cells, and quotes round cells that would break a line. */
export function asTable(texts: readonly string[], columns: readonly string[]): string {
  const lines = texts.map((text) => rowCells(new Row(text), columns).map((cell) => cell ?? ''));
  return [columns, ...lines].map((cells) => cells.map(quoted).join('\t')).join('\n');
}

/** Rows as a list of JSON, each as it is spelled; one row alone is no list. */
export function asJson(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : `[\n${texts.join(',\n')}\n]`;
}

function quoted(cell: string): string {
  return /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
