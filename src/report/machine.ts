import type { SeriesStats, TrendStats } from '../metrics/snapshot.js';
import type { MetricDef } from '../metrics/types.js';
import { mergedByName } from './checks.js';
import { rateOf } from './metric-values.js';
import { observedInK6Forms } from './observed.js';
import type { Summary } from './summary.js';
import { isHiddenByK6 } from './text/blocks.js';
import { averageOf } from './trend-values.js';

/** What the form says of a run besides its numbers. */
export interface MachineContext {
  readonly generatedAtMs: number;
  readonly scriptSource: string;
  readonly mode: 'compact' | 'full' | 'disabled';
  /** As written: of the figures of trends, those that nobody asked for are null. */
  readonly trendStats: readonly string[];
}

/** The version of k6 whose form this is; readers of the form look at it. */
const K6_VERSION = '2.2.0';

// biome-ignore lint/plugin: it is JSON's.
type Figures = Readonly<Record<string, number | null>>;

interface MachineMetric {
  readonly contains: string;
  readonly name: string;
  readonly type: string;
  readonly values: Figures;
}

/** What `--new-machine-readable-summary` gives to `handleSummary` and to `--summary-export`; k6 writes keys in alphabetical order. */
export interface MachineSummary {
  readonly config: { readonly duration: number; readonly execution: 'local'; readonly script: string };
  readonly metadata: { readonly generated_at: string; readonly k6_version: string };
  readonly results: {
    readonly checks: {
      readonly metrics: readonly MachineMetric[];
      readonly results: readonly { readonly fails: number; readonly name: string; readonly passes: number }[];
    };
    readonly metrics: readonly MachineMetric[];
  };
  readonly version: '1.0.0';
}

export function machineSummary(summary: Summary, context: MachineContext): MachineSummary {
  const observed = observedInK6Forms(summary);
  const checks = observed.find(({ metric }) => metric.def.name === 'checks')?.metric.stats;
  const machineMetric = (
    name: string,
    { contains, type }: Pick<MetricDef, 'contains' | 'type'>,
    stats: SeriesStats,
  ) => ({
    contains,
    name,
    type,
    values: valuesOf(stats, context.trendStats),
  });
  const shown = observed.filter(({ metric }) => !isHiddenByK6(metric.def.name, context.mode));
  return {
    config: { duration: summary.runDurationMs / 1000, execution: 'local', script: context.scriptSource },
    metadata: { generated_at: new Date(context.generatedAtMs).toISOString(), k6_version: K6_VERSION },
    results: {
      checks: {
        metrics: checks?.type === 'rate' ? checkMetrics(checks.passes, checks.total) : [],
        results: mergedByName(summary.checks).map(({ fails, name, passes }) => ({ fails, name, passes })),
      },
      metrics: shown.flatMap(({ metric, submetrics }) => [
        machineMetric(metric.def.name, metric.def, metric.stats),
        ...submetrics.map(({ key, stats }) => machineMetric(key, metric.def, stats)),
      ]),
    },
    version: '1.0.0',
  };
}

function checkMetrics(passes: number, total: number): MachineMetric[] {
  const share = (name: string, count: number): MachineMetric => ({
    contains: 'default',
    name,
    type: 'rate',
    values: valuesOf({ type: 'rate', passes: count, total }, []),
  });
  return [
    { contains: 'default', name: 'checks_total', type: 'counter', values: { count: total } },
    share('checks_failed', total - passes),
    share('checks_succeeded', passes),
  ];
}

function valuesOf(stats: SeriesStats, trendStats: readonly string[]): Figures {
  switch (stats.type) {
    case 'counter':
      return { count: stats.sum };
    case 'gauge':
      return { max: stats.max, min: stats.min, value: stats.value };
    case 'rate':
      return { matches: stats.passes, rate: rateOf(stats), total: stats.total };
    case 'trend':
      return Object.fromEntries(
        Object.entries(TREND_FIGURES).map(([name, [asked, of]]) => [
          name,
          trendStats.includes(asked) ? of(stats) : null,
        ]),
      );
  }
}

/** The form has these figures and no others, each under the name by which it is asked for. */
const TREND_FIGURES: Readonly<Record<string, readonly [asked: string, of: (stats: TrendStats) => number]>> = {
  avg: ['avg', averageOf],
  max: ['max', ({ max }) => max],
  med: ['med', (stats) => stats.percentile(50)],
  min: ['min', ({ min }) => min],
  p90: ['p(90)', (stats) => stats.percentile(90)],
  p95: ['p(95)', (stats) => stats.percentile(95)],
};
