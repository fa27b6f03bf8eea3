import { RowTexts } from '../example/row-texts.ts';
import type { Analysis } from './analysis.ts';

/** Scripts that are told apart, in the order of their shares; letters of all others count as the last. */
export const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Tamil', 'Thai', 'Han', 'Kana'],
  ...['Hangul', 'other'],
] as const;

/** What a share of one is as stored: shares are whole thousandths, rounded to the nearest. */
export const WHOLE_SHARE = 1_000;

const PATTERNS = [
  ...[/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Arabic}/u, /\p{Script=Hebrew}/u],
  ...[/\p{Script=Devanagari}/u, /\p{Script=Bengali}/u, /\p{Script=Tamil}/u, /\p{Script=Thai}/u, /\p{Script=Han}/u],
  ...[/[\p{Script=Hiragana}\p{Script=Katakana}]/u, /\p{Script=Hangul}/u],
];
const LETTER = /\p{L}/u;

const NO_LETTER = 1;
const FIRST_SCRIPT = 2;
/** What each character of the basic plane is; 0 where no pattern has been asked yet. */
const known = new Uint8Array(0x10000);
const counts = new Float64Array(SCRIPTS.length);

/** Which share of the letters of a row's texts is of which script: two shares a word, the first in the lower half. */
export default {
  id: 'scripts',
  version: 1,
  words: Math.ceil(SCRIPTS.length / 2),
  dependsOn: 'meaning',
  read(row, context, into, at) {
    counts.fill(0);
    for (const { text } of RowTexts.for(context).fields(row)) countScripts(text);
    const letters = counts.reduce((sum, count) => sum + count, 0);
    const share = (script: number): number =>
      letters === 0 ? 0 : Math.round(((counts[script] ?? 0) * WHOLE_SHARE) / letters);
    for (let script = 0; script < SCRIPTS.length; script += 2) {
      into[at + script / 2] = share(script) | (share(script + 1) << 16);
    }
  },
} satisfies Analysis;

/** A row's share of a script in thousandths, from the words of the row, which begin at `at`. */
export function shareOf(script: (typeof SCRIPTS)[number], words: Uint32Array, at: number): number {
  const index = SCRIPTS.indexOf(script);
  return ((words[at + (index >> 1)] ?? 0) >>> (16 * (index & 1))) & 0xffff;
}

function countScripts(text: string): void {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = known[unit] || ask(text, i, unit);
    // A surrogate is never known: what it is depends on its pair.
    if (unit >= 0xd800 && unit < 0xdc00 && (text.codePointAt(i) ?? 0) > 0xffff) i++;
    if (kind !== NO_LETTER) counts[kind - FIRST_SCRIPT] = (counts[kind - FIRST_SCRIPT] ?? 0) + 1;
  }
}

function ask(text: string, at: number, unit: number): number {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const found = PATTERNS.findIndex((pattern) => pattern.test(character));
  const script = found < 0 ? SCRIPTS.length - 1 : found;
  const kind = LETTER.test(character) ? FIRST_SCRIPT + script : NO_LETTER;
  if (unit < 0xd800 || unit >= 0xe000) known[unit] = kind;
  return kind;
}
