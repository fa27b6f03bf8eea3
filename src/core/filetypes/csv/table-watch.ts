/** How often something was seen, and the line of the file, from 1, where first. */
export interface Watched {
  readonly count: number;
  readonly line: number;
}

/** What was odd about a table's rows, beside what went to quarantine. */
export interface TableNotes {
  /** Cells that begin with a quote and were taken as text, because each line behind it is a row of its own. */
  readonly strayQuotes?: Watched;
  /** Rows over far more lines than those at the start: their quotes may be none. */
  readonly longCells?: Watched;
  /** Rows of a width that no row at the start had. */
  readonly otherWidths?: Watched;
  /** Lines that were passed over as comments. */
  readonly comments?: number;
  /** Rows at the end that were left out. */
  readonly dropped?: number;
}

/** Rows that are the start of a table: the settings were chosen by them. */
const START_ROWS = 200;
/** Rows of fewer lines are nothing to speak of. */
const MANY_LINES = 20;

/** Looks at the rows of a table while it is read, for what its start did not have. */
export class TableWatch {
  #rows = 0;
  #mostLines = MANY_LINES;
  /** A width that is known to be one of those at the start. */
  #lastWidth = -1;
  readonly #widths = new Set<number>();
  readonly #seen: { -readonly [Key in 'strayQuotes' | 'longCells' | 'otherWidths']?: Watched } = {};

  /** Sees one row: how many cells and lines it has, and the line on which it begins. */
  row(cells: number, lines: number, line: number): void {
    const isStart = this.#rows++ < START_ROWS;
    // Nearly all rows are so.
    if (!isStart && lines === 1 && cells === this.#lastWidth) return;
    if (isStart) this.#widths.add(cells);
    if (this.#widths.has(cells)) this.#lastWidth = cells;
    else this.#note('otherWidths', line);
    if (lines <= this.#mostLines) return;
    if (isStart) this.#mostLines = lines * 2;
    else this.#note('longCells', line);
  }

  stray(line: number): void {
    this.#note('strayQuotes', line);
  }

  /** What was seen; empty where nothing was. */
  get notes(): Pick<TableNotes, 'strayQuotes' | 'longCells' | 'otherWidths'> {
    return this.#seen;
  }

  #note(what: 'strayQuotes' | 'longCells' | 'otherWidths', line: number): void {
    const known = this.#seen[what];
    this.#seen[what] = { count: (known?.count ?? 0) + 1, line: known?.line ?? line };
  }
}
