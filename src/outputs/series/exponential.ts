import type { TrendStats } from '../../metrics/snapshot.js';
import { forEachValue } from './trend-values.js';

/** Counts by the powers of a base, as Prometheus' native and OpenTelemetry's exponential histograms have them. */
export interface ExponentialCounts {
  /** Bucket `i` holds magnitudes above base^(i-1), up to base^i. By their numbers, ascending. */
  readonly positive: ReadonlyMap<number, number>;
  readonly negative: ReadonlyMap<number, number>;
  readonly zero: number;
}

/** The trend's values, times a unit, in buckets whose base is 2^(2^-scale). */
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
  forEachValue(trend, add);
  return { positive: ascending(positive), negative: ascending(negative), zero };
}

const ascending = (counts: ReadonlyMap<number, number>): ReadonlyMap<number, number> =>
  new Map([...counts].sort(([a], [b]) => a - b));
