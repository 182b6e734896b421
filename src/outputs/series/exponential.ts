import type { PagedHistogram } from '../../metrics/histogram.js';
import type { TrendStats } from '../../metrics/snapshot.js';

/** Counts by the powers of a base, as Prometheus' native and OpenTelemetry's exponential histograms have them. */
export interface ExponentialCounts {
  /** Bucket `i` holds magnitudes above base^(i-1), up to base^i. By their numbers, ascending. */
  readonly positive: ReadonlyMap<number, number>;
  readonly negative: ReadonlyMap<number, number>;
  readonly zero: number;
}

/**
 * The trend's values, times a unit, in buckets whose base is 2^(2^-scale). Our own buckets are a hundred times narrower, so
 * each of them goes as a whole into the one that its middle belongs to. Values that hold no histogram yet go one by one.
 */
export function exponentialCounts(trend: TrendStats, unit: number, scale: number): ExponentialCounts {
  const positive = new Map<number, number>();
  const negative = new Map<number, number>();
  let zero = 0;
  const add = (value: number, count: number): void => {
    if (value === 0) {
      zero += count;
      return;
    }
    const into = value < 0 ? negative : positive;
    const bucket = Math.ceil(Math.log2(Math.abs(value * unit)) * 2 ** scale);
    into.set(bucket, (into.get(bucket) ?? 0) + count);
  };
  const content = trend.content();
  if ('values' in content) for (const value of content.values) add(value, 1);
  else {
    const { factor } = content;
    forEachMiddle(content.positive, (middle, count) => add(middle / factor, count));
    forEachMiddle(content.negative, (middle, count) => add(-middle / factor, count));
  }
  return { positive: ascending(positive), negative: ascending(negative), zero };
}

function forEachMiddle(histogram: PagedHistogram, visit: (middle: number, count: number) => void): void {
  histogram.forEachBucket((lowest, count) => {
    visit(lowest + (histogram.sizeOfEquivalentValueRange(lowest) - 1) / 2, count);
  });
}

const ascending = (counts: ReadonlyMap<number, number>): ReadonlyMap<number, number> =>
  new Map([...counts].sort(([a], [b]) => a - b));
