import type { Metric } from './metric.ts';
import { percentileOf } from './parts/percentile.ts';

/** The time that half of the answers took at most, from request to last word. */
export default {
  id: 'latency-median',
  title: 'Latency, median',
  summary: 'Half of the answers took at most this long.',
  unit: 'ms',
  better: 'lower',
  order: 80,
  measure: (rows) => percentileOf(rows, ({ ms }) => ms, 0.5),
} satisfies Metric;
