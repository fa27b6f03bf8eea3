import { MORE } from '../line-ends.ts';
import type { Scanner } from '../json/value-scanner.ts';
import { QUOTES } from './mend-string.ts';

type Kind = 'new' | 'scalar' | 'string' | 'container';

/** Ends of comments, by what opens them. */
const COMMENTS: Readonly<Record<string, string>> = { '#': '\n', '//': '\n', '/*': '*/' };
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
const MARK = /["'“‘#/{}[\]()]/g;
const SCALAR_END = /[\s"'“‘#/{}[\](),:]/g;

/** Finds where a value ends that is nearly JSON, in a text that comes in pieces: it knows other quotes, and comments. */
export class LenientScanner implements Scanner {
  isBroken = false;
  #text = '';
  #at = 0;
  #kind: Kind = 'new';
  /** What closes the string or the comment that is being passed; empty outside. */
  #inside = '';
  readonly #closers: string[] = [];

  reset(text: string, consumed: number): void {
    this.#text = text;
    this.#at -= consumed;
  }

  begin(at: number): void {
    this.isBroken = false;
    this.#at = at;
    this.#kind = 'new';
    this.#inside = '';
    this.#closers.length = 0;
  }

  get at(): number {
    return this.#at;
  }

  get isScalar(): boolean {
    return this.#kind === 'scalar';
  }

  findEnd(): number {
    if (this.#kind === 'new') this.#open();
    if (this.#kind === 'scalar') return this.#endScalar();
    for (;;) {
      if (this.#inside !== '') {
        if (!this.#passInside()) return this.isBroken ? this.#at : MORE;
        if (this.#kind === 'string') return this.#at;
      }
      MARK.lastIndex = this.#at;
      const mark = MARK.exec(this.#text);
      this.#at = mark === null ? this.#text.length : mark.index;
      if (mark === null || this.#isCutComment(mark[0])) return MORE;
      this.#at++;
      if (!this.#take(mark[0])) return this.#break();
      if (this.#closers.length === 0) return this.#at;
    }
  }

  #open(): void {
    const letter = this.#text[this.#at] ?? '';
    const quote = QUOTES[letter];
    const closer = CLOSERS[letter];
    this.#kind = quote !== undefined ? 'string' : closer !== undefined ? 'container' : 'scalar';
    if (this.#kind === 'scalar') return;
    this.#at++;
    if (quote !== undefined) this.#inside = quote;
    else this.#closers.push(closer ?? '');
  }

  /** Takes a mark that is outside of strings; false where it can't be there. */
  #take(mark: string): boolean {
    const next = this.#text[this.#at] ?? '';
    const comment = COMMENTS[mark] ?? COMMENTS[mark + next];
    if (mark in QUOTES) this.#inside = QUOTES[mark] ?? '';
    else if (mark in CLOSERS) this.#closers.push(CLOSERS[mark] ?? '');
    else if (comment !== undefined) this.#inside = comment;
    else return this.#closers.pop() === mark;
    return true;
  }

  #isCutComment(mark: string): boolean {
    return mark === '/' && this.#at === this.#text.length - 1;
  }

  /** Passes a string or a comment; false where it has not ended, or is broken. */
  #passInside(): boolean {
    const text = this.#text;
    if (this.#inside.length > 1 || this.#inside === '\n') {
      const end = text.indexOf(this.#inside, this.#at);
      this.#at = end < 0 ? Math.max(this.#at, text.length - 1) : end + this.#inside.length;
      if (end >= 0) this.#inside = '';
      return end >= 0;
    }
    for (; this.#at < text.length; this.#at++) {
      const letter = text[this.#at];
      if (letter === this.#inside) {
        this.#at++;
        this.#inside = '';
        return true;
      }
      if (letter === '\n') return this.#break() < 0;
      if (letter === '\\') {
        // What it escapes has not come yet.
        if (this.#at + 1 >= text.length) return false;
        this.#at++;
      }
    }
    return false;
  }

  #endScalar(): number {
    SCALAR_END.lastIndex = this.#at;
    const end = SCALAR_END.exec(this.#text)?.index ?? MORE;
    this.#at = end === MORE ? this.#text.length : end;
    return end;
  }

  #break(): number {
    this.isBroken = true;
    return this.#at;
  }
}
