import { countCharacters } from '../text/characters.ts';
import type { Metric } from './metric.ts';
import { editDistance } from './parts/edit-distance.ts';
import { meanOf } from './parts/mean.ts';

/** The mean of 1 − edit distance ÷ length of the longer text, in characters; 1 for equal texts. Source: Levenshtein, 1966. */
export default {
  id: 'edit-similarity',
  title: 'Edit similarity',
  summary: 'How few characters would have to change to make the answer the reference.',
  unit: 'share',
  better: 'higher',
  order: 21,
  measure: (rows) => meanOf(rows, similarity),
} satisfies Metric;

function similarity(reference: string, answer: string): number {
  if (reference === answer) return 1;
  const longer = Math.max(countCharacters(reference), countCharacters(answer));
  return 1 - editDistance(reference, answer) / longer;
}
