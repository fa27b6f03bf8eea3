import type { Metric } from './metric.ts';
import { percentileOf } from './parts/percentile.ts';

/** The time that 95 of 100 answers took at most, from request to last word. */
export default {
  id: 'latency-p95',
  title: 'Latency, 95th percentile',
  summary: '95 of 100 answers took at most this long.',
  unit: 'ms',
  better: 'lower',
  order: 81,
  measure: (rows) => percentileOf(rows, ({ ms }) => ms, 0.95),
} satisfies Metric;
