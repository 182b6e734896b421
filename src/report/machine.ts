import type { SeriesStats } from '../metrics/snapshot.js';
import { rateOf } from './metric-values.js';
import { type NamedSeries, seriesIn, totalScope } from './scopes.js';
import type { Summary } from './summary.js';
import { isHidden } from './text/blocks.js';
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
  readonly name: string;
  readonly type: string;
  readonly contains: string;
  readonly values: Readonly<Record<string, number>>;
}

/** What `--new-machine-readable-summary` gives to `handleSummary` and to `--summary-export`. */
export interface MachineSummary {
  readonly config: { readonly duration: number; readonly execution: 'local'; readonly script: string };
  readonly metadata: { readonly generated_at: string; readonly k6_version: string };
  readonly results: {
    readonly checks: {
      readonly metrics: readonly MachineMetric[];
      readonly results: readonly { readonly name: string; readonly passes: number; readonly fails: number }[];
    };
    readonly metrics: readonly MachineMetric[];
  };
  readonly version: '1.0.0';
}

export function machineSummary(summary: Summary, context: MachineContext): MachineSummary {
  const total = totalScope(summary);
  const checks = total.metrics.find(({ def }) => def.name === 'checks')?.stats;
  return {
    config: { duration: summary.runDurationMs / 1000, execution: 'local', script: context.scriptSource },
    metadata: { generated_at: new Date(context.generatedAtMs).toISOString(), k6_version: K6_VERSION },
    results: {
      checks: {
        metrics: checks?.type === 'rate' ? checkMetrics(checks.passes, checks.total) : [],
        results: total.checks.map(({ name, passes, fails }) => ({ name, passes, fails })),
      },
      metrics: seriesIn(total)
        .filter(({ def }) => !isHidden(def.name, context.mode))
        .map(machineMetric),
    },
    version: '1.0.0',
  };
}

const machineMetric = ({ name, def, stats }: NamedSeries): MachineMetric => ({
  name,
  type: def.type,
  contains: def.contains,
  values: valuesOf(stats),
});

function checkMetrics(passes: number, total: number): MachineMetric[] {
  const share = (name: string, count: number): MachineMetric => ({
    name,
    type: 'rate',
    contains: 'default',
    values: valuesOf({ type: 'rate', passes: count, total }),
  });
  return [
    { name: 'checks_total', type: 'counter', contains: 'default', values: { count: total } },
    share('checks_succeeded', passes),
    share('checks_failed', total - passes),
  ];
}

function valuesOf(stats: SeriesStats): Record<string, number> {
  switch (stats.type) {
    case 'counter':
      return { count: stats.sum };
    case 'gauge':
      return { max: stats.max, min: stats.min, value: stats.value };
    case 'rate':
      return { matches: stats.passes, total: stats.total, rate: rateOf(stats) };
    case 'trend':
      return {
        avg: averageOf(stats),
        min: stats.min,
        med: stats.percentile(50),
        max: stats.max,
        p90: stats.percentile(90),
        p95: stats.percentile(95),
      };
  }
}
