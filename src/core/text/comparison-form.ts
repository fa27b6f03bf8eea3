import { looksLikeCode } from './looks-like-code.ts';
import { foldCase, type Normalisation } from './normalise.ts';
import { collapse, isBlank, trim } from './white-space.ts';

/** Beyond ASCII, NFKC may change a character, or compose it from U+0300 on. */
const NOT_ASCII = /[^\0-\x7f]/;
const MAY_COMPOSE = /[^\0-\u02ff]/;

const PUNCTUATION = /\p{P}+/gu;
const DIGIT = /^\p{N}$/u;
/** A sign, a decimal point, or both, before a digit. */
const BEFORE_DIGIT = /[-\u2010-\u2015]?\.?$/u;
/** What a number is of, after its last digit. */
const AFTER_DIGIT = /^[%‰‱]?/u;

/** Code in a text: between fences, or in a pair of backticks. */
const CODE_SPAN = /```[^]*?```|`[^`]+`/g;
/** Stands for a span while the text around it is put into its form; a text that has it is taken as it is. */
const SPAN = '\u{f0000}';

/**
 * The form in which texts are compared: like `normalise`, but what tells numbers apart stays (2.5 is not 25, -1 is not 1,
 * 5% is not 5), and so does code, of which only the ends are trimmed. Depends on no locale, and is its own form.
 */
export function comparisonForm(text: string, by: Normalisation): string {
  const whole = by.compatibility && NOT_ASCII.test(text) ? text.normalize('NFKC') : text;
  if (looksLikeCode(whole)) return by.whiteSpace ? trim(whole) : whole;
  if (!whole.includes('`') || whole.includes(SPAN)) return proseForm(whole, by);
  const spans: string[] = [];
  const prose = whole.replace(CODE_SPAN, (span) => {
    spans.push(span);
    return SPAN;
  });
  let next = 0;
  return proseForm(prose, by).replaceAll(SPAN, () => spans[next++] ?? '');
}

function proseForm(text: string, by: Normalisation): string {
  let key = by.punctuation ? withoutPunctuation(text) : text;
  if (by.letterCase) key = foldCase(key);
  // Lower case and lost punctuation bring characters together that compose.
  if (by.compatibility && MAY_COMPOSE.test(key)) key = key.normalize('NFKC');
  return by.whiteSpace ? collapse(key) : key;
}

/** A text of punctuation only keeps it: "?" and "!" are not the same answer. */
function withoutPunctuation(text: string): string {
  const rest = text.replace(PUNCTUATION, (run: string, at: number) => {
    const [before, after] = [characterBefore(text, at), characterAt(text, at + run.length)];
    if (DIGIT.test(before)) return DIGIT.test(after) ? run : (AFTER_DIGIT.exec(run)?.[0] ?? '');
    return DIGIT.test(after) ? (BEFORE_DIGIT.exec(run)?.[0] ?? '') : '';
  });
  return isBlank(rest) ? text : rest;
}

function characterBefore(text: string, at: number): string {
  const pair = text.codePointAt(at - 2) ?? 0;
  return pair > 0xffff ? String.fromCodePoint(pair) : text.slice(Math.max(0, at - 1), at);
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
