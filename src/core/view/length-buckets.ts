/** A bar of a histogram: lengths from `from` up to and including `to`. */
export interface LengthBucket {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Bars of a histogram. */
export const LENGTH_BUCKETS = 12;

/**
 * Where the fine buckets begin, in which lengths are counted before their range is known: 0, 1, 2 … and then a twelfth
 * wider each, in whole numbers. Lengths of texts spread over powers of ten, so bars of equal width would put nearly all of
 * them into the first.
 */
const STARTS: readonly number[] = startsOfBuckets();

/** Counts lengths; counts of several parts are added. */
export class LengthCounts {
  readonly counts: Float64Array;
  min = Infinity;
  max = -Infinity;

  constructor(counts = new Float64Array(STARTS.length)) {
    this.counts = counts;
  }

  add(length: number): void {
    const bucket = bucketOf(length);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.min = Math.min(this.min, length);
    this.max = Math.max(this.max, length);
  }

  join(other: Pick<LengthCounts, 'counts' | 'min' | 'max'>): void {
    for (const [bucket, count] of other.counts.entries()) this.counts[bucket] = (this.counts[bucket] ?? 0) + count;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /** At most LENGTH_BUCKETS bars, without a gap between them, from the shortest to the longest; none where nothing was counted. */
  bars(): LengthBucket[] {
    if (this.max < 0) return [];
    const first = bucketOf(this.min);
    const fine = bucketOf(this.max) - first + 1;
    const bars = Math.min(LENGTH_BUCKETS, fine);
    return Array.from({ length: bars }, (_, bar) => {
      const from = first + Math.floor((bar * fine) / bars);
      const to = first + Math.floor(((bar + 1) * fine) / bars);
      return {
        from: bar === 0 ? this.min : (STARTS[from] ?? 0),
        to: bar === bars - 1 ? this.max : (STARTS[to] ?? Infinity) - 1,
        count: this.counts.subarray(from, to).reduce((sum, count) => sum + count, 0),
      };
    });
  }
}

/** The fine bucket that a length belongs to. */
function bucketOf(length: number): number {
  let [low, high] = [0, STARTS.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((STARTS[middle] ?? 0) <= length) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function startsOfBuckets(): number[] {
  const starts = [0];
  for (let start = 1; start < 2 ** 31; start = Math.max(start + 1, Math.floor((start * 13) / 12))) starts.push(start);
  return starts;
}
