/** Widths of columns in CSS pixels, and which of them are in view. */

import type { ColumnKind } from './grid-column.ts';

/** The average letter of --sans at --small. */
const LETTER = 7;
const PADDING = 18;
/** The sign of the kind, and the arrow of a sort. */
const TITLE_EXTRA = 30;
export const NARROWEST = 64;
/** What a column of texts may shrink to before the table scrolls sideways. */
const NARROW_TEXT = 120;
/** Wider is hard to read; only room that is left goes beyond. */
const WIDEST = 720;
/** A column whose texts are no longer shows them whole. */
const SHORT = 24;
/** Rows beyond these hardly change a width. */
const SAMPLE = 50;

type CellRow = readonly (string | null)[];

export interface MeasuredColumn {
  readonly title: string;
  readonly kind: ColumnKind;
  /** Index among the cells of a row. */
  readonly cell: number;
  readonly width?: number | undefined;
}

/**
 * Fits columns to the window: short ones are shown whole, an empty one takes little, and long texts share what is left by
 * how much there is of them. Where not even that fits, all are narrow and the table scrolls. Widths that are set stay.
 */
export function fitColumns(
  columns: readonly MeasuredColumn[],
  rows: readonly CellRow[],
  available: number,
): readonly number[] {
  const sample = rows.slice(0, SAMPLE);
  const needs = columns.map((column) => column.width ?? needOf(column, sample));
  const least = columns.map(({ width, kind }, index) => {
    const need = needs[index] ?? NARROWEST;
    return width ?? (kind === 'text' || kind === 'structure' ? Math.min(need, NARROW_TEXT) : need);
  });
  const isFree = (index: number): boolean => columns[index]?.width === undefined;
  const spare = available - sum(needs);
  if (spare >= 0) return spread(needs, spare, (index) => (isFree(index) && isLong(columns[index]) ? 1 : 0));
  const room = available - sum(least);
  if (room <= 0) return least.map(Math.round);
  return share(needs, least, room);
}

/** What is over the least is shared by the root of what each wants more: the longest gets most, and not all. */
function share(needs: readonly number[], least: readonly number[], room: number): readonly number[] {
  const widths = [...least];
  let left = room;
  let open = [...needs.keys()].filter((index) => (needs[index] ?? 0) > (least[index] ?? 0));
  while (left >= 1 && open.length > 0) {
    const weights = open.map((index) => Math.sqrt((needs[index] ?? 0) - (least[index] ?? 0)));
    const whole = sum(weights);
    const before = left;
    const next: number[] = [];
    for (const [at, index] of open.entries()) {
      const given = Math.min((before * (weights[at] ?? 0)) / whole, (needs[index] ?? 0) - (widths[index] ?? 0));
      widths[index] = (widths[index] ?? 0) + given;
      left -= given;
      if ((widths[index] ?? 0) + 1 < (needs[index] ?? 0)) next.push(index);
    }
    open = next;
  }
  const whole = widths.map(Math.floor);
  // The pixels lost by that go to the widest, so that the columns end where the table does.
  const widest = whole.indexOf(Math.max(...whole));
  return whole.with(widest, (whole[widest] ?? 0) + Math.floor(room + sum(least)) - sum(whole));
}

/** Room that is left goes to the columns of long texts, or to all that are not set. */
function spread(needs: readonly number[], spare: number, isWanting: (index: number) => number): readonly number[] {
  const wanted = needs.map((need, index) => need * isWanting(index));
  const whole = sum(wanted);
  if (whole === 0) return needs.map(Math.round);
  return needs.map((need, index) => Math.floor(need + (spare * (wanted[index] ?? 0)) / whole));
}

function isLong(column: MeasuredColumn | undefined): boolean {
  return column?.kind === 'text' || column?.kind === 'structure';
}

function needOf({ title, kind, cell }: MeasuredColumn, rows: readonly CellRow[]): number {
  const named = Math.min(textWidth(title) * LETTER + PADDING + TITLE_EXTRA, 220);
  const lengths = rows.map((row) => textWidth(row[cell] ?? '')).sort((a, b) => a - b);
  const most = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  const mean = lengths.length === 0 ? 0 : sum(lengths) / lengths.length;
  const typical = most <= SHORT || !(kind === 'text' || kind === 'structure') ? most : Math.max(SHORT, mean);
  return Math.round(Math.min(Math.max(typical * LETTER + PADDING, named, NARROWEST), WIDEST));
}

/** Letters of Latin width: those of East Asia take two. */
function textWidth(text: string): number {
  let width = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 0x2e80) width += 0.8;
  return width;
}

export interface ColumnsInView {
  readonly first: number;
  readonly last: number;
  /** Width of the columns left out before `first`. */
  readonly before: number;
}

/** The columns from `start` on that touch the window `left … left + width`. */
export function columnsInView(widths: readonly number[], left: number, width: number, start = 0): ColumnsInView {
  let first = start;
  let before = 0;
  while (first < widths.length - 1 && before + (widths[first] ?? 0) <= left) {
    before += widths[first] ?? 0;
    first += 1;
  }
  let last = first;
  for (let edge = before; last < widths.length && edge < left + width; last += 1) edge += widths[last] ?? 0;
  return { first, last, before };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, each) => whole + each, 0);
}
