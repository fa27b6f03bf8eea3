/** The first place where a text stops being JSON. */
export interface JsonFault {
  /** Index in UTF-16 units. */
  readonly at: number;
  /** True where the text is a good beginning that was cut off. */
  readonly cut: boolean;
  readonly what: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What may be at the end of a text that was cut within a number. */
const CUT_NUMBER = /-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d*)?)?$/y;
const WORDS = ['true', 'false', 'null'];
const WORD = /[\p{L}_$][\p{L}\d_$]*/uy;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const CUT_ESCAPE = /\\(?:u[\dA-Fa-f]{0,3})?$/y;
const SPACE = /[ \t\r\n]*/y;

class Fault extends Error {
  readonly fault: JsonFault;
  constructor(at: number, what: string, cut = false) {
    super(what);
    this.fault = { at, what, cut };
  }
}

/**
 * Finds where and why a text is not JSON, in words that hold for every browser; null where it is JSON. Only for texts
 * that `JSON.parse` refused: it is many times slower.
 */
export function findJsonFault(text: string): JsonFault | null {
  try {
    new Reader(text).readText();
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

/** Reads a text with its own stack of open brackets, so that no depth can overflow. */
class Reader {
  readonly #text: string;
  readonly #open: string[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readText(): void {
    this.#readValueStart();
    while (this.#open.length > 0) this.#readAfterValue();
    this.#skip(SPACE);
    if (this.#at < this.#text.length) throw this.#unexpected();
  }

  /** A value whole, or the bracket that opens it and what must follow the bracket. */
  #readValueStart(): void {
    for (;;) {
      this.#skip(SPACE);
      const opener = this.#text[this.#at];
      if (opener !== '{' && opener !== '[') return this.#readScalar();
      this.#at++;
      this.#skip(SPACE);
      this.#open.push(opener);
      if (this.#take(opener === '{' ? '}' : ']')) {
        this.#open.pop();
        return;
      }
      if (opener === '{') this.#readKey();
    }
  }

  #readAfterValue(): void {
    this.#skip(SPACE);
    const opener = this.#open.at(-1);
    if (this.#take(opener === '{' ? '}' : ']')) {
      this.#open.pop();
    } else if (this.#take(',')) {
      this.#skip(SPACE);
      if (opener === '{') this.#readKey();
      this.#readValueStart();
    } else throw this.#unexpected();
  }

  #readKey(): void {
    if (this.#text[this.#at] !== '"') throw this.#unexpected();
    this.#readString();
    this.#skip(SPACE);
    if (!this.#take(':')) throw this.#unexpected();
  }

  #readScalar(): void {
    const text = this.#text;
    if (text[this.#at] === '"') return this.#readString();
    const start = this.#at;
    if (this.#skip(NUMBER) > 0) {
      if (this.#at === text.length || !/[.eE\d]/.test(text[this.#at] ?? '')) return;
      this.#at = start;
    }
    CUT_NUMBER.lastIndex = start;
    if (start === text.length || CUT_NUMBER.test(text)) throw new Fault(text.length, 'it ends too early', true);
    if (this.#skip(NUMBER) > 0) throw this.#unexpected();
    const length = this.#skip(WORD);
    const word = text.slice(start, start + length);
    if (WORDS.includes(word)) return;
    const isCut = length > 0 && this.#at === text.length && WORDS.some((known) => known.startsWith(word));
    if (isCut) throw new Fault(this.#at, 'it ends too early', true);
    this.#at = start;
    throw length > 1 && length <= 20 ? new Fault(start, `unexpected word ${word}`) : this.#unexpected();
  }

  #readString(): void {
    const start = this.#at++;
    for (;;) {
      this.#skip(PLAIN);
      if (this.#take('"')) return;
      if (this.#at === this.#text.length) throw new Fault(start, 'text without closing quote', true);
      if (this.#skip(ESCAPE) > 0) continue;
      CUT_ESCAPE.lastIndex = this.#at;
      if (CUT_ESCAPE.test(this.#text)) throw new Fault(start, 'text without closing quote', true);
      throw this.#text[this.#at] === '\\' ? new Fault(this.#at, 'unknown escape') : this.#unexpected();
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** Moves past what a sticky pattern matches; gives its length. */
  #skip(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    const length = pattern.exec(this.#text)?.[0].length ?? 0;
    this.#at += length;
    return length;
  }

  #unexpected(): Fault {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return new Fault(this.#at, 'it ends too early', true);
    return new Fault(this.#at, `unexpected ${nameOf(code)}`);
  }
}

/** A character in words that can be in one line of text. */
export function nameOf(code: number): string {
  const isPlain = code > 0x20 && code < 0x7f;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return isPlain ? `character ${String.fromCharCode(code)}` : `character ${name}`;
}
