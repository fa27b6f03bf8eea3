import { MORE } from '../line-ends.ts';
import { NextIndex } from './next-index.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
/** Turns a square bracket into the brace of the same side. */
const TO_BRACE = 0x20;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What finds the end of a value in a text that comes in pieces. */
export interface Scanner {
  /** True where the value stops being JSON at its end. */
  readonly isBroken: boolean;
  /** How far the value was walked through. */
  readonly at: number;
  /** True for a number or word, which the end of the text ends too. */
  readonly isScalar: boolean;
  /** Goes on with a text that begins with what the last one had from `consumed`. */
  reset(text: string, consumed: number): void;
  /** Begins with the value whose first character is at `at`. */
  begin(at: number): void;
  /** The index after the value; MORE where it has not ended with the text. */
  findEnd(): number;
}

/**
 * Finds where one JSON value ends in a text that comes in pieces. What is between brackets and quotes is not checked;
 * but a bracket or a line end where none can be stops it at once, so that one slip does not run through the whole file.
 */
export class ValueScanner implements Scanner {
  /** True where the value stops being JSON at its end. */
  isBroken = false;
  #text = '';
  #at = 0;
  #kind: 'new' | 'scalar' | 'string' | 'container' = 'new';
  /** In a string within a container. */
  #inString = false;
  readonly #closers: number[] = [];
  /** The last character that was no white space. */
  #previous = 0;
  readonly #lineFeeds = new NextIndex('\n');

  /** Goes on with a text that begins with what the last one had from `consumed`. */
  reset(text: string, consumed: number): void {
    this.#text = text;
    this.#at -= consumed;
    this.#lineFeeds.reset(text);
  }

  /** Begins with the value whose first character is at `at`. */
  begin(at: number): void {
    this.isBroken = false;
    this.#at = at;
    this.#kind = 'new';
    this.#inString = false;
    this.#closers.length = 0;
  }

  /** How far the value was walked through. */
  get at(): number {
    return this.#at;
  }

  /** True for a number or word, which the end of the text ends too. */
  get isScalar(): boolean {
    return this.#kind === 'scalar';
  }

  /** The index after the value; MORE where it has not ended with the text. */
  findEnd(): number {
    if (this.#kind === 'new') this.#kind = this.#open();
    if (this.#kind === 'scalar') return this.#endScalar();
    return this.#kind === 'string' ? this.#endString() : this.#endContainer();
  }

  #open(): 'scalar' | 'string' | 'container' {
    const code = this.#text.charCodeAt(this.#at);
    if (code !== QUOTE && !isOpening(code)) return 'scalar';
    this.#at++;
    if (code === QUOTE) return 'string';
    this.#closers.push(code + 2);
    this.#previous = code;
    return 'container';
  }

  #endScalar(): number {
    const text = this.#text;
    while (this.#at < text.length && !endsScalar(text.charCodeAt(this.#at))) this.#at++;
    return this.#at < text.length ? this.#at : MORE;
  }

  #endString(): number {
    const text = this.#text;
    for (;;) {
      const quote = text.indexOf('"', this.#at);
      const lineFeed = this.#lineFeeds.find(this.#at);
      if (lineFeed < (quote < 0 ? text.length : quote)) return this.#break(lineFeed + 1);
      this.#at = quote < 0 ? text.length : quote + 1;
      if (quote < 0) return MORE;
      let slashes = 0;
      while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++;
      if (slashes % 2 === 0) return this.#at;
    }
  }

  #endContainer(): number {
    const text = this.#text;
    const closers = this.#closers;
    for (;;) {
      if (this.#inString) {
        const end = this.#endString();
        if (end === MORE || this.isBroken) return end;
        this.#inString = false;
        this.#previous = QUOTE;
      }
      const code = this.#nextMark();
      if (this.#at === text.length) return MORE;
      this.#at++;
      if (code === QUOTE) this.#inString = true;
      else if (isOpening(code)) {
        if (!this.#mayOpen()) return this.#break(this.#at);
        closers.push(code + 2);
      } else {
        if (closers.pop() !== code) return this.#break(this.#at);
        if (closers.length === 0) return this.#at;
      }
      this.#previous = code;
    }
  }

  /** Moves to the next quote or bracket. */
  #nextMark(): number {
    const text = this.#text;
    let previous = this.#previous;
    let at = this.#at;
    let code = 0;
    for (; at < text.length; at++) {
      code = text.charCodeAt(at);
      if (code === QUOTE || (code | TO_BRACE) === OPEN_BRACE || (code | TO_BRACE) === CLOSE_BRACE) break;
      if (code > 0x20) previous = code;
    }
    this.#at = at;
    this.#previous = previous;
    return code;
  }

  /** True where a bracket may follow what came before it. */
  #mayOpen(): boolean {
    if (this.#closers.at(-1) === CLOSE_BRACE) return this.#previous === COLON;
    return this.#previous === COMMA || this.#previous === OPEN_BRACKET;
  }

  #break(at: number): number {
    this.isBroken = true;
    this.#at = at;
    return at;
  }
}

export function isOpening(code: number): boolean {
  return (code | TO_BRACE) === OPEN_BRACE;
}

function endsScalar(code: number): boolean {
  if (code <= 0x20 || code === QUOTE || code === COMMA || code === COLON || code === CLOSE_BRACKET) return true;
  return code === OPEN_BRACKET || code === OPEN_BRACE || code === CLOSE_BRACE;
}
