import type { Metric } from './metric.ts';
import { rougeMeasure } from './parts/rouge.ts';

/** The mean F1 of ROUGE-2 over Porter stems. Source and details: `parts/rouge.ts`. */
export default {
  id: 'rouge-2-stemmed',
  title: 'ROUGE-2, stemmed',
  summary: 'ROUGE-2 over word stems. For English.',
  unit: 'share',
  better: 'higher',
  order: 54,
  measure: (rows) => rougeMeasure(rows, 2, true),
} satisfies Metric;
