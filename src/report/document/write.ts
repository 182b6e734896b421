import type { SeriesStats } from '../../metrics/snapshot.js';
import { trendToData } from '../../metrics/trend-data.js';
import { rateOf } from '../metric-values.js';
import { hasSamples } from '../observed.js';
import type { Summary } from '../summary.js';
import { ratePerSecond } from '../text/rows.js';
import { averageOf } from '../trend-values.js';
import {
  FIGURES_VERSION,
  FORMAT,
  FORMAT_VERSION,
  type MetricDocument,
  type RunFacts,
  type StatsDocument,
  type SummaryDocument,
  type ThresholdDocument,
} from './format.js';

/** The document's text, one value a line, except that long lists of numbers stay on one. */
export function renderDocument(summary: Summary, facts: RunFacts): string {
  return `${JSON.stringify(summaryDocument(summary, facts), null, 2).replace(NUMBER_LISTS, (list) => list.replace(/\s+/g, ' '))}\n`;
}

const NUMBER_LISTS = /"values": \[[-+\d.eE,\s]*\]/g;

/** A summary as plain data. */
export function summaryDocument(summary: Summary, facts: RunFacts): SummaryDocument {
  const { snapshot, runDurationMs, workers, scenarios, setupData, generators, targets } = summary;
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    run: { ...facts, durationMs: runDurationMs, workers, scenarios },
    passed: summary.verdicts.every(({ ok }) => ok),
    thresholds: summary.verdicts.map(({ metricKey, source, ok, observed, abortOnFail }): ThresholdDocument => {
      return { metric: metricKey, expression: source, ok, ...(observed && { observed }), abortOnFail };
    }),
    thresholdKeys: summary.thresholdKeys,
    checks: summary.checks,
    groups: summary.groupPaths,
    metrics: metricDocuments(summary),
    overLimit: snapshot.overLimit,
    notFinite: snapshot.notFinite,
    notes: summary.notes,
    ...(setupData === undefined ? {} : { setupData }),
    ...(generators.length === 0 ? {} : { generator: { version: FIGURES_VERSION, runs: generators } }),
    ...(targets.length === 0 ? {} : { target: { version: FIGURES_VERSION, runs: targets } }),
  };
}

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
