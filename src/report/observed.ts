import type { MetricSnapshot, SeriesStats, SubmetricSnapshot } from '../metrics/snapshot.js';
import type { Summary } from './summary.js';

/** A metric that has something to show, with those of its parts that have. */
export interface ObservedMetric {
  readonly metric: MetricSnapshot;
  readonly submetrics: readonly SubmetricSnapshot[];
}

/** k6 always makes this part; unlike the ones that thresholds ask for it is only shown when samples came. */
const ALWAYS_MADE = 'http_req_duration{expected_response:true}';

/** The metrics of a summary by name: those that got samples, and those that a threshold was set on. */
export function observedMetrics({
  snapshot,
  thresholdKeys,
}: Pick<Summary, 'snapshot' | 'thresholdKeys'>): ObservedMetric[] {
  const asked = new Set(thresholdKeys);
  return [...snapshot.metrics.values()]
    .map((metric) => ({
      metric,
      submetrics: [...metric.submetrics]
        .filter(({ key, stats }) => hasSamples(stats) || asked.has(key) || key !== ALWAYS_MADE)
        .sort((a, b) => order(a.key, b.key)),
    }))
    .filter(
      ({ metric, submetrics }) =>
        hasSamples(metric.stats) || asked.has(metric.def.name) || submetrics.some(({ key }) => asked.has(key)),
    )
    .sort((a, b) => order(a.metric.def.name, b.metric.def.name));
}

/** Whether anything was ever recorded. */
export function hasSamples(stats: SeriesStats): boolean {
  switch (stats.type) {
    case 'trend':
      return stats.count > 0;
    case 'rate':
      return stats.total > 0;
    default:
      return stats.seen;
  }
}

/** By code units, as every tool around k6 sorts names. */
export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
