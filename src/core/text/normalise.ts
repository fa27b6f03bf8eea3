import { collapse, isBlank } from './white-space.ts';

/** What two texts may differ in and still count as the same. */
export interface Normalisation {
  /** Upper and lower case. */
  readonly letterCase: boolean;
  /** The kind and amount of white space between words, and any at the ends. */
  readonly whiteSpace: boolean;
  /** Unicode compatibility (NFKC): full-width letters, ligatures, composed accents. */
  readonly compatibility: boolean;
  /** Punctuation (\p{P}); symbols such as + and = stay, since they carry the meaning of formulas. */
  readonly punctuation: boolean;
}

const PUNCTUATION = /\p{P}+/gu;
/** NFKC leaves ASCII as it is, and composes nothing without a character from U+0300 up (combining marks come first). */
const NOT_ASCII = /[^\0-\x7f]/;
const MAY_COMPOSE = /[^\0-\u02ff]/;

/** The form in which texts are compared. Depends on no locale, and is its own normal form. */
export function normalise(text: string, by: Normalisation): string {
  const whole = by.compatibility && NOT_ASCII.test(text) ? text.normalize('NFKC') : text;
  let key = by.punctuation ? withoutPunctuation(whole) : whole;
  if (by.letterCase) key = foldCase(key);
  // Lower case and lost punctuation bring characters together that compose; what they left as it was is composed.
  if (by.compatibility && key !== whole && MAY_COMPOSE.test(key)) key = key.normalize('NFKC');
  if (by.whiteSpace) key = collapse(key);
  return key;
}

/** A text of punctuation only keeps it: "?" and "!" are not the same answer. */
function withoutPunctuation(text: string): string {
  const rest = text.replace(PUNCTUATION, '');
  return isBlank(rest) ? text : rest;
}

/** Lower case; final sigma depends on what follows, so it would differ between texts that differ in punctuation only. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}
