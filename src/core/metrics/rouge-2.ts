import type { Metric } from './metric.ts';
import { rougeMeasure } from './parts/rouge.ts';

/** The mean F1 of ROUGE-2. Source and details: `parts/rouge.ts`. */
export default {
  id: 'rouge-2',
  title: 'ROUGE-2',
  summary: 'Pairs of neighbouring words that answer and reference share.',
  unit: 'share',
  better: 'higher',
  order: 51,
  measure: (rows) => rougeMeasure(rows, 2, false),
} satisfies Metric;
