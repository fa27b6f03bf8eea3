import { arrangeColumns } from './arrange.ts';
import { columnsInView, fitColumns } from './columns.ts';
import type { GridColumn, GridLayout } from './grid-column.ts';
import type { RowOfCells } from './row-of-cells.ts';

const HEADER = 32;
const HEADER_WITH_CHARTS = 80;
const TICK = 32;
/** Pinned columns may not take more of the window: the others must have a place. */
const MOST_PINNED = 0.6;

interface ShapeSource {
  readonly columns: readonly GridColumn[];
  readonly layout: GridLayout;
  readonly ticked: boolean;
  /** The highest number that is shown before a row. */
  readonly lastNumber: number;
  /** Of the window, in CSS pixels. */
  readonly width: number;
  /** How far it is scrolled sideways. */
  readonly left: number;
}

/** Which columns the table draws, where, and how wide. All widths are CSS pixels. */
export class GridShape {
  readonly #source: () => ShapeSource;
  // measured once, on the first rows that come: columns that change while one scrolls are worse than a wrong guess
  #sample = $state.raw<{ readonly of: readonly GridColumn[]; readonly rows: readonly RowOfCells[] } | null>(null);
  /** The width of a column whose edge is being dragged. */
  #resizing = $state.raw<{ readonly id: string; readonly width: number } | null>(null);

  readonly columns = $derived.by(() => arrangeColumns(this.#source().columns, this.#source().layout));
  readonly headerHeight = $derived.by(() =>
    this.columns.some(({ profile }) => profile) ? HEADER_WITH_CHARTS : HEADER,
  );
  readonly tickWidth = $derived.by(() => (this.#source().ticked ? TICK : 0));
  readonly numberWidth = $derived.by(() => Math.max(48, String(this.#source().lastNumber).length * 10 + 24));
  readonly #fitted = $derived.by(() =>
    fitColumns(
      this.columns,
      (this.#sample?.rows ?? []).map(({ cells }) => cells),
      this.#source().width - this.tickWidth - this.numberWidth,
    ),
  );
  readonly widths = $derived.by(() => {
    const resizing = this.#resizing;
    const at = resizing ? this.columns.findIndex(({ id }) => id === resizing.id) : -1;
    return resizing && at !== -1 ? this.#fitted.with(at, resizing.width) : this.#fitted;
  });
  /** How many columns at the start stick to it. */
  readonly pinned = $derived.by(() => {
    const count = this.columns.filter((column) => column.pinned).length;
    return sumOf(this.widths.slice(0, count)) > MOST_PINNED * this.#source().width ? 0 : count;
  });
  /** What never scrolls sideways. */
  readonly stuckWidth = $derived.by(() => this.tickWidth + this.numberWidth + sumOf(this.widths.slice(0, this.pinned)));
  /** Where each pinned column sticks. */
  readonly stuckAt = $derived.by(() => {
    let left = this.tickWidth + this.numberWidth;
    return this.widths.slice(0, this.pinned).map((width) => {
      const at = left;
      left += width;
      return at;
    });
  });
  readonly across = $derived.by(() => {
    const { left, width } = this.#source();
    return columnsInView(this.widths, left, Math.max(0, width - this.stuckWidth), this.pinned);
  });
  /** The columns that are drawn, by their indexes. */
  readonly shown = $derived.by(() => [
    ...Array.from({ length: this.pinned }, (_, index) => index),
    ...Array.from({ length: this.across.last - this.across.first }, (_, offset) => this.across.first + offset),
  ]);
  readonly total = $derived.by(() => this.tickWidth + this.numberWidth + sumOf(this.widths));
  /** aria-colindex of the first column. */
  readonly firstIndex = $derived.by(() => (this.#source().ticked ? 3 : 2));

  constructor(source: () => ShapeSource) {
    this.#source = source;
  }

  /** Offers rows to measure; taken once for each set of columns. */
  offer(rows: readonly RowOfCells[]): void {
    const { columns } = this.#source();
    const known = this.#sample;
    if (known && isAlike(known.of, columns)) return;
    if (rows.length > 0 && rows[0]?.cells.length === columns.length) this.#sample = { of: columns, rows };
  }

  resize(id: string, width: number | null): void {
    this.#resizing = width === null ? null : { id, width };
  }

  /** How far to scroll sideways to show the whole of a column. */
  revealing(index: number): number {
    const { left, width } = this.#source();
    if (index < this.pinned) return left;
    const start = sumOf(this.widths.slice(this.pinned, index));
    const room = width - this.stuckWidth;
    const end = start + Math.min(this.widths[index] ?? 0, room);
    if (start < left) return start;
    return end > left + room ? end - room : left;
  }
}

function isAlike(one: readonly GridColumn[], other: readonly GridColumn[]): boolean {
  return one.length === other.length && one.every(({ id }, index) => id === other[index]?.id);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
