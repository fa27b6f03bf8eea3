import { counted } from '../../amount.ts';
import { isObject, type Json } from '../../json.ts';
import { findFormat } from '../../formats/index.ts';
import { detectFormats } from '../../example/row-format.ts';
import { jsonOfCell } from './json-cell.ts';

/** Columns in which every cell that holds anything holds a JSON object or list. */
export function jsonColumns(columns: readonly string[], rows: readonly Json[]): readonly string[] {
  return columns.filter((column) => {
    const cells = rows.map((row) => (isObject(row) ? row[column] : undefined));
    const filled = cells.filter((cell) => typeof cell === 'string' && cell.trim() !== '');
    return filled.length > 0 && filled.every((cell) => typeof cell === 'string' && jsonOfCell(cell) !== null);
  });
}

function countTexts(format: string, rows: readonly Json[]): number {
  return rows.reduce<number>((sum, row) => sum + (findFormat(format)?.fields(row).length ?? 0), 0);
}

/**
 * Why the JSON in these cells should be read: only read does it make the rows a format that is known, or its texts such as steps reach. null where it does
 * not, and then cells stay the texts that they are.
 */
export function whyReadCells(columns: readonly string[], rows: readonly Json[]): string | null {
  if (columns.length === 0) return null;
  const values = rows.map((row) => withCellsRead(row, columns));
  const read = detectFormats(values);
  if (read === null) return null;
  // Some formats understand such a text as it is, but steps can't reach what is in it.
  if (read.id === detectFormats(rows)?.id && countTexts(read.id, values) <= countTexts(read.id, rows)) return null;
  return `${counted(columns.length, 'column')} ${columns.length === 1 ? 'holds' : 'hold'} JSON (${columns.join(', ')}), which is read.`;
}

function withCellsRead(row: Json, columns: readonly string[]): Json {
  if (!isObject(row)) return row;
  const entries = Object.entries(row).map(([name, value]): [string, Json] => {
    const json = columns.includes(name) && typeof value === 'string' ? jsonOfCell(value) : null;
    // The cast: what JSON.parse gives is JSON.
    return [name, json === null ? value : (JSON.parse(json) as Json)];
  });
  return Object.fromEntries(entries);
}
