/** Widths of columns in CSS pixels, and which of them are in view. */

const LETTER = 7.2;
const PADDING = 24;
const NARROWEST = 88;
const WIDEST = 460;
/** Rows beyond these hardly change a width. */
const SAMPLE = 50;

type CellRow = readonly (string | null)[];

/** As wide as the longer texts of the first rows, within bounds; room that is left goes to the widest columns. */
export function columnWidths(names: readonly string[], rows: readonly CellRow[], available: number): readonly number[] {
  const widths = names.map((name, index) => {
    const lengths = rows.slice(0, SAMPLE).map((row) => row[index]?.length ?? 0);
    const most = lengths.sort((a, b) => a - b)[Math.floor(lengths.length * 0.9)] ?? 0;
    return clamp(Math.max(name.length + 2, most) * LETTER + PADDING);
  });
  const spare = available - widths.reduce((sum, width) => sum + width, 0);
  if (spare <= 0 || widths.length === 0) return widths;
  const wide = widths.map((width) => (width > WIDEST / 2 ? width : 0));
  const shares = wide.some((width) => width > 0) ? wide : widths;
  const whole = shares.reduce((sum, width) => sum + width, 0);
  return widths.map((width, index) => width + Math.floor((spare * (shares[index] ?? 0)) / whole));
}

export interface ColumnsInView {
  readonly first: number;
  readonly last: number;
  /** Width of the columns left out before `first`. */
  readonly before: number;
}

/** The columns that touch the window `left … left + width`. */
export function columnsInView(widths: readonly number[], left: number, width: number): ColumnsInView {
  let first = 0;
  let before = 0;
  while (first < widths.length - 1 && before + (widths[first] ?? 0) <= left) {
    before += widths[first] ?? 0;
    first += 1;
  }
  let last = first;
  for (let edge = before; last < widths.length && edge < left + width; last += 1) edge += widths[last] ?? 0;
  return { first, last, before };
}

function clamp(width: number): number {
  return Math.round(Math.min(Math.max(width, NARROWEST), WIDEST));
}
