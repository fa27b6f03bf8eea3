import { NextIndex } from '../json/next-index.ts';
import { type Dialect } from './dialect.ts';

const BACKSLASH = 92;
const SPACE = 32;

/** Finds what parts the cells of a row: where the next one begins, and where it ends. */
export class DelimiterSearch {
  readonly #next: NextIndex;
  /** What a delimiter begins with; all that it is, runs of spaces aside. */
  readonly #start: string;
  readonly #hasSpaces: boolean;
  /** True where rows may begin and end with spaces that mean nothing. */
  readonly #isRun: boolean;
  readonly #isEscaped: boolean;
  #text = '';

  constructor({ delimiter, escape }: Pick<Dialect, 'delimiter' | 'escape'>) {
    this.#isRun = delimiter === '  ' || delimiter === ' +';
    this.#hasSpaces = this.#isRun || delimiter === ', ';
    this.#start = delimiter === ', ' || delimiter === ' +' ? delimiter.charAt(0) : delimiter;
    this.#isEscaped = escape === 'backslash' && !this.#hasSpaces;
    this.#next = new NextIndex(this.#start);
  }

  /** Begins with another text. */
  reset(text: string): void {
    this.#text = text;
    this.#next.reset(text);
  }

  /** Where the next delimiter begins, at or after `from`; Infinity where there is none. */
  find(from: number): number {
    let at = this.#next.find(from);
    if (this.#isEscaped) while (at !== Infinity && isBehindBackslash(this.#text, at)) at = this.#next.find(at + 1);
    return at;
  }

  isAt(at: number): boolean {
    return this.#start !== '' && this.#text.startsWith(this.#start, at);
  }

  /** Where the cell begins behind the delimiter at `at`. */
  after(at: number): number {
    const end = at + this.#start.length;
    return this.#hasSpaces ? this.#afterSpaces(end) : end;
  }

  /** Where the first cell begins of a row that begins at `at`. */
  firstCell(at: number): number {
    return this.#isRun ? this.#afterSpaces(at) : at;
  }

  #afterSpaces(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    return at;
  }
}

/** True where an odd number of backslashes is before `at`. */
export function isBehindBackslash(text: string, at: number): boolean {
  let from = at;
  while (text.charCodeAt(from - 1) === BACKSLASH) from--;
  return (at - from) % 2 === 1;
}
