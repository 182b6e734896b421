import type { SeriesStats } from '../metrics/snapshot.js';
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
}

/** The version of k6 whose form this is; readers of the form look at it. */
const K6_VERSION = '2.2.0';

interface MachineMetric {
  readonly contains: string;
  readonly name: string;
  readonly type: string;
  readonly values: Readonly<Record<string, number>>;
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

const machineMetric = (
  name: string,
  { contains, type }: Pick<MetricDef, 'contains' | 'type'>,
  stats: SeriesStats,
): MachineMetric => ({ contains, name, type, values: valuesOf(stats) });

function checkMetrics(passes: number, total: number): MachineMetric[] {
  const share = (name: string, count: number): MachineMetric =>
    machineMetric(name, { contains: 'default', type: 'rate' }, { type: 'rate', passes: count, total });
  return [
    { contains: 'default', name: 'checks_total', type: 'counter', values: { count: total } },
    share('checks_failed', total - passes),
    share('checks_succeeded', passes),
  ];
}

function valuesOf(stats: SeriesStats): Record<string, number> {
  switch (stats.type) {
    case 'counter':
      return { count: stats.sum };
    case 'gauge':
      return { max: stats.max, min: stats.min, value: stats.value };
    case 'rate':
      return { matches: stats.passes, rate: rateOf(stats), total: stats.total };
    case 'trend':
      return {
        avg: averageOf(stats),
        max: stats.max,
        med: stats.percentile(50),
        min: stats.min,
        p90: stats.percentile(90),
        p95: stats.percentile(95),
      };
  }
}
