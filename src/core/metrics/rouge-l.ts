import type { Metric } from './metric.ts';
import { rougeMeasure } from './parts/rouge.ts';

/** The mean F1 of ROUGE-L. Source and details: `parts/rouge.ts`. */
export default {
  id: 'rouge-l',
  title: 'ROUGE-L',
  summary: 'The longest series of words that both have in the same order.',
  unit: 'share',
  better: 'higher',
  order: 52,
  measure: (rows) => rougeMeasure(rows, 'L', false),
} satisfies Metric;
