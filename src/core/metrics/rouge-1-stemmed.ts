import type { Metric } from './metric.ts';
import { rougeMeasure } from './parts/rouge.ts';

/** The mean F1 of ROUGE-1 over Porter stems. Source and details: `parts/rouge.ts`. */
export default {
  id: 'rouge-1-stemmed',
  title: 'ROUGE-1, stemmed',
  summary: 'ROUGE-1 over word stems, so that “cuts” and “cutting” count as the same. For English.',
  unit: 'share',
  better: 'higher',
  order: 53,
  measure: (rows) => rougeMeasure(rows, 1, true),
} satisfies Metric;
