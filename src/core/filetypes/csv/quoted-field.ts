import { MORE, type LineEnds } from '../line-ends.ts';
import { type DelimiterSearch, isBehindBackslash } from './delimiter-search.ts';
import type { Dialect } from './dialect.ts';

const WHITE = /\s/;
/** Searches longer than this are remembered. */
const LONG_SEARCH = 64 << 10;

/** No quote closes the field. */
export const NEVER = -2;

/**
 * Finds where quoted fields end, as PapaParse does: a doubled quote is a quote in the text, and so is one behind a
 * backslash in files that write it so; a quote that is followed by neither delimiter nor line end, white space aside, is
 * text too. A long search is made once, however many fields begin in its range: which quotes close a field does not
 * depend on where the field began.
 */
export class QuotedField {
  /** True once a quote was taken as text, or white space followed a closing quote. */
  isOdd = false;
  readonly #quote: string;
  readonly #quoteCode: number;
  readonly #hasBackslashes: boolean;
  readonly #delimiters: DelimiterSearch;
  readonly #lineEnds: LineEnds;
  #text = '';
  #last = false;
  /** No run of quotes that begins in this range closes a field. */
  #barren = { from: 0, until: 0, isOdd: false };

  /** `delimiters` and `lineEnds` have to be set to the same text. */
  constructor({ quote, escape }: Pick<Dialect, 'quote' | 'escape'>, delimiters: DelimiterSearch, lineEnds: LineEnds) {
    this.#quote = quote;
    this.#quoteCode = quote.charCodeAt(0);
    this.#hasBackslashes = escape === 'backslash';
    this.#delimiters = delimiters;
    this.#lineEnds = lineEnds;
  }

  /** Goes on with a text that begins with what the last one had from `consumed`. */
  reset(text: string, last: boolean, consumed: number): void {
    this.#text = text;
    this.#last = last;
    const { from, until, isOdd } = this.#barren;
    this.#barren = { from: Math.max(0, from - consumed), until: Math.max(0, until - consumed), isOdd };
    this.isOdd = false;
  }

  /** Begins again to look for what is odd. */
  startRecord(): void {
    this.isOdd = false;
  }

  /**
   * Where the field ends that opens at `open`: the index of its delimiter or line end, or the text's length. MORE where
   * that has not come yet, NEVER where the text is at its end.
   */
  findEnd(open: number): number {
    let from = open + 1;
    if (this.#text.charCodeAt(from) === this.#quoteCode) {
      const end = this.#endAfterRun(from);
      if (end !== NEVER) return end;
      from = this.#runEnd(from);
    }
    return this.#search(from);
  }

  #search(from: number): number {
    const barren = this.#barren;
    const wasOdd = this.isOdd;
    this.isOdd = false;
    let at = from;
    let end = NEVER;
    while (end === NEVER) {
      const run = this.#text.indexOf(this.#quote, at);
      if (run >= barren.from && run < barren.until) {
        at = barren.until;
        this.isOdd ||= barren.isOdd;
        continue;
      }
      at = run < 0 ? this.#text.length : run;
      if (run < 0) break;
      end = this.#endAfterRun(run);
      if (end === NEVER) at = this.#runEnd(run);
    }
    if (end < 0 || at - from > LONG_SEARCH) this.#barren = { from, until: at, isOdd: this.isOdd };
    this.isOdd ||= wasOdd;
    return end === NEVER && !this.#last ? MORE : end;
  }

  /** Where the field ends if the last quote of the run of quotes at `run` closes it; NEVER where it doesn't. */
  #endAfterRun(run: number): number {
    const text = this.#text;
    const end = this.#runEnd(run);
    if (end === text.length && !this.#last) return MORE;
    const first = this.#hasBackslashes && isBehindBackslash(text, run) ? run + 1 : run;
    if ((end - first) % 2 === 0) return NEVER;
    let at = end;
    while (at < text.length && this.#isGap(at)) at++;
    if (at === text.length && !this.#last) return MORE;
    // A line feed may follow.
    if (at === text.length - 1 && text[at] === '\r' && !this.#last) return MORE;
    const isEnd = at === text.length || this.#delimiters.isAt(at) || this.#lineEnds.isAt(at);
    if (!isEnd || at > end) this.isOdd = true;
    return isEnd ? at : NEVER;
  }

  #isGap(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    if (code > 32 && code < 128) return false;
    return WHITE.test(this.#text.charAt(at)) && !this.#delimiters.isAt(at) && !this.#lineEnds.isAt(at);
  }

  #runEnd(run: number): number {
    let end = run;
    while (this.#text.charCodeAt(end) === this.#quoteCode) end++;
    return end;
  }
}
