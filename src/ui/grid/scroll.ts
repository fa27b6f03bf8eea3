/**
 * Scrolling over more rows than an element can be high. The canvas is capped; within a gesture the content moves by the
 * same pixels as the scroll bar, a jump maps proportionally, and near both ends canvas and content agree to the pixel,
 * so that the first and the last row are always reached. All numbers are CSS pixels.
 */
export interface Extent {
  /** Height of all rows. */
  readonly content: number;
  /** Height of the element that scrolls: equal to `content` where that fits. */
  readonly canvas: number;
  readonly viewport: number;
}

/** Where we are: the scroll bar's offset and the offset of the content that is shown there. */
export interface Scroll {
  readonly bar: number;
  readonly top: number;
}

/** Firefox gives up at 17.9 million pixels, Chromium at 33.5 million; half of the lower leaves room for zoom. */
export const MAX_CANVAS = 8_000_000;

/** Canvas at both ends that maps one to one: far more than one gesture can drift. */
const END_ZONE = 500_000;

/** Scrolling further than this many viewports at once is a jump: a dragged thumb, not a wheel. */
const JUMP_VIEWPORTS = 3;

export function extentOf(rows: number, rowHeight: number, viewport: number): Extent {
  const content = rows * rowHeight;
  return { content, canvas: Math.min(content, MAX_CANVAS), viewport };
}

/** The furthest that the content scrolls. */
export function lastTop({ content, viewport }: Extent): number {
  return Math.max(0, content - viewport);
}

function lastBar({ canvas, viewport }: Extent): number {
  return Math.max(0, canvas - viewport);
}

/** The content's offset that belongs to an offset of the scroll bar. */
export function topOfBar(bar: number, extent: Extent): number {
  const furthest = lastBar(extent);
  const at = clamp(bar, 0, furthest);
  if (extent.canvas === extent.content) return at;
  if (at <= END_ZONE) return at;
  if (at >= furthest - END_ZONE) return lastTop(extent) - (furthest - at);
  const share = (at - END_ZONE) / (furthest - 2 * END_ZONE);
  return END_ZONE + share * (lastTop(extent) - 2 * END_ZONE);
}

/** The scroll bar's offset that belongs to an offset of the content: the inverse of `topOfBar`. */
export function barOfTop(top: number, extent: Extent): number {
  const furthest = lastTop(extent);
  const at = clamp(top, 0, furthest);
  if (extent.canvas === extent.content) return at;
  if (at <= END_ZONE) return at;
  if (at >= furthest - END_ZONE) return lastBar(extent) - (furthest - at);
  const share = (at - END_ZONE) / (furthest - 2 * END_ZONE);
  return END_ZONE + share * (lastBar(extent) - 2 * END_ZONE);
}

/** What a scroll event to `bar` means: the same way on where it is a small step, else the mapped place. */
export function scrolledTo(before: Scroll, bar: number, extent: Extent): Scroll {
  const moved = bar - before.bar;
  if (extent.canvas === extent.content || Math.abs(moved) > extent.viewport * JUMP_VIEWPORTS)
    return { bar, top: topOfBar(bar, extent) };
  return { bar, top: clamp(before.top + moved, 0, lastTop(extent)) };
}

/** After a gesture: the bar moves to where it belongs, the content stays. */
export function settled({ top }: Scroll, extent: Extent): Scroll {
  return { bar: barOfTop(top, extent), top: clamp(top, 0, lastTop(extent)) };
}

/** The smallest scroll that shows the whole of a row. */
export function revealing(row: number, rowHeight: number, scroll: Scroll, extent: Extent): Scroll {
  const start = row * rowHeight;
  const end = start + rowHeight;
  if (start < scroll.top) return settled({ bar: 0, top: start }, extent);
  if (end > scroll.top + extent.viewport) return settled({ bar: 0, top: end - extent.viewport }, extent);
  return scroll;
}

/** The rows to draw, from the first to before `last`, with some more at both ends. */
export function rowsInView(
  top: number,
  rows: number,
  rowHeight: number,
  viewport: number,
): { first: number; last: number } {
  const OVERSCAN = 8;
  const first = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN);
  const last = Math.min(rows, Math.ceil((top + viewport) / rowHeight) + OVERSCAN);
  return { first: Math.min(first, last), last };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
