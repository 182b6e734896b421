import type { PagedHistogram } from './histogram.js';
import type { MetricDef, Tags } from './types.js';

/** The state of one series, over all workers. Times in ms, data in bytes, as the metric's `contains` says. */
export type SeriesStats = CounterStats | GaugeStats | RateStats | TrendStats;

export interface CounterStats {
  readonly type: 'counter';
  readonly sum: number;
  /** False while nothing was added; a sum of 0 may also be made of zeros. */
  readonly seen: boolean;
}
export interface GaugeStats {
  readonly type: 'gauge';
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** False while nothing was set. */
  readonly seen: boolean;
}
export interface RateStats {
  readonly type: 'rate';
  readonly passes: number;
  readonly total: number;
}
export interface TrendStats {
  readonly type: 'trend';
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** True while every value is still held as it came, so that percentiles are exact. */
  readonly exact: boolean;
  /** Values that were over the histogram's range and stand in its last bucket. */
  readonly saturated: number;
  /** Values that found their bucket full (at 2^32 - 1) and are missing in percentiles only. */
  readonly clipped: number;
  /** `p` from 0 to 100; k6's linear interpolation while exact, from the histogram afterwards. 0 when empty. */
  percentile(p: number): number;
  /** The values themselves, as far as they are known: few as they came, many as counts. */
  content(): TrendContent;
}

export type TrendContent = ListedValues | CountedValues;

/** All values, in ascending order. */
export interface ListedValues {
  readonly values: readonly number[];
}
export interface CountedValues {
  /** Units per one: the histograms count values times this. Times are in ns, which is 1e6 per ms. */
  readonly factor: number;
  /** Whether all values were whole numbers. */
  readonly whole: boolean;
  readonly positive: PagedHistogram;
  /** Of the magnitudes of negative values. */
  readonly negative: PagedHistogram;
}

export interface SeriesSnapshot {
  readonly tags: Tags;
  readonly stats: SeriesStats;
}

export interface SubmetricSnapshot extends SeriesSnapshot {
  /** As the user wrote it: `http_req_duration{status:200}`. */
  readonly key: string;
}

export interface MetricSnapshot {
  readonly def: MetricDef;
  readonly stats: SeriesStats;
  /** What thresholds asked for, in the order of the plan; present even when no sample came. */
  readonly submetrics: readonly SubmetricSnapshot[];
  /** What breakdowns made: series by the tags they were asked for. */
  readonly parts: readonly SeriesSnapshot[];
}

/** All metrics at one moment, over all workers. Metrics without a sample are present with empty stats. */
export interface Snapshot {
  readonly metrics: ReadonlyMap<string, MetricSnapshot>;
  /** Samples that came after the series limit was reached; they are in their metric's untagged series. */
  readonly overLimit: number;
  /** Values refused because no sum could hold them: NaN, and infinities of counters and trends. */
  readonly notFinite: number;
}
