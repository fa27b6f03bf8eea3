import type { Metric } from './metric.ts';
import { meanOf } from './parts/mean.ts';

/** The share of answers that equal the reference to the last character. Source: SQuAD (Rajpurkar et al., 2016), without its normalising. */
export default {
  id: 'exact-match',
  title: 'Exact match',
  summary: 'Answers that equal the reference to the last character.',
  unit: 'share',
  better: 'higher',
  order: 11,
  measure: (rows) => meanOf(rows, (reference, answer) => Number(reference === answer)),
} satisfies Metric;
