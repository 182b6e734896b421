import type { MetricSnapshot, SeriesStats, Snapshot } from '../../metrics/snapshot.js';
import { type TrendData, trendFromData, trendToData } from '../../metrics/trend-data.js';
import type { MetricContains, MetricDef, MetricType, Tags } from '../../metrics/types.js';
import { rateOf } from '../metric-values.js';
import { hasSamples } from '../observed.js';
import type { Summary } from '../summary.js';
import { ratePerSecond } from '../text/rows.js';
import { averageOf } from '../trend-values.js';
import type { Reader } from './reader.js';

/** All series of a run, as a file has them. */
export interface SnapshotDocument {
  readonly metrics: readonly MetricDocument[];
  readonly overLimit: number;
  readonly notFinite: number;
}

interface MetricDocument {
  readonly name: string;
  readonly type: MetricType;
  readonly contains: MetricContains;
  readonly stats: StatsDocument;
  readonly submetrics: readonly { readonly key: string; readonly tags: Tags; readonly stats: StatsDocument }[];
  readonly parts: readonly { readonly tags: Tags; readonly stats: StatsDocument }[];
}

/** The figures of a series; what can be computed from others (rates, averages, percentiles) is there to be read. */
type StatsDocument =
  | { readonly sum: number; readonly ratePerSecond: number; readonly seen: boolean }
  | { readonly value: number; readonly min: number; readonly max: number; readonly seen: boolean }
  | { readonly passes: number; readonly total: number; readonly rate: number }
  | (TrendData & TrendReadings);

interface TrendReadings {
  readonly avg: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly 'p99.9': number;
}

export const snapshotDocument = (summary: Summary): SnapshotDocument => ({
  metrics: metricDocuments(summary),
  overLimit: summary.snapshot.overLimit,
  notFinite: summary.snapshot.notFinite,
});

/** Metrics without a sample are left out, unless a threshold was set on them. */
function metricDocuments({ snapshot, thresholdKeys, runDurationMs }: Summary): MetricDocument[] {
  const document = (stats: SeriesStats): StatsDocument => statsDocument(stats, runDurationMs);
  return [...snapshot.metrics.values()]
    .filter(({ def, stats, submetrics }) => {
      return (
        hasSamples(stats) || [def.name, ...submetrics.map(({ key }) => key)].some((key) => thresholdKeys.includes(key))
      );
    })
    .map(({ def, stats, submetrics, parts }) => ({
      ...def,
      stats: document(stats),
      submetrics: submetrics.map((one) => ({ key: one.key, tags: one.tags, stats: document(one.stats) })),
      parts: parts.map((one) => ({ tags: one.tags, stats: document(one.stats) })),
    }));
}

function statsDocument(stats: SeriesStats, runDurationMs: number): StatsDocument {
  switch (stats.type) {
    case 'counter':
      return { sum: stats.sum, ratePerSecond: ratePerSecond(stats.sum, runDurationMs), seen: stats.seen };
    case 'gauge':
      return { value: stats.value, min: stats.min, max: stats.max, seen: stats.seen };
    case 'rate':
      return { passes: stats.passes, total: stats.total, rate: rateOf(stats) };
    case 'trend':
      return {
        avg: averageOf(stats),
        p50: stats.percentile(50),
        p90: stats.percentile(90),
        p95: stats.percentile(95),
        p99: stats.percentile(99),
        'p99.9': stats.percentile(99.9),
        ...trendToData(stats),
      };
  }
}

export function readSnapshot(document: Reader): Snapshot {
  const metrics = document.get('metrics').list(readMetric);
  return {
    metrics: new Map(metrics.map((metric) => [metric.def.name, metric])),
    overLimit: document.get('overLimit').number(),
    notFinite: document.get('notFinite').number(),
  };
}

function readMetric(metric: Reader): MetricSnapshot {
  const def: MetricDef = {
    name: metric.get('name').text(),
    type: metric.get('type').oneOf(['counter', 'gauge', 'rate', 'trend']),
    contains: metric.get('contains').oneOf(['default', 'time', 'data']),
  };
  const series = (one: Reader) => ({
    tags: one.get('tags').record((value) => value.text()),
    stats: readStats(one.get('stats'), def),
  });
  return {
    def,
    stats: readStats(metric.get('stats'), def),
    submetrics: metric.get('submetrics').list((one) => ({ key: one.get('key').text(), ...series(one) })),
    parts: metric.get('parts').list(series),
  };
}

function readStats(stats: Reader, { type, contains }: MetricDef): SeriesStats {
  const number = (key: string): number => stats.get(key).number();
  switch (type) {
    case 'counter':
      return { type, sum: number('sum'), seen: stats.get('seen').flag() };
    case 'gauge':
      return { type, value: number('value'), min: number('min'), max: number('max'), seen: stats.get('seen').flag() };
    case 'rate':
      return { type, passes: number('passes'), total: number('total') };
    case 'trend':
      return stats.decode(() => trendFromData([readTrend(stats)], contains));
  }
}

function readTrend(trend: Reader): TrendData {
  const number = (key: string): number => trend.get(key).number();
  const figures = {
    count: number('count'),
    sum: number('sum'),
    min: number('min'),
    max: number('max'),
    saturated: number('saturated'),
    clipped: number('clipped'),
  };
  if (trend.has('values')) return { ...figures, values: trend.get('values').list((value) => value.number()) };
  return {
    ...figures,
    factor: number('factor'),
    whole: trend.get('whole').flag(),
    positive: trend.get('positive').text(),
    negative: trend.get('negative').text(),
  };
}
