import { type LineEnds, MORE } from '../line-ends.ts';
import type { Newline } from '../settings.ts';
import { DelimiterSearch } from './delimiter-search.ts';
import type { Dialect } from './dialect.ts';
import { RecordSplitter } from './record-splitter.ts';

/** A quoted cell over more lines than this is doubted even where its quotes are well written. */
const MANY_LINES = 20;

/**
 * Tells a record over several lines from rows of one line each, the first of which has a cell that begins with a quote
 * and is not quoted: as they stand, all its lines have the same number of delimiters.
 */
export class StrayQuotes {
  readonly #delimiters: DelimiterSearch;
  readonly #splitter: RecordSplitter;

  constructor(dialect: Dialect, newline: Newline | undefined) {
    this.#delimiters = new DelimiterSearch(dialect);
    this.#splitter = new RecordSplitter(dialect, newline);
  }

  /** `lines`: how many the record from `start` to `end` has, two at least. */
  isStray(text: string, start: number, end: number, lines: number, lineEnds: LineEnds): boolean {
    const record = text.slice(start, end);
    if (!this.#isEachLineARow(record, start, lines, lineEnds)) return false;
    if (lines > MANY_LINES) return true;
    const { marks } = this.#splitter;
    const before = marks.odd;
    this.#splitter.split(record);
    return marks.odd > before;
  }

  #isEachLineARow(record: string, start: number, lines: number, lineEnds: LineEnds): boolean {
    this.#delimiters.reset(record);
    let expected = -1;
    for (let line = 0; line <= record.length;) {
      const found = lineEnds.find(start + line) - start;
      const stop = found === MORE - start || found > record.length ? record.length : found;
      const count = this.#countDelimiters(line, stop);
      if (expected >= 0 && count !== expected) return false;
      expected = count;
      line = stop === record.length ? Infinity : lineEnds.after(start + stop) - start;
    }
    return expected > 1 || (expected === 1 && lines > 2);
  }

  #countDelimiters(from: number, until: number): number {
    let count = 0;
    for (let at = this.#delimiters.find(from); at < until; at = this.#delimiters.find(this.#delimiters.after(at)))
      count++;
    return count;
  }
}
