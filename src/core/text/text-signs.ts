import { isWordByItself, widthAt } from './words.ts';

/** Scripts that are told apart; letters of all others count as the last. Their order is stored: never change it. */
export const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Tamil', 'Thai', 'Han', 'Kana'],
  ...['Hangul', 'other'],
] as const;

const PATTERNS = [
  ...[/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Arabic}/u, /\p{Script=Hebrew}/u],
  ...[/\p{Script=Devanagari}/u, /\p{Script=Bengali}/u, /\p{Script=Tamil}/u, /\p{Script=Thai}/u, /\p{Script=Han}/u],
  ...[/[\p{Script=Hiragana}\p{Script=Katakana}]/u, /\p{Script=Hangul}/u],
];
const LETTER = /\p{L}/u;

const ASCII = 0x80;
const encoder = new TextEncoder();

/** What a character beyond ASCII is, in one byte: its script plus 1, or 0 for no letter; and bits of what it weighs. */
const SCRIPT_BITS = 0x1f;
const WORD_BIT = 0x20;
const SURROGATE_BIT = 0x40;
const KNOWN_BIT = 0x80;
/** Of each unit of UTF-16; 0 where it has not been asked for yet, and of surrogates, which depend on their pair. */
const known = new Uint8Array(0x10000);
/** Of characters of two units, and of halves that are alone. Texts have few of them, again and again. */
const knownPairs = new Map<number, number>();
const MOST_PAIRS = 1 << 14;

/**
 * How often each character occurs in a text, from one look at it: what many questions can be answered from, and many more
 * be spared (without a "<" there is no tag). Good until the next text is read into it.
 */
export class TextSigns {
  /** Units of UTF-16. */
  length = 0;
  /** How often each character of ASCII occurs. */
  readonly ascii = new Uint32Array(ASCII);
  /** Letters of each script. */
  readonly scripts = new Uint32Array(SCRIPTS.length);
  /** Of ASCII: its letters, and how many of them are upper case; white space with all other controls; digits; what is left. */
  letters = 0;
  upperCase = 0;
  blanks = 0;
  /** Those of the blanks that are no space, tab or line end, and U+007F. */
  controls = 0;
  digits = 0;
  marks = 0;
  /** Beyond ASCII: letters that are words, surrogates (a pair is one), and all others. */
  words = 0;
  surrogates = 0;
  others = 0;

  #bytes = new Uint8Array(512);

  /** True where nothing is beyond ASCII. */
  get isAscii(): boolean {
    return this.words + this.surrogates + this.others === 0;
  }

  /** The text itself, a byte a character, where it is ASCII; there may be more bytes behind it. */
  get bytes(): Uint8Array | null {
    return this.isAscii ? this.#bytes : null;
  }

  /** Whether a character of ASCII occurs. */
  has(character: string): boolean {
    return this.ascii[character.charCodeAt(0)] !== 0;
  }

  /** Looks at a text. */
  read(text: string): this {
    const { ascii } = this;
    ascii.fill(0);
    this.scripts.fill(0);
    this.words = this.surrogates = this.others = 0;
    this.length = text.length;
    this.#sum(this.#countNarrow(text) || this.#countAll(text));
    return this;
  }

  /** Returns how many characters there are; 0 where one is beyond ASCII. Bytes are read twice as quickly as units. */
  #countNarrow(text: string): number {
    const { ascii, length } = this;
    if (this.#bytes.length < length) this.#bytes = new Uint8Array(2 * length);
    const bytes = this.#bytes;
    const { read, written } = encoder.encodeInto(text, bytes);
    if (read !== length || written !== length) return 0;
    for (let at = 0; at < length; at++) {
      const code = bytes[at] ?? 0;
      ascii[code] = (ascii[code] ?? 0) + 1;
    }
    return length;
  }

  /** Returns how many characters of ASCII there are. */
  #countAll(text: string): number {
    const { ascii } = this;
    let narrow = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= ASCII) {
        at += this.#readWide(text, at, unit) - 1;
        continue;
      }
      ascii[unit] = (ascii[unit] ?? 0) + 1;
      narrow++;
    }
    return narrow;
  }

  /** Returns how many units the character has. */
  #readWide(text: string, at: number, unit: number): 1 | 2 {
    const kind = known[unit] || ask(text, at, unit);
    const script = kind & SCRIPT_BITS;
    if (script !== 0) this.scripts[script - 1] = (this.scripts[script - 1] ?? 0) + 1;
    if ((kind & WORD_BIT) !== 0) this.words++;
    else if ((kind & SURROGATE_BIT) !== 0) this.surrogates++;
    else this.others++;
    return widthAt(text, at, unit);
  }

  #of(code: number): number {
    return this.ascii[code] ?? 0;
  }

  /** `narrow`: how many characters of ASCII there are. */
  #sum(narrow: number): void {
    const { ascii } = this;
    let [upper, lower, digits, blanks] = [0, 0, 0, 0];
    for (let code = 0x41; code <= 0x5a; code++) {
      upper += ascii[code] ?? 0;
      lower += ascii[code + 0x20] ?? 0;
    }
    for (let code = 0x30; code <= 0x39; code++) digits += ascii[code] ?? 0;
    for (let code = 0; code <= 0x20; code++) blanks += ascii[code] ?? 0;
    this.upperCase = upper;
    this.letters = upper + lower;
    this.blanks = blanks;
    this.controls = blanks - this.#of(0x20) - this.#of(0x09) - this.#of(0x0a) - this.#of(0x0d) + this.#of(0x7f);
    this.digits = digits;
    this.marks = narrow - upper - lower - blanks - digits;
    this.scripts[0] = (this.scripts[0] ?? 0) + upper + lower;
  }
}

/** What a character beyond ASCII is, where it is not known yet. */
function ask(text: string, at: number, unit: number): number {
  const isHalf = unit >= 0xd800 && unit < 0xe000;
  const code = text.codePointAt(at) ?? 0;
  const before = isHalf ? knownPairs.get(code) : undefined;
  if (before !== undefined) return before;
  const character = String.fromCodePoint(code);
  const found = PATTERNS.findIndex((pattern) => pattern.test(character));
  const script = LETTER.test(character) ? 1 + (found < 0 ? SCRIPTS.length - 1 : found) : 0;
  const kind = KNOWN_BIT | script | (isWordByItself(text, at, unit) ? WORD_BIT : 0) | (isHalf ? SURROGATE_BIT : 0);
  if (!isHalf) known[unit] = kind;
  else if (knownPairs.size < MOST_PAIRS) knownPairs.set(code, kind);
  return kind;
}
