import type { ScoredRow } from '../../../src/core/metrics/metric.ts';

/** A row that was answered. */
export function pair(reference: string, answer: string): ScoredRow {
  return { reference, answer, ms: 1_200, cost: 0.002 };
}
