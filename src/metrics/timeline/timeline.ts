import type { MetricContains, MetricType } from '../types.js';

/** What a run was over time. Plain data. */
export interface Timeline {
  /** When each interval ended, since the scenarios began. */
  readonly endsMs: readonly number[];
  readonly series: readonly TimelineSeries[];
}

export interface TimelineSeries {
  /** A metric's name, or a sub-metric's key. */
  readonly key: string;
  readonly type: MetricType;
  readonly contains: MetricContains;
  /**
   * By name, a number for each interval; undefined where there is nothing to tell. Of counters `sum`, of gauges `value`, of
   * rates `passes` and `total`, of trends `count`, `sum`, `min`, `max`, `p50`, `p90`, `p95`, `p99`: those of longer
   * intervals that were joined from shorter ones within 2 %.
   */
  readonly figures: Readonly<Record<string, readonly (number | undefined)[]>>;
}
