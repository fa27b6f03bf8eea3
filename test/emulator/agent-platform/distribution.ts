import type { JsonObject } from '../json.ts';

const BUCKETS = 10;

/** How values spread, in the service's shape: sums are texts, since int64; zeros are left out. */
export function describeDistribution(values: readonly number[], epochs: number): JsonObject {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = values.reduce((total, value) => total + value, 0);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const middle = Math.floor((sorted.length - 1) / 2);
  return withoutZeros({
    sum: sum === 0 ? 0 : String(sum),
    billableSum: sum === 0 ? 0 : String(sum * epochs),
    min: at(0),
    max: at(1),
    mean: values.length === 0 ? 0 : sum / values.length,
    median: ((sorted[middle] ?? 0) + at(0.5)) / 2,
    p5: at(0.05),
    p95: at(0.95),
    ...(sorted.length > 0 && { buckets: cut(sorted) }),
  });
}

/** As proto3's JSON has it. */
function withoutZeros(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== 0));
}

/** Equal widths from the least to the greatest value; empty ones are left out. */
function cut(sorted: readonly number[]): JsonObject[] {
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const width = Math.max(1, Math.ceil((most - least + 1) / BUCKETS));
  const counts = new Map<number, number>();
  for (const value of sorted) {
    const bucket = Math.floor((value - least) / width);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return [...counts].map(([bucket, count]) => {
    const left = least + bucket * width;
    return withoutZeros({ count, left, right: left + width - 1 });
  });
}
