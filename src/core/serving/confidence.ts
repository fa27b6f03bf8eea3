import type { Answer } from '../tuning/generation.ts';

/** How many words an answer usually has: what is far outside is suspicious. */
export interface UsualLength {
  readonly low: number;
  readonly high: number;
}

/** How a model's confidence is measured. `log-probability`: the service gives it; `signs`: by what is odd about an answer. */
export type ConfidenceKind = 'log-probability' | 'signs';

/** An answer as far as its confidence depends on it. */
export type ToldAnswer = Pick<Answer, 'text' | 'finishReason' | 'logProbability'>;

/**
 * How refusals in English begin. Kept so plain that JavaScript and Python read it alike: the programs to copy hold it as it is.
 */
export const REFUSAL_START =
  "^\\s*(I'm sorry|I am sorry|Sorry|I apologi[sz]e|I can(no|')t|I can not|I am unable|I'm unable|As an AI)";
const REFUSAL = new RegExp(REFUSAL_START, 'i');

/** From this many words on, an answer that has fewer different words than this share repeats itself. */
export const REPEATS = { words: 40, different: 0.3 } as const;

/** Signs that something is wrong: refused, cut off, of an unusual length, or repeating itself. */
const SIGNS = 4;

/** An answer's words as the programs to copy split them, too: at ASCII white space. */
function plainWords(text: string): string[] {
  return text.split(/[ \t\n\r\f\v]+/).filter((word) => word !== '');
}

/**
 * From 0 to 1. By log-probability: the mean probability of a token, e to the average log-probability. By signs: 1 without any, a quarter
 * less for each; 0 for an empty answer.
 */
export function confidenceOf(answer: ToldAnswer, kind: ConfidenceKind, usual: UsualLength): number {
  if (kind === 'log-probability') return Math.exp(Math.min(0, answer.logProbability ?? -Infinity));
  const words = plainWords(answer.text);
  if (words.length === 0) return 0;
  const signs = [
    REFUSAL.test(answer.text.replaceAll('’', "'")),
    answer.finishReason !== 'STOP',
    words.length < usual.low || words.length > usual.high,
    words.length >= REPEATS.words && new Set(words).size < REPEATS.different * words.length,
  ];
  return 1 - signs.filter(Boolean).length / SIGNS;
}

/** A model's confidence is its log-probability where the service gave it with every answer. */
export function kindOfConfidence(answers: readonly ToldAnswer[]): ConfidenceKind {
  const isGiven = answers.length > 0 && answers.every(({ logProbability }) => logProbability !== undefined);
  return isGiven ? 'log-probability' : 'signs';
}

/** From a quarter of the shortest of usual answers to four times the longest: the middle nine in ten of the references. */
export function usualLength(references: readonly string[]): UsualLength {
  const counts = Uint32Array.from(references, (text) => plainWords(text).length).sort();
  const at = (share: number): number => counts[Math.floor(share * (counts.length - 1))] ?? 0;
  return counts.length === 0 ? { low: 0, high: Infinity } : { low: Math.floor(at(0.05) / 4), high: 4 * at(0.95) };
}
