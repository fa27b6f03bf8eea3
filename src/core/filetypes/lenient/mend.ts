import type { JsonFault } from '../json/json-fault.ts';
import { nameOf } from '../json/json-fault.ts';
import { mendString, QUOTES } from './mend-string.ts';
import { type Mended, type MendedKind, sumMended } from './mended.ts';

/** A text that was put right. */
export interface Mend {
  /** JSON. Numbers, strings and equal keys keep their spelling wherever JSON has it. */
  readonly text: string;
  readonly mended: Mended;
  /** The index after the value: white space and comments behind it were passed over. */
  readonly end: number;
}

const SPACE = /[\s\ufeff]+/y;
const COMMENT = /\/\/[^\r\n]*|#[^\r\n]*|\/\*[^]*?\*\//y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const OTHER_NUMBER = /([+-]?)(?:0[xX]([\dA-Fa-f]+)|(\d*)\.(\d*)((?:[eE][+-]?\d+)?)|(\d+)((?:[eE][+-]?\d+)?))(?![\w.])/y;
const WORD = /[+-]?[\p{L}_$][\p{L}\d_$]*/uy;
const SAME_WORDS = new Set(['true', 'false', 'null']);
const OTHER_WORDS: Readonly<Record<string, readonly [text: string, kind: MendedKind]>> = {
  None: ['null', 'words'],
  True: ['true', 'words'],
  False: ['false', 'words'],
  undefined: ['null', 'nulls'],
  nan: ['null', 'nulls'],
  inf: ['null', 'nulls'],
  NaN: ['null', 'nulls'],
  Infinity: ['null', 'nulls'],
};
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

class Fault extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.what);
    this.fault = fault;
  }
}

/**
 * Reads a value that is nearly JSON: Python's and JavaScript's spellings of it, commas too many, comments. What could
 * mean several things is a fault, never a guess. `from`: where the value begins; several may follow one another.
 */
export function mend(text: string, from = 0): Mend | JsonFault {
  const mender = new Mender(text, from);
  try {
    return mender.read();
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

/** True where `mend` gave a text. */
export function isMend(found: Mend | JsonFault): found is Mend {
  return 'mended' in found;
}

/** As much as can be read of a text that may be cut anywhere: JSON that is cut where it stops. */
export function mendHead(text: string): string {
  const mender = new Mender(text, 0);
  try {
    return mender.read().text;
  } catch (error) {
    if (error instanceof Fault) return mender.soFar;
    throw error;
  }
}

/** What is open: its bracket, and what may come next in it. */
interface Open {
  readonly bracket: string;
  hasComma: boolean;
}

/** Reads a text with its own stack of open brackets, so that no depth can overflow. */
class Mender {
  readonly #text: string;
  readonly #parts: string[] = [];
  readonly #open: Open[] = [];
  readonly #counts: Partial<Record<MendedKind, number>> = {};
  #at: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#at = from;
  }

  get soFar(): string {
    return this.#parts.join('');
  }

  read(): Mend {
    this.#skip();
    this.#readValue();
    while (this.#open.length > 0) this.#readNext();
    this.#skip();
    return { text: this.soFar, mended: sumMended({ rows: 1, ...this.#counts }), end: this.#at };
  }

  #readNext(): void {
    const open = this.#open.at(-1);
    if (open === undefined) return;
    this.#skip();
    const letter = this.#text[this.#at];
    if (letter === CLOSERS[open.bracket]) return this.#close(open);
    if (letter === ',') {
      if (open.hasComma || !this.#hasItems()) throw this.#unexpected();
      open.hasComma = true;
      this.#at++;
      return;
    }
    if (this.#hasItems() && !open.hasComma) this.#missComma(letter);
    if (this.#hasItems()) this.#parts.push(',');
    open.hasComma = false;
    if (open.bracket === '{') this.#readKey();
    this.#readValue();
  }

  /** True where the innermost bracket holds something already. */
  #hasItems(): boolean {
    const last = this.#parts.at(-1) ?? '';
    return last !== '{' && last !== '[';
  }

  #close(open: Open): void {
    // A tuple of one has a comma by rule.
    if (open.hasComma && open.bracket !== '(') this.#count('commas');
    this.#at++;
    this.#open.pop();
    this.#parts.push(open.bracket === '{' ? '}' : ']');
  }

  /** Only between brackets on lines of their own is a comma surely missing: numpy shows lists so. */
  #missComma(letter: string | undefined): void {
    const last = this.#parts.at(-1) ?? '';
    const isBetween = (last === '}' || last === ']') && (letter === '{' || letter === '[') && this.#isNewLine();
    if (!isBetween) throw this.#unexpected();
    this.#count('commas');
  }

  #isNewLine(): boolean {
    return /[\r\n][ \t]*$/.test(this.#text.slice(Math.max(0, this.#at - 100), this.#at));
  }

  #readKey(): void {
    this.#passPrefix();
    const letter = this.#text[this.#at] ?? '';
    if (letter in QUOTES) this.#readString();
    else {
      const word = this.#match(WORD) ?? this.#match(NUMBER);
      if (word === null) throw this.#unexpected();
      this.#count('quotes');
      this.#parts.push(JSON.stringify(word));
    }
    this.#skip();
    if (this.#text[this.#at] !== ':') throw this.#unexpected();
    this.#at++;
    this.#parts.push(':');
    this.#skip();
  }

  /** Python 2 shows its texts as u'…'. */
  #passPrefix(): void {
    if (!/^[uU]["']/.test(this.#text.slice(this.#at, this.#at + 2))) return;
    this.#at++;
    this.#count('quotes');
  }

  #readValue(): void {
    this.#passPrefix();
    const letter = this.#text[this.#at] ?? '';
    if (letter in CLOSERS) {
      if (letter === '(') this.#count('tuples');
      this.#open.push({ bracket: letter, hasComma: false });
      this.#parts.push(letter === '{' ? '{' : '[');
      this.#at++;
    } else if (letter in QUOTES) this.#readString();
    else this.#readScalar();
  }

  #readString(): void {
    const found = mendString(this.#text, this.#at);
    if ('what' in found) throw new Fault(found);
    if (this.#text[this.#at] !== '"') this.#count('quotes');
    if (found.escapes > 0) this.#count('escapes', found.escapes);
    this.#parts.push(found.text);
    this.#at = found.end;
  }

  #readScalar(): void {
    const start = this.#at;
    const number = this.#match(NUMBER);
    if (number !== null) {
      this.#parts.push(number);
      return;
    }
    const respelled = this.#readOtherNumber();
    if (respelled !== null) {
      this.#count('numbers');
      this.#parts.push(respelled);
      return;
    }
    const word = this.#match(WORD);
    if (word === null) throw this.#unexpected();
    const [text, kind] = OTHER_WORDS[word.replace(/^[+-]/, '')] ?? [];
    const isSigned = /^[+-]/.test(word);
    if (SAME_WORDS.has(word)) this.#parts.push(word);
    else if (text !== undefined && kind !== undefined && (kind === 'nulls' || !isSigned)) {
      this.#parts.push(text);
      this.#count(kind);
    } else {
      const isCut = this.#at === this.#text.length;
      this.#at = start;
      throw word.length <= 20
        ? new Fault({ at: start, what: `unexpected word ${word}`, cut: isCut })
        : this.#unexpected();
    }
  }

  #readOtherNumber(): string | null {
    OTHER_NUMBER.lastIndex = this.#at;
    const [all, sign = '', hex, whole = '', fraction = '', power = '', plain, plainPower = ''] =
      OTHER_NUMBER.exec(this.#text) ?? [];
    // A number with leading zeros is an id or a postcode; what it means nobody knows.
    const isUnclear = plain !== undefined ? sign !== '+' || /^0\d/.test(plain) : /^0\d/.test(whole);
    if (all === undefined || isUnclear || (hex === undefined && plain === undefined && whole + fraction === ''))
      return null;
    this.#at += all.length;
    const minus = sign === '-' ? '-' : '';
    if (hex !== undefined) return `${minus}${BigInt(`0x${hex}`)}`;
    if (plain !== undefined) return `${plain}${plainPower}`;
    return `${minus}${whole || '0'}.${fraction || '0'}${power}`;
  }

  #count(kind: MendedKind, count = 1): void {
    this.#counts[kind] = (this.#counts[kind] ?? 0) + count;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Passes white space and comments. */
  #skip(): void {
    for (;;) {
      this.#match(SPACE);
      if (this.#match(COMMENT) === null) return;
      this.#count('comments');
    }
  }

  #unexpected(): Fault {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return new Fault({ at: this.#at, what: 'it ends too early', cut: true });
    return new Fault({ at: this.#at, what: `unexpected ${nameOf(code)}`, cut: false });
  }
}
