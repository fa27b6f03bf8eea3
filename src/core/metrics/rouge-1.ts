import type { Metric } from './metric.ts';
import { rougeMeasure } from './parts/rouge.ts';

/** The mean F1 of ROUGE-1. Source and details: `parts/rouge.ts`. */
export default {
  id: 'rouge-1',
  title: 'ROUGE-1',
  summary: 'Words that answer and reference share, whatever their order.',
  unit: 'share',
  better: 'higher',
  order: 50,
  measure: (rows) => rougeMeasure(rows, 1, false),
} satisfies Metric;
