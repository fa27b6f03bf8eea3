import type { MadeTable } from './made-table.ts';
import type { Reading } from './readings.ts';

/** What of a table a reader got right. */
export interface Score {
  readonly delimiter: boolean;
  /** As many rows and columns as there are. */
  readonly structure: boolean;
  readonly cells: boolean;
  readonly header: boolean;
}

export const MEASURES = ['delimiter', 'structure', 'cells', 'header'] as const;

/** Compares a reading with the truth. */
export function scoreOf(table: MadeTable, reading: Reading | null): Score {
  if (reading === null) return { delimiter: false, structure: false, cells: false, header: false };
  const { header, rows } = reading;
  const hasHeader = (header === null) === (table.header === null);
  // Who takes the names for a row, or a row for names, is wrong about the header alone.
  const found = hasHeader ? rows : header === null ? rows.slice(1) : [header, ...rows];
  const cells = found.map(trimmed);
  const kept = table.rows.map(trimmed);
  // The few rows with more cells than columns may be kept or put aside.
  const few = kept.filter((row) => row.length < table.columns || table.troubles[0] !== 'a long row');
  const truth = cells.length === few.length ? few : kept;
  const width = Math.max(0, ...(header === null ? [] : [header.length]), ...found.map((row) => row.length));
  const columns = truth === few && few !== kept && few.length < kept.length ? table.columns - 1 : table.columns;
  const structure = cells.length === truth.length && (width === columns || trimmedWidth(found) === trimmedWidth(truth));
  return {
    delimiter: table.delimiter === '' ? width <= 1 : isSame(reading.delimiter, table.delimiter),
    structure,
    cells:
      structure &&
      cells.every((row, i) => row.length === truth[i]?.length && row.every((cell, j) => cell === truth[i]?.[j])),
    header: hasHeader && sameNames(header, table),
  };
}

/** Empty cells at a row's end say no more than missing ones. */
function trimmed(cells: readonly string[]): readonly string[] {
  const end = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, end + 1);
}

function trimmedWidth(rows: readonly (readonly string[])[]): number {
  return Math.max(0, ...rows.map((row) => trimmed(row).length));
}

/** A made-up name counts as none. */
function sameNames(header: readonly string[] | null, { header: names, columns }: MadeTable): boolean {
  if (header === null || names === null) return true;
  const plain = (name: string, at: number): string =>
    /^column \d+$/.test(name) ? '' : name.trim() === '' ? '' : at >= columns ? '' : name;
  return trimmed(header.map(plain)).join('\n') === trimmed(names).join('\n');
}

function isSame(found: string, truth: string): boolean {
  const shape = (delimiter: string): string => (/^ /.test(delimiter) ? ' ' : delimiter);
  return shape(found) === shape(truth);
}
