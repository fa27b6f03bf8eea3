import type { Newline } from '../../settings.ts';
import { kindOf, kindOfColumn, SOLID } from './cell-kind.ts';
import type { Dialect } from '../dialect.ts';
import { commonWidth } from './common-width.ts';
import { readHead, type TableHead } from './table-head.ts';

/** How well a dialect fits the first records of a table. */
export interface DialectFit {
  readonly dialect: Dialect;
  readonly head: TableHead;
  /** The width, two at least, that most records have. */
  readonly columns: number;
  /** How many have it. */
  readonly agreeing: number;
  /** From 0 to 1: how alike the records are between the first and the last of that width. */
  readonly evenness: number;
  /** From 0 to 1: how many cells are of one kind with their column, or whole texts. */
  readonly order: number;
  /** Some column holds numbers, dates or the like. */
  readonly hasSolid: boolean;
  /** What all of this comes to; 0 where it is no table. */
  readonly score: number;
}

/** In cells that were cut at the wrong place: what no cell of its own begins or ends with. */
const RAGGED = /^[\s,;|]|[,;|]$/;
/** Quotes around a whole cell, which are there to be taken off. */
const WRAPPED = /^(["'])[\s\S]*\1$/;
const SOLID_SHARE = 0.8;

/** Reads the head in a dialect and tells how well that fits. */
export function fitOf(text: string, complete: boolean, dialect: Dialect, newline?: Newline): DialectFit {
  const head = readHead(text, complete, dialect, newline);
  const widths = head.records.map((cells) => cells.length);
  const { columns, agreeing } = commonWidth(widths);
  const body = bodyOf(head.records, columns);
  const evenness = body.length === 0 ? 0 : sum(body.map((cells) => likeness(cells.length, columns))) / body.length;
  const { order, hasSolid } = orderOf(
    body.filter((cells) => cells.length === columns),
    columns,
  );
  const outside = widths.length === 0 ? 0 : 1 - body.length / widths.length;
  const share = widths.length === 0 ? 0 : agreeing / widths.length;
  // Titles and notes may be many, but then so are the rows.
  const least = agreeing >= 8 ? 0.3 : widths[0] === columns ? 0.4 : 0.5;
  const isTrusted = columns >= 2 && share * evenness >= least && (widths[0] === columns || agreeing >= 2);
  const score =
    evenness ** 2 * (1 - outside / 2) * (0.35 + 0.65 * order) * cleanness(head) * (columns / (columns + 0.5));
  return { dialect, head, columns, agreeing, evenness, order, hasSolid, score: isTrusted ? score : 0 };
}

/** The records from the first to the last of this width: above them are titles, below them notes. */
function bodyOf(records: readonly (readonly string[])[], columns: number): readonly (readonly string[])[] {
  const isFull = (cells: readonly string[]): boolean => cells.length === columns;
  const first = records.findIndex(isFull);
  return first < 0 ? [] : records.slice(first, records.findLastIndex(isFull) + 1);
}

function likeness(width: number, columns: number): number {
  if (width === columns) return 1;
  return width > columns ? 0.3 : width >= 2 ? 0.5 : 0.25;
}

function orderOf(rows: readonly (readonly string[])[], columns: number): { order: number; hasSolid: boolean } {
  let sorted = 0;
  let cells = 0;
  let hasSolid = false;
  for (let column = 0; column < Math.min(columns, 60); column++) {
    const values = rows.map((row) => row[column] ?? '');
    // The first row may name the columns.
    const kind = kindOfColumn(values.slice(1), SOLID_SHARE);
    const isSolid = kind !== null && SOLID.has(kind);
    hasSolid ||= isSolid;
    for (const value of values) {
      cells++;
      const own = kindOf(value);
      if (own === 'empty' || own === 'missing' || (isSolid && own === kind)) sorted++;
      else if (isRagged(value)) sorted += 0.1;
      else if (WRAPPED.test(value)) sorted += 0.4;
      else sorted += SOLID.has(own) ? 0.9 : 0.75;
    }
  }
  return { order: cells === 0 ? 0 : sorted / cells, hasSolid };
}

function isRagged(cell: string): boolean {
  if (RAGGED.test(cell) || cell.includes('\t')) return true;
  return cell.includes('"') && cell.split('"').length % 2 === 0 && (cell.startsWith('"') || cell.endsWith('"'));
}

/** How well the quotes of the head are written, from 0 to 1. */
function cleanness({ marks, refused, strays }: TableHead): number {
  const bad = marks.odd + marks.open + refused + strays;
  if (bad === 0) return 1;
  // Whole cells in quotes, many of them, say that quotes are meant.
  const meant = marks.needed + (marks.quoted - marks.odd) / 2;
  return 1 - 0.75 * (bad / (bad + meant));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
