import { Distribution } from './distribution.js';
import { interpolate } from './percentile.js';
import { TREND } from './slab.js';
import type { TrendStats } from './snapshot.js';
import type { MetricContains } from './types.js';
import type { WorkerSeries } from './worker-series.js';

/**
 * A trend over all workers. The figures are of the moment it was made; the distribution is merged when somebody asks
 * for a percentile, because most never do. While a run goes on it may then know a few values more.
 */
export class MergedTrend implements TrendStats {
  readonly type = 'trend';
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly exact: boolean;
  readonly saturated: number;
  readonly clipped: number;
  /** When all values are whole, so are the ones that buckets stand for. */
  readonly #whole: boolean;
  #sorted: Float64Array | undefined;
  #distribution: Distribution | undefined;

  constructor(
    private readonly series: readonly WorkerSeries[],
    private readonly contains: MetricContains,
  ) {
    const total = (cell: number): number => series.reduce((sum, { cells }) => sum + cells[cell]!, 0);
    this.count = total(TREND.count);
    this.sum = total(TREND.sum);
    this.min = this.count === 0 ? 0 : Math.min(...series.map(({ cells }) => cells[TREND.min]!));
    this.max = this.count === 0 ? 0 : Math.max(...series.map(({ cells }) => cells[TREND.max]!));
    this.saturated = total(TREND.saturated);
    this.clipped = total(TREND.clipped);
    this.exact = series.every(({ factor }) => factor === 0);
    this.#whole = total(TREND.fractions) === 0;
  }

  percentile(p: number): number {
    if (this.count === 0) return 0;
    return this.exact ? this.#exactPercentile(p) : this.#mergedPercentile(p);
  }

  #exactPercentile(p: number): number {
    const sorted = (this.#sorted ??= sortedValues(this.series));
    return interpolate(p, sorted.length, (rank) => sorted[rank]!);
  }

  #mergedPercentile(p: number): number {
    const largest = Math.max(Math.abs(this.min), Math.abs(this.max));
    const distribution = (this.#distribution ??= new Distribution(this.series, this.contains, largest));
    const last = distribution.total - 1;
    return interpolate(p, distribution.total, (rank) => {
      if (rank === 0) return this.min;
      if (rank === last) return this.max;
      const value = distribution.valueAt(rank);
      // Buckets have a width; the extremes are known exactly.
      return Math.min(this.max, Math.max(this.min, this.#whole ? Math.round(value) : value));
    });
  }
}

function sortedValues(series: readonly WorkerSeries[]): Float64Array {
  const parts = series.map((one) => one.exactValues());
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
}
