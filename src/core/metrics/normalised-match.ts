import type { Metric } from './metric.ts';
import { isRight } from './parts/is-right.ts';
import { meanOf } from './parts/mean.ts';

/** The share of answers that equal the reference apart from letter case, white space, punctuation and spelling of characters (NFKC). */
export default {
  id: 'normalised-match',
  title: 'Match, normalised',
  summary: 'Answers that equal the reference apart from case, spacing and punctuation.',
  unit: 'share',
  better: 'higher',
  order: 10,
  measure: (rows) => meanOf(rows, (reference, answer) => Number(isRight(reference, answer))),
} satisfies Metric;
