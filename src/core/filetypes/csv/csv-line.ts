import Papa from 'papaparse';
import { rowCells } from '../../row/cells.ts';
import type { Row } from '../../row/row.ts';

/** First characters that make a spreadsheet run a cell as a formula. Source: OWASP CSV Injection, list of August 2025. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Cells as one CSV record, with its line end. */
export function writeCsvLine(cells: readonly string[]): string {
  // One empty cell alone would be a blank line, which readers skip.
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  // Papa wants an array of its own to write to.
  return `${Papa.unparse([[...cells]], { newline: '\r\n', skipEmptyLines: false })}\r\n`;
}

/** The cells of a row in the order of the header; missing and null ones are empty. */
export function csvCells(row: Row, columns: readonly string[], formulaGuard: boolean): string[] {
  return rowCells(row, columns).map((cell, index) => {
    const text = cell === null || row.column(columns[index] ?? '') === null ? '' : cell;
    return formulaGuard ? guardFormula(text) : text;
  });
}

/** Text that no spreadsheet runs: an apostrophe before what looks like a formula. It changes the cell; hence a choice. */
function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
