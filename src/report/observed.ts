import { isGeneratorMetric } from '../metrics/builtin.js';
import type { MetricSnapshot, SeriesStats, SubmetricSnapshot } from '../metrics/snapshot.js';
import { metricOfKey } from '../metrics/types.js';
import type { Summary } from './summary.js';

/** A metric that has something to show, with those of its parts that have: samples, or a threshold. */
export interface ObservedMetric {
  readonly metric: MetricSnapshot;
  readonly submetrics: readonly SubmetricSnapshot[];
}

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
        .filter(({ key, stats }) => hasSamples(stats) || asked.has(key))
        .sort((a, b) => order(a.key, b.key)),
    }))
    .filter(
      ({ metric, submetrics }) =>
        hasSamples(metric.stats) || asked.has(metric.def.name) || submetrics.some(({ key }) => asked.has(key)),
    )
    .sort((a, b) => order(a.metric.def.name, b.metric.def.name));
}

/**
 * The same for the forms that k6 made. Tools around it compare the metrics in them with those they know, and the health
 * of the generator, which every run has, is none of the test: it is there when a threshold names it; an empty list will
 * do. What a test measures by its timetable (`iteration_lag`, `http_req_duration_corrected`) is there like a metric of
 * the script.
 */
export const observedInK6Forms = (summary: Pick<Summary, 'snapshot' | 'thresholdKeys'>): ObservedMetric[] =>
  observedMetrics(summary).filter(
    ({ metric: { def } }) =>
      !isGeneratorMetric(def.name) || summary.thresholdKeys.some((key) => metricOfKey(key) === def.name),
  );

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
