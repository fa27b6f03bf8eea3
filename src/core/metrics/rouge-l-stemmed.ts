import type { Metric } from './metric.ts';
import { rougeMeasure } from './parts/rouge.ts';

/** The mean F1 of ROUGE-L over Porter stems. Source and details: `parts/rouge.ts`. */
export default {
  id: 'rouge-l-stemmed',
  title: 'ROUGE-L, stemmed',
  summary: 'ROUGE-L over word stems. For English.',
  unit: 'share',
  better: 'higher',
  order: 55,
  measure: (rows) => rougeMeasure(rows, 'L', true),
} satisfies Metric;
