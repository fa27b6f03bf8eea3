import type { ScoredRow, SummedMeasure } from '../metric.ts';
import { meanOf } from './mean.ts';
import { clippedMatches, gramCount, harmonic, Numbering } from './ngrams.ts';
import { porterStem } from './porter-stem.ts';

/** Precision, recall and their harmonic mean, each from 0 to 1. */
export interface RougeScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export type RougeKind = 1 | 2 | 'L';

/** Shorter words are never stemmed. */
const STEMMED_FROM = 4;

const LETTER_WORD =
  '(?=\\p{L})[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]';
const OTHER_LETTER = `(?!${LETTER_WORD}|\\p{sc=Latin}|[\\0-\\x7f])[\\p{L}\\p{M}]`;
const TOKEN = new RegExp(`[a-z0-9]+|${LETTER_WORD}\\p{M}*|(?:${OTHER_LETTER})+`, 'gu');
const PLAIN_TOKEN = /[a-z0-9]+/g;

/**
 * Tokens as Google Research's `rouge_score` makes them: lower case, runs of a–z and digits, stemmed where wanted. That package
 * loses every letter of other scripts; here they count, so that not all their answers score 0: runs of them, or single letters
 * where words have no spaces between them. Accented Latin letters end a token there, and do so here.
 */
export function rougeTokens(text: string, stem: boolean): string[] {
  const lower = text.toLowerCase();
  // Most texts have none of these letters.
  const tokens = lower.match(/[\u0370-\uffff]/.test(lower) ? TOKEN : PLAIN_TOKEN) ?? [];
  return stem ? tokens.map((token) => (token.length >= STEMMED_FROM ? stemOf(token) : token)) : [...tokens];
}

/** Words come again and again. */
const stems = new Map<string, string>();
const MOST_STEMS = 50_000;

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_STEMS) stems.clear();
  const stem = porterStem(word);
  stems.set(word, stem);
  return stem;
}

/**
 * ROUGE-1, ROUGE-2 or ROUGE-L of one pair. Source: C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004, as
 * computed by google-research/rouge (`rouge_scorer.py`): ROUGE-L is that of the whole text, not of its sentences.
 */
export function rougeOf(kind: RougeKind, reference: readonly string[], answer: readonly string[]): RougeScore {
  const numbering = new Numbering();
  const [one, other] = [numbering.of(reference), numbering.of(answer)];
  const n = kind === 'L' ? 1 : kind;
  const matches = kind === 'L' ? longestCommon(one, other) : (clippedMatches(one, other, n)[n - 1] ?? 0);
  const precision = matches / Math.max(1, gramCount(other.length, n));
  const recall = matches / Math.max(1, gramCount(one.length, n));
  return { precision, recall, f1: harmonic(precision, recall) };
}

/** The tokens of the same rows, which six metrics want one after another. */
const tokensOfRows = new WeakMap<readonly ScoredRow[], Map<boolean, readonly (readonly string[])[]>>();

/** Two lists a row, the reference's and the answer's; empty ones where a row has none. */
function tokensOf(rows: readonly ScoredRow[], stem: boolean): readonly (readonly string[])[] {
  const known = tokensOfRows.get(rows) ?? new Map<boolean, readonly (readonly string[])[]>();
  tokensOfRows.set(rows, known);
  const tokens =
    known.get(stem) ??
    rows.flatMap(({ reference, answer }) => [rougeTokens(reference ?? '', stem), rougeTokens(answer ?? '', stem)]);
  known.set(stem, tokens);
  return tokens;
}

/** The mean F1 of all pairs. */
export function rougeMeasure(rows: readonly ScoredRow[], kind: RougeKind, stem: boolean): SummedMeasure | null {
  const tokens = tokensOf(rows, stem);
  return meanOf(rows, (_reference, _answer, row) => {
    return rougeOf(kind, tokens[2 * row] ?? [], tokens[2 * row + 1] ?? []).f1;
  });
}

/** How many items the longest list has that is in both lists in this order, with others between. */
function longestCommon(one: readonly number[], other: readonly number[]): number {
  const row = new Uint32Array(other.length + 1);
  for (const item of one) {
    let diagonal = 0;
    for (let at = 1; at <= other.length; at++) {
      const above = row[at] ?? 0;
      row[at] = other[at - 1] === item ? diagonal + 1 : Math.max(above, row[at - 1] ?? 0);
      diagonal = above;
    }
  }
  return row[other.length] ?? 0;
}
