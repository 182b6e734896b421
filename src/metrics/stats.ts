import { COUNTER, GAUGE, RATE } from './slab.js';
import type { CounterStats, GaugeStats, RateStats, SeriesStats } from './snapshot.js';
import { MergedTrend } from './trend-stats.js';
import type { MetricDef, MetricType } from './types.js';
import type { WorkerSeries } from './worker-series.js';

/** The state of one series over the workers that have it; none is the empty state. */
export const mergeStats = (def: MetricDef, series: readonly WorkerSeries[]): SeriesStats =>
  MERGE[def.type](series, def);

const MERGE: Record<MetricType, (series: readonly WorkerSeries[], def: MetricDef) => SeriesStats> = {
  counter: mergeCounters,
  gauge: mergeGauges,
  rate: mergeRates,
  trend: (series, { contains }) => new MergedTrend(series, contains),
};

const total = (series: readonly WorkerSeries[], cell: number): number =>
  series.reduce((sum, { cells }) => sum + cells[cell]!, 0);

function mergeCounters(series: readonly WorkerSeries[]): CounterStats {
  return { type: 'counter', sum: total(series, COUNTER.sum), seen: total(series, COUNTER.seen) > 0 };
}

function mergeRates(series: readonly WorkerSeries[]): RateStats {
  return { type: 'rate', passes: total(series, RATE.passes), total: total(series, RATE.total) };
}

/** The last write of all workers wins; their clocks are one. */
function mergeGauges(series: readonly WorkerSeries[]): GaugeStats {
  let merged: GaugeStats = { type: 'gauge', value: 0, min: 0, max: 0, seen: false };
  let newestMs = 0;
  for (const { cells } of series) {
    const timeMs = cells[GAUGE.timeMs]!;
    if (timeMs === 0) continue;
    const [min, max] = [cells[GAUGE.min]!, cells[GAUGE.max]!];
    merged = {
      type: 'gauge',
      value: timeMs >= newestMs ? cells[GAUGE.value]! : merged.value,
      min: merged.seen ? Math.min(merged.min, min) : min,
      max: merged.seen ? Math.max(merged.max, max) : max,
      seen: true,
    };
    newestMs = Math.max(newestMs, timeMs);
  }
  return merged;
}
