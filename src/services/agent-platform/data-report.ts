import type { JsonObject } from '../../core/json.ts';
import type { DataReport, Distribution } from '../../core/tuning/reading.ts';
import { numberOf, objectOf, objectsOf, textsOf } from '../member.ts';

/** What the service found in the training file; null until it has read it. */
export function dataReportOf(job: JsonObject): DataReport | null {
  const all = objectOf(job, 'tuningDataStats');
  const supervised = objectOf(all, 'supervisedTuningDataStats');
  const others = ['preferenceOptimizationDataStats', 'reinforcementTuningDataStats'];
  const stats = supervised ?? others.map((name) => objectOf(all, name)).find((found) => found !== null) ?? null;
  if (stats === null) return null;
  const truncatedLines = linesOf(stats, 'truncatedExampleIndices');
  return {
    examples: numberOf(stats, 'tuningDatasetExampleCount'),
    billableTokens: numberOf(stats, 'totalBillableTokenCount'),
    steps: numberOf(stats, 'tuningStepCount'),
    inputTokens: distributionOf(stats, 'userInputTokenDistribution'),
    outputTokens: distributionOf(stats, 'userOutputTokenDistribution'),
    truncated: numberOf(stats, 'totalTruncatedExampleCount') ?? 0,
    truncatedLines,
    // Only the other methods have indices of their own for dropped examples; the reasons are beside the indices.
    droppedLines: droppedLines(
      supervised ? truncatedLines : linesOf(stats, 'droppedExampleIndices'),
      stats,
      supervised,
    ),
  };
}

function droppedLines(
  lines: readonly number[],
  stats: JsonObject,
  supervised: JsonObject | null,
): DataReport['droppedLines'] {
  const reasons = textsOf(stats, 'droppedExampleReasons');
  const count = supervised ? reasons.length : Math.max(reasons.length, lines.length);
  return Array.from({ length: count }, (_, index) => ({ line: lines[index] ?? null, reason: reasons[index] ?? '' }));
}

/** 1-based, as the service counts; 64-bit numbers come as texts. */
function linesOf(stats: JsonObject, member: string): number[] {
  const value = stats[member];
  if (!Array.isArray(value)) return [];
  return value.map(Number).filter((line) => Number.isSafeInteger(line));
}

function distributionOf(stats: JsonObject, member: string): Distribution | null {
  const found = objectOf(stats, member);
  if (found === null) return null;
  // Google's JSON leaves out what is zero.
  const figure = (holder: JsonObject, name: string) => numberOf(holder, name) ?? 0;
  return {
    min: figure(found, 'min'),
    max: figure(found, 'max'),
    mean: figure(found, 'mean'),
    median: figure(found, 'median'),
    p5: figure(found, 'p5'),
    p95: figure(found, 'p95'),
    sum: figure(found, 'sum'),
    buckets: objectsOf(found, 'buckets').map((bucket) => ({
      left: figure(bucket, 'left'),
      right: figure(bucket, 'right'),
      count: figure(bucket, 'count'),
    })),
  };
}
