import type { Metric } from './metric.ts';
import { percentileOf } from './parts/percentile.ts';

/** What 95 of 100 answers cost at most, by the prices in Settings. */
export default {
  id: 'cost-p95',
  title: 'Cost per answer, 95th percentile',
  summary: '95 of 100 answers cost at most this much.',
  unit: 'dollars',
  better: 'lower',
  order: 83,
  measure: (rows) => percentileOf(rows, ({ cost }) => cost, 0.95),
} satisfies Metric;
