import { SIGNIFICANT_DIGITS } from '../../../src/metrics/layout.js';
import { MetricsReader } from '../../../src/metrics/reader.js';
import { Recorder } from '../../../src/metrics/recorder.js';
import type { TrendStats } from '../../../src/metrics/snapshot.js';
import type { MetricDef, MetricsPlan } from '../../../src/metrics/types.js';

export const NO_PLAN: MetricsPlan = {
  submetrics: [],
  breakdowns: [],
  seriesLimit: 10_000,
  systemTags: [],
  runTags: {},
};

/** How far a percentile may be from its value, as a part of it. */
export const PRECISION = 10 ** -SIGNIFICANT_DIGITS;

/** A reader, and as many recorders as asked for, wired to it in one thread. */
export function recorders(count: number, plan: Partial<MetricsPlan> = {}, defs: readonly MetricDef[] = []) {
  const whole = { ...NO_PLAN, ...plan };
  const reader = new MetricsReader(whole, defs);
  const workers = Array.from(
    { length: count },
    (_, worker) => new Recorder({ plan: whole, announce: (message) => reader.accept(worker, message) }),
  );
  return { reader, workers };
}

export const trendDef = (contains: MetricDef['contains']): MetricDef => ({ name: 'trend', type: 'trend', contains });

/** Records each list in a worker of its own and gives the merged trend. */
export function mergedTrend(lists: readonly (readonly number[])[], contains: MetricDef['contains']): TrendStats {
  const def = trendDef(contains);
  const { reader, workers } = recorders(lists.length);
  lists.forEach((values, worker) => {
    const recorder = workers[worker]!;
    const metric = recorder.metric(def);
    for (const value of values) metric.add(value, recorder.rootTags);
  });
  return reader.snapshot().metrics.get('trend')!.stats as TrendStats;
}

/** The percentile by its definition: linear interpolation at p·(n-1) of the sorted values. */
export function exactPercentile(sorted: Float64Array, p: number): number {
  const rank = (p / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(rank)]!;
  const high = sorted[Math.ceil(rank)]!;
  return low + (high - low) * (rank - Math.floor(rank));
}
