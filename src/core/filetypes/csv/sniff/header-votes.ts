import { type CellKind, kindOf, kindOfColumn, SOLID } from './cell-kind.ts';
import { isUsualName } from './usual-name.ts';

type Records = readonly (readonly string[])[];

/** What the columns say about the first row: above 0 it names them, below 0 it is a row like the others. */
export interface HeaderVotes {
  readonly sum: number;
  /** What speaks most for a row: a sentence. */
  readonly why: string;
}

const SHARE = 0.8;
const MOST_ROWS = 100;
const MOST_COLUMNS = 200;
const SAME = 'the first row holds the same kinds as the rows below.';

/** Lets each column say whether its first cell is its name. */
export function headerVotes(first: readonly string[], body: Records, columns: number): HeaderVotes {
  const some = body.filter((cells) => cells.length > 1 || columns === 1).slice(0, MOST_ROWS);
  // Names that everybody uses are names, also where they come again: files were joined then.
  const isNamed = columns > 1 && first.filter(isUsualName).length * 2 >= columns;
  const rows = isNamed ? some.filter((cells) => cells.some((cell, at) => bare(cell) !== first[at])) : some;
  if (rows.length === 0) return { sum: 0, why: SAME };
  const names = first.slice(0, Math.min(columns, MOST_COLUMNS));
  const counts = isCounting(names, rows);
  let sum = 0;
  let repeated = 0;
  names.forEach((name, column) => {
    // A header that is shorter by one lacks the first name.
    const at = first.length === columns - 1 ? column + 1 : column;
    const cells = rows.map((row) => row[at] ?? '');
    const vote = voteOf(name, cells, counts);
    if (vote < 0 && cells.includes(name)) repeated++;
    sum += vote;
  });
  const filled = names.filter((name) => name.trim() !== '');
  if (new Set(filled).size < filled.length) sum -= 0.3;
  if (names.every((name) => kindOf(name) === 'number')) return { sum, why: 'the first row holds numbers only.' };
  return {
    sum,
    why: repeated > 0 && repeated * 2 > names.length ? 'what the first row holds comes again below.' : SAME,
  };
}

function bare(cell: string): string {
  return cell.replace(/^\ufeff/, '');
}

/** The columns whose cells are numbers, dates or the like; codes could be names. */
export function solidColumns(rows: Records, columns: number): number[] {
  const some = rows.slice(0, MOST_ROWS);
  return Array.from({ length: Math.min(columns, MOST_COLUMNS) }, (_, column) => column).filter((column) => {
    const kind = kindOfColumn(
      some.map((row) => row[column] ?? ''),
      SHARE,
    );
    return kind !== null && kind !== 'code' && SOLID.has(kind);
  });
}

function voteOf(name: string, cells: readonly string[], counts: boolean): number {
  const own = kindOf(name);
  const kind = kindOfColumn(cells, SHARE);
  if (own === 'empty') return 0;
  if (kind === 'empty') return own === 'text' ? 0.3 : 0;
  if (kind !== null && SOLID.has(kind)) return voteOfSolid(name, own, kind, counts);
  return voteOfText(name, own, cells);
}

function voteOfSolid(name: string, own: CellKind, kind: CellKind, counts: boolean): number {
  if (own === 'missing') return -0.4;
  if (own === 'text' || own === 'long') return kind === 'code' && /\s/.test(name) ? 0.4 : 1;
  if (own === kind) return own === 'number' && counts ? 0.5 : kind === 'code' ? -0.6 : -1;
  // "x1" over numbers is a name, "3" over dates may be a row that is off.
  if (own === 'code') return /^\p{L}/u.test(name) ? 0.8 : -0.2;
  return SOLID.has(own) ? -0.3 : 0;
}

function voteOfText(name: string, own: CellKind, cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.includes(name)) return -1;
  if (own === 'long') return -1;
  if (isUsualName(name)) return 1;
  const typical = filled.map((cell) => cell.length).toSorted((a, b) => a - b)[filled.length >> 1] ?? 0;
  const isSentence = /[.!?]["']?$/.test(name) && /\s\S+\s/.test(name);
  if (isSentence) return -0.7;
  if (own === 'number') return 0.2;
  if (typical >= 30 && name.length < typical / 2 && name.length <= 30) return 0.6;
  if (typical >= 30 && name.length >= 40) return -0.4;
  return /^[\p{Ll}_][\p{L}\d_.]*$/u.test(name) && filled.some((cell) => /[\s\p{Lu}]/u.test(cell)) ? 0.2 : 0;
}

/** True where numbers in the first row count on, as years and numbers of columns do, and those below do not. */
function isCounting(names: readonly string[], rows: Records): boolean {
  const steps = (cells: readonly string[]): boolean => {
    const numbers = cells.filter((cell) => /^\s*\d{1,4}\s*$/.test(cell)).map(Number);
    return numbers.length >= 2 && numbers.every((number, i) => i === 0 || number - (numbers[i - 1] ?? 0) === 1);
  };
  const isPlace = (from: number): boolean => names.every((name, i) => name.trim() === `${i + from}`);
  if (names.length >= 2 && (isPlace(0) || isPlace(1))) return true;
  const hasYears = (cells: readonly string[]): boolean =>
    cells.filter((cell) => /^\s*(19|20)\d\d\s*$/.test(cell)).length >= 2;
  if (steps(names) && hasYears(names) && !rows.slice(0, 3).some(hasYears)) return true;
  return steps(names) && !rows.slice(0, 3).some(steps);
}
