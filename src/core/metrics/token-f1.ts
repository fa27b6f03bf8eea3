import { foldCase } from '../text/normalise.ts';
import { listWords } from '../text/word-list.ts';
import type { Metric } from './metric.ts';
import { meanOf } from './parts/mean.ts';
import { clippedMatches, harmonic, Numbering } from './parts/ngrams.ts';

/**
 * The mean F1 over the words that answer and reference share, without punctuation and English articles. Source: the evaluation
 * script of SQuAD 2.0 (Rajpurkar et al., 2018). Where words have no spaces between them, each letter is one. Two texts without
 * any word are equal.
 */
export default {
  id: 'token-f1',
  title: 'Token F1',
  summary: 'How well the words of answer and reference agree, apart from order, case and punctuation.',
  unit: 'share',
  better: 'higher',
  order: 20,
  measure: (rows) => meanOf(rows, (reference, answer) => tokenF1(wordsOf(reference), wordsOf(answer))),
} satisfies Metric;

function wordsOf(text: string): readonly string[] {
  const bare = foldCase(text)
    .replace(/[\p{P}\p{S}]+/gu, '')
    .replace(/\b(?:a|an|the)\b/g, ' ');
  return listWords(bare);
}

function tokenF1(reference: readonly string[], answer: readonly string[]): number {
  if (reference.length === 0 || answer.length === 0) return Number(reference.length === answer.length);
  const numbering = new Numbering();
  const [shared = 0] = clippedMatches(numbering.of(reference), numbering.of(answer), 1);
  return harmonic(shared / answer.length, shared / reference.length);
}
