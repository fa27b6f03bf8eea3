import { commonWidth } from './common-width.ts';
import { headerVotes, solidColumns } from './header-votes.ts';
import { type CellKind, kindOf, SOLID } from './cell-kind.ts';
import type { TableHead } from './table-head.ts';
import { hasUsualName } from './usual-name.ts';

export interface FoundHeader {
  /** As in `ReadSettings`. */
  readonly headerRow: number;
  readonly headerRows: number;
  readonly reason: string;
}

type Records = TableHead['records'];

const MOST_PREAMBLE = 40;
/** Names are in no more rows than this. */
const MOST_ROWS = 3;
/** A line of plain text that is this long is no name of a column. */
const PROSE_LENGTH = 80;

/**
 * Where the names of the columns are, by the kinds of the cells: a row of the same kinds as the rows below it is data.
 * Above it titles and notes may stand, and the names may take up several rows.
 */
export function sniffHeader(records: Records): FoundHeader {
  const { columns } = commonWidth(
    records.map((cells) => cells.length),
    1,
  );
  if (columns <= 1) return oneName(records);
  const top = findTop(records, columns);
  const first = records[top] ?? [];
  const body = records.slice(top + 1);
  const rows = countNameRows(records.slice(top), columns);
  const votes = headerVotes(first, body, columns);
  if (rows === 0 && votes.sum < 0 && top === 0)
    return { headerRow: 0, headerRows: 1, reason: `No header row: ${votes.why}` };
  // Without names the rows above would be rows of the table.
  if (rows === 0 && (votes.sum < 0 || (top > 0 && first.every((cell) => kindOf(cell) === 'number'))))
    return noNames(records, top);
  const headerRow = top + 1;
  if (rows > 1)
    return {
      headerRow,
      headerRows: rows,
      reason: `Rows ${headerRow} to ${headerRow + rows - 1} name the columns together.`,
    };
  if (top === 0) return { headerRow, headerRows: 1, reason: 'First row is the header.' };
  return { headerRow, headerRows: 1, reason: `Header in row ${headerRow}, the first row that fills the columns.` };
}

/** Rows above a table without names: the last of them is taken for the names, so that no row is lost or made up. */
function noNames(records: Records, top: number): FoundHeader {
  const isTitle = (records[top - 1] ?? []).some((cell) => cell.trim() !== '');
  const headerRow = isTitle ? top : top + 1;
  return {
    headerRow,
    headerRows: 1,
    reason: `Row ${headerRow} stands where names would: the rows below it have none.`,
  };
}

function oneName(records: Records): FoundHeader {
  const [first = ''] = records[0] ?? [];
  const body = records.slice(1).map(([cell = '']) => cell);
  const no = (why: string): FoundHeader => ({ headerRow: 0, headerRows: 1, reason: `No header row: ${why}` });
  if (first.length >= PROSE_LENGTH && /\s/.test(first)) return no('the first row is too long for a name.');
  if (body.length < 2) return { headerRow: 1, headerRows: 1, reason: 'First row is the header.' };
  const kind = kindOf(first);
  if (SOLID.has(kind) && body.filter((cell) => kindOf(cell) === kind).length >= body.length / 2)
    return no('the first row is like the rows below it.');
  if (body.includes(first)) return no('the first row comes again below.');
  const isWord = /^["']?[\p{L}_][\p{L}\d_ -]{0,30}$/u.test(first) && first.trim().split(/\s+/).length <= 3;
  const typical = median(body.map((cell) => cell.length));
  const hasOther = body.filter((cell) => SOLID.has(kindOf(cell))).length >= body.length * 0.8;
  const isShorter =
    typical >= first.length * 2.5 || body.filter((cell) => /\s/.test(cell.trim())).length >= body.length * 0.6;
  if (isWord && (hasOther || (isShorter && !/\s/.test(first.trim())) || hasUsualName(first)))
    return { headerRow: 1, headerRows: 1, reason: 'First row is the header.' };
  return no('the first row is like the rows below it.');
}

/** The first record that is part of the table: it fills more than a third of the columns, or all but a first name. */
function findTop(records: Records, columns: number): number {
  const fills = (cells: readonly string[]): boolean =>
    cellsOf(cells, cells.length) > Math.max(1, Math.floor(columns / 3));
  // Blank cells between a title and the table: what is above them is no part of it.
  const end = records.findIndex(fills);
  const blank = records.slice(0, Math.max(0, end)).findLastIndex((cells) => cellsOf(cells, cells.length) === 0);
  const isOfTable = (cells: readonly string[], row: number): boolean => {
    if (fills(cells)) return true;
    const filled = cellsOf(cells, cells.length);
    const isGroups = filled >= 1 && (cells[0] ?? '').trim() === '' && (columns <= 4 || filled > 1);
    return row > blank && cells.length >= columns && isGroups;
  };
  let top = records.findIndex(isOfTable);
  // A title with commas is shorter than the row of names below it.
  const isFull = (cells: readonly string[] = []): boolean =>
    cells.length === columns && cells.every((cell) => cell.trim() !== '' && !SOLID.has(kindOf(cell)));
  const solid = solidColumns(records.slice(top + 2), columns);
  const isTitle = (cells: readonly string[] = []): boolean =>
    cells.length < columns - 1 || (cells.length < columns && solid.length > 0);
  while (top >= 0 && isTitle(records[top]) && isFull(records[top + 1])) top++;
  if (top <= 0 || top > MOST_PREAMBLE) return 0;
  const rest = records.slice(top);
  const fitting = rest.filter((cells) => cells.length === columns).length;
  if (rest.length < 2 || fitting < rest.length * 0.6) return 0;
  // One name over rows of two cells is what R writes where the rows have names.
  const above = records[top - 1] ?? [];
  const isRowName = top === 1 && columns === 2 && above.length === 1 && /^\S+$/.test(above[0] ?? '');
  return isRowName && headerVotes(records[top] ?? [], records.slice(top + 1), columns).sum < 0 ? 0 : top;
}

/** How many rows the names take up; 0 where nothing tells: there are no columns of numbers or dates. */
function countNameRows(records: Records, columns: number): number {
  const solid = solidColumns(records.slice(Math.min(MOST_ROWS, Math.ceil(records.length / 2))), columns);
  if (solid.length === 0) return 0;
  const isNames = (cells: readonly string[]): boolean => {
    const kinds = solid.map((column) => kindOf(cells[column] ?? ''));
    const isName = (kind: CellKind): boolean => kind === 'code' || (!SOLID.has(kind) && kind !== 'missing');
    return kinds.every(isName) && kinds.some((kind) => kind !== 'empty');
  };
  const [first = [], second = [], third = []] = records;
  if (cellsOf(second, columns) < 1 || !isNames(second) || records.length < 4) return 0;
  const hasGaps = first.length >= columns - 1 && first.slice(0, columns).some((cell) => cell.trim() === '');
  const isUnits =
    second.every((cell, i) => cell.trim() === '' || solid.includes(i)) && second.some((cell) => cell.trim() === '');
  const areAllSolid = solid.length === columns;
  if (!(hasGaps && cellsOf(second, columns) >= columns * 0.6) && !(isNames(first) && (isUnits || areAllSolid)))
    return 0;
  return hasGaps &&
    isNames(third) &&
    third.filter((cell) => cell.trim() === '').length < columns / 2 &&
    records.length > 5
    ? 3
    : 2;
}

function cellsOf(cells: readonly string[], columns: number): number {
  return cells.slice(0, columns).filter((cell) => cell.trim() !== '').length;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
