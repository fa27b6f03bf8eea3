import { NextIndex } from './json/next-index.ts';
import type { Newline } from './settings.ts';

const LF = 10;
const CR = 13;

/** Nothing ends here yet: the text goes on in the next piece. */
export const MORE = -1;

/**
 * Finds line ends in a text that comes in pieces. LF and CR LF always end a line. A lone CR does so only in files whose
 * ends are CR, or where they are unknown: elsewhere it is part of a cell, as programs write it that quote LF alone.
 */
export class LineEnds {
  readonly #crEnds: boolean;
  readonly #lineFeeds = new NextIndex('\n');
  readonly #returns = new NextIndex('\r');
  #text = '';
  #last = false;

  constructor(newline: Newline | undefined) {
    this.#crEnds = newline === undefined || newline === '\r';
  }

  reset(text: string, last: boolean): void {
    this.#text = text;
    this.#last = last;
    this.#lineFeeds.reset(text);
    this.#returns.reset(text);
  }

  /** The index of the next line end at or after `from`; MORE where it has not come; the text's length at its very end. */
  find(from: number): number {
    const lineFeed = this.#lineFeeds.find(from);
    if (this.#crEnds) {
      const cr = this.#returns.find(from);
      if (cr < lineFeed) return cr === this.#text.length - 1 && !this.#last ? MORE : cr;
    }
    if (lineFeed === Infinity) return this.#last ? this.#text.length : MORE;
    return lineFeed > from && this.#text.charCodeAt(lineFeed - 1) === CR ? lineFeed - 1 : lineFeed;
  }

  isAt(index: number): boolean {
    const code = this.#text.charCodeAt(index);
    if (code === LF) return true;
    return code === CR && (this.#crEnds || this.#text.charCodeAt(index + 1) === LF);
  }

  /** Where the next line begins after the line end at `index`. */
  after(index: number): number {
    const isPair = this.#text.charCodeAt(index) === CR && this.#text.charCodeAt(index + 1) === LF;
    return Math.min(index + (isPair ? 2 : 1), this.#text.length);
  }

  count(start: number, end: number): number {
    let lines = 0;
    for (let at = this.find(start); at !== MORE && at < end; at = this.find(this.after(at))) lines++;
    return lines;
  }
}
