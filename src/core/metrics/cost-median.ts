import type { Metric } from './metric.ts';
import { percentileOf } from './parts/percentile.ts';

/** What half of the answers cost at most, by the prices in Settings. */
export default {
  id: 'cost-median',
  title: 'Cost per answer, median',
  summary: 'Half of the answers cost at most this much.',
  unit: 'dollars',
  better: 'lower',
  order: 82,
  measure: (rows) => percentileOf(rows, ({ cost }) => cost, 0.5),
} satisfies Metric;
