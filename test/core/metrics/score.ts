import { sumsOf } from '../../../src/core/evaluation/interval.ts';
import { findMetric } from '../../../src/core/metrics/index.ts';
import type { MetricSettings, ScoredRow } from '../../../src/core/metrics/metric.ts';

/** The figure of a metric over all rows; null where it has none. */
export function score(
  id: string,
  rows: readonly ScoredRow[],
  settings: MetricSettings = { pattern: '' },
): number | null {
  const metric = findMetric(id);
  if (!metric) throw new Error(`there is no metric ${id}`);
  const measure = metric.measure(rows, settings);
  if (measure?.kind !== 'sums') return null;
  return measure.figure(sumsOf(measure, rows.keys()));
}
