import { Distribution } from './distribution.js';
import { interpolate } from './percentile.js';
import { TREND } from './slab.js';
import type { TrendContent, TrendStats } from './snapshot.js';
import type { TrendSource } from './trend-source.js';
import type { MetricContains } from './types.js';

/** Values are listed up to this many; of more, histograms say the same in less room. */
const MOST_LISTED = 4096;

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
  #sorted: Float64Array | undefined;
  #distribution: Distribution | undefined;
  /** When all values are whole, so are the ones that buckets stand for. */
  #whole = false;
  readonly #series: readonly TrendSource[];
  readonly #contains: MetricContains;

  constructor(series: readonly TrendSource[], contains: MetricContains) {
    this.#series = series;
    this.#contains = contains;
    const total = (cell: number): number => series.reduce((sum, { cells }) => sum + cells[cell]!, 0);
    this.count = total(TREND.count);
    this.sum = total(TREND.sum);
    this.min = this.count === 0 ? 0 : Math.min(...series.map(({ cells }) => cells[TREND.min]!));
    this.max = this.count === 0 ? 0 : Math.max(...series.map(({ cells }) => cells[TREND.max]!));
    this.saturated = total(TREND.saturated);
    this.clipped = total(TREND.clipped);
    this.exact = series.every(({ factor }) => factor === 0);
  }

  percentile(p: number): number {
    if (this.count === 0) return 0;
    return this.exact ? this.#exactPercentile(p) : this.#mergedPercentile(p);
  }

  content(): TrendContent {
    if (this.exact && this.count <= MOST_LISTED) return { values: [...this.#sortedValues()] };
    const histograms = this.#merged().histograms();
    return { ...histograms, whole: this.#whole };
  }

  #sortedValues(): Float64Array {
    return (this.#sorted ??= sortedValues(this.#series));
  }

  #merged(): Distribution {
    if (this.#distribution) return this.#distribution;
    const largest = Math.max(Math.abs(this.min), Math.abs(this.max));
    this.#whole = this.#series.every(isWhole);
    return (this.#distribution = new Distribution(this.#series, this.#contains, largest));
  }

  #exactPercentile(p: number): number {
    const sorted = this.#sortedValues();
    return interpolate(p, sorted.length, (rank) => sorted[rank]!);
  }

  #mergedPercentile(p: number): number {
    const distribution = this.#merged();
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

const isWhole = (one: TrendSource): boolean =>
  one.factor === 0 ? one.exactValues().every(Number.isInteger) : one.cells[TREND.fractions] === 0;

function sortedValues(series: readonly TrendSource[]): Float64Array {
  const parts = series.map((one) => one.exactValues());
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
}
