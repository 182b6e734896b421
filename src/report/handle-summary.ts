import { grouped } from '../base/grouped.js';
import type { SeriesStats } from '../metrics/snapshot.js';
import type { MetricDef } from '../metrics/types.js';
import { metricValues } from './metric-values.js';
import { observedInK6Forms } from './observed.js';
import { type GroupNode, rootGroup } from './root-group.js';
import type { Summary } from './summary.js';
import type { TimeUnit } from './text/values.js';

export interface HandleSummaryOptions {
  readonly trendStats: readonly string[];
  readonly timeUnit: TimeUnit;
  readonly noColor: boolean;
  readonly stdoutIsTTY: boolean;
  readonly stderrIsTTY: boolean;
  readonly systemTags: readonly string[];
}

/** One metric as scripts see it. */
export interface MetricData {
  readonly type: string;
  readonly contains: string;
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** The argument of a script's `handleSummary`. */
export interface HandleSummaryData {
  readonly root_group: GroupNode;
  readonly options: {
    readonly summaryTrendStats: readonly string[];
    readonly summaryTimeUnit: string;
    readonly noColor: boolean;
  };
  readonly state: {
    readonly isStdOutTTY: boolean;
    readonly isStdErrTTY: boolean;
    readonly testRunDurationMs: number;
  };
  readonly metrics: Readonly<Record<string, MetricData>>;
  readonly setup_data?: unknown;
}

/** Plain data, safe to hand to a script as JSON. */
export function handleSummaryData(summary: Summary, options: HandleSummaryOptions): HandleSummaryData {
  return {
    root_group: rootGroup(summary, options.systemTags),
    options: {
      summaryTrendStats: options.trendStats,
      summaryTimeUnit: options.timeUnit,
      noColor: options.noColor,
    },
    state: {
      isStdOutTTY: options.stdoutIsTTY,
      isStdErrTTY: options.stderrIsTTY,
      testRunDurationMs: summary.runDurationMs,
    },
    metrics: metricsData(summary, options.trendStats),
    ...(summary.setupData === undefined ? {} : { setup_data: summary.setupData }),
  };
}

/** All metrics that have something to show, each followed by its parts. */
export function metricsData(summary: Summary, trendStats: readonly string[]): Record<string, MetricData> {
  const verdicts = grouped(summary.verdicts, ({ metricKey }) => metricKey);
  const style = { trendStats, runDurationMs: summary.runDurationMs };
  const entry = (key: string, { type, contains }: MetricDef, stats: SeriesStats): [string, MetricData] => {
    const own = verdicts.get(key);
    const thresholds = own && Object.fromEntries(own.map(({ source, ok }) => [source, { ok }]));
    return [key, { type, contains, values: metricValues(stats, style), ...(thresholds && { thresholds }) }];
  };
  return Object.fromEntries(
    observedInK6Forms(summary).flatMap(({ metric, submetrics }) => [
      entry(metric.def.name, metric.def, metric.stats),
      ...submetrics.map(({ key, stats }) => entry(key, metric.def, stats)),
    ]),
  );
}
