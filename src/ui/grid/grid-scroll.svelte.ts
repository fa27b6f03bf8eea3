import { extentOf, revealing, rowsInView, scrolledTo, settled, type Scroll } from './scroll.ts';

const SETTLE_AFTER_MS = 150;

interface ScrollSource {
  readonly element: HTMLElement | undefined;
  readonly rows: number;
  /** CSS pixels of a row. */
  readonly rowHeight: number;
  /** CSS pixels between the header and the lower edge. */
  readonly viewport: number;
}

/** Which rows the table shows, over more of them than an element can be high. */
export class GridScroll {
  readonly #source: () => ScrollSource;
  #at = $state.raw<Scroll>({ bar: 0, top: 0 });
  #rowHeight = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;

  readonly extent = $derived.by(() => {
    const { rows, rowHeight, viewport } = this.#source();
    return extentOf(rows, rowHeight, Math.max(0, viewport));
  });
  /** From the first row that is drawn to before `last`. */
  readonly view = $derived.by(() => {
    const { rows, rowHeight } = this.#source();
    return rowsInView(this.#at.top, rows, rowHeight, this.extent.viewport);
  });
  /** Where the rows that are drawn are, in CSS pixels from the start of the canvas. */
  readonly offset = $derived.by(() => this.#at.bar - this.#at.top + this.view.first * this.#source().rowHeight);

  constructor(source: () => ScrollSource) {
    this.#source = source;
  }

  /** Other rows, another height of them, or another window: the same place where it still exists. */
  keepPlace(): void {
    const { rowHeight } = this.#source();
    const rows = this.#at.top / (this.#rowHeight || rowHeight);
    this.#rowHeight = rowHeight;
    this.#moveTo(settled({ bar: 0, top: rows * rowHeight }, this.extent));
  }

  /** Scrolls as little as shows the whole of a row. */
  show(row: number): void {
    const { rows, rowHeight } = this.#source();
    if (row >= rows || this.extent.viewport === 0) return;
    const next = revealing(row, rowHeight, this.#at, this.extent);
    if (next !== this.#at) this.#moveTo(next);
  }

  /** The scroll bar was moved. */
  follow(): void {
    const bar = this.#source().element?.scrollTop ?? 0;
    if (bar !== this.#at.bar) this.#at = scrolledTo(this.#at, bar, this.extent);
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      const next = settled(this.#at, this.extent);
      if (Math.abs(next.bar - this.#at.bar) >= 1) this.#moveTo(next);
    }, SETTLE_AFTER_MS);
  }

  #moveTo(next: Scroll): void {
    this.#at = next;
    const { element } = this.#source();
    if (!element) return;
    element.scrollTop = next.bar;
    this.#at = { bar: element.scrollTop, top: next.top };
  }
}
