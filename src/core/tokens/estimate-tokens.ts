import type { TextSigns } from '../text/text-signs.ts';
import { isWordByItself } from '../text/words.ts';

/** An estimate of tokens: what is likely, and between what it lies unless the text is odd. */
export interface TokenRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export const NO_TOKENS: TokenRange = { low: 0, likely: 0, high: 0 };

/** Names the rates below: whoever changes them renames them, since corrections are stored that were fitted to them. */
export const ESTIMATE = 'kinds/2026-11';

/**
 * Tokens a character, by kind of character. `likely` makes plain English 0.23 to 0.25 a character: Google says "about four
 * characters" a token, and its own calculator for Gemma measured 0.231 to 0.236, turns included (google/skills,
 * calculate_cost.py, 2026-08-21). Gemini's tokenizers split numbers into digits. For other scripts there is no published
 * figure: the ranges are wide on purpose. Google has "100 tokens = 60 to 80 words", which is a range of its own even for
 * English, and nobody has published an error: none is claimed. The truth is the service's countTokens; `fitCorrection`
 * puts the estimate right by rows that it counted.
 */
const RATES = {
  /** ASCII letters and white space. */
  letter: { low: 0.17, likely: 0.215, high: 0.29 },
  digit: { low: 0.4, likely: 0.9, high: 1 },
  sign: { low: 0.25, likely: 0.6, high: 1 },
  /** Han, Kana, Hangul, Thai …: where each letter is a word. */
  word: { low: 0.4, likely: 0.7, high: 1.3 },
  /** Letters of all other scripts, accents. */
  other: { low: 0.2, likely: 0.38, high: 0.75 },
  /** Beyond the basic plane: emoji and rare signs, at worst a token for each byte. */
  astral: { low: 1, likely: 2, high: 4 },
} as const satisfies Readonly<Record<string, TokenRange>>;

type Kind = keyof typeof RATES;
// The cast: Object.keys forgets the names.
const KINDS = Object.keys(RATES) as readonly Kind[];

/** Estimates the tokens of texts. Whole numbers; of an empty text none. */
export function estimateTokens(...texts: readonly string[]): TokenRange {
  const counts: Record<Kind, number> = { letter: 0, digit: 0, sign: 0, word: 0, other: 0, astral: 0 };
  for (const text of texts) countKinds(text, counts);
  return rangeOf(counts);
}

/** The same from what was counted in the texts already. */
export function estimateSigns(texts: readonly { readonly signs: TextSigns }[]): TokenRange {
  const counts: Record<Kind, number> = { letter: 0, digit: 0, sign: 0, word: 0, other: 0, astral: 0 };
  for (const { signs } of texts) {
    counts.letter += signs.letters + signs.blanks;
    counts.digit += signs.digits;
    counts.sign += signs.marks;
    counts.word += signs.words;
    counts.other += signs.others;
    counts.astral += signs.surrogates;
  }
  return rangeOf(counts);
}

export function addTokens(one: TokenRange, other: TokenRange): TokenRange {
  return { low: one.low + other.low, likely: one.likely + other.likely, high: one.high + other.high };
}

/** What a preference pair is billed for: its prompt goes in with either answer. Source: Google's preference-tuning page. */
export function pairTokens(prompt: TokenRange, completions: TokenRange): TokenRange {
  return addTokens(addTokens(prompt, prompt), completions);
}

function rangeOf(counts: Readonly<Record<Kind, number>>): TokenRange {
  return {
    low: Math.ceil(weigh(counts, 'low')),
    likely: Math.ceil(weigh(counts, 'likely')),
    high: Math.ceil(weigh(counts, 'high')),
  };
}

function weigh(counts: Readonly<Record<Kind, number>>, bound: keyof TokenRange): number {
  let sum = 0;
  for (const kind of KINDS) sum += counts[kind] * RATES[kind][bound];
  return sum;
}

function countKinds(text: string, counts: Record<Kind, number>): void {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) {
      counts[kindBeyondAscii(text, i, code)]++;
      if (isPair(text, i, code)) i++;
    } else if (isAsciiLetter(code) || code <= 0x20) counts.letter++;
    else if (code >= 0x30 && code <= 0x39) counts.digit++;
    else counts.sign++;
  }
}

function kindBeyondAscii(text: string, at: number, code: number): Kind {
  if (isWordByItself(text, at, code)) return 'word';
  return code >= 0xd800 && code < 0xe000 ? 'astral' : 'other';
}

function isPair(text: string, at: number, code: number): boolean {
  const next = text.charCodeAt(at + 1);
  return code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
