import type { SeriesStats } from '../metrics/snapshot.js';
import type { MetricDef } from '../metrics/types.js';
import { mergedByName } from './checks.js';
import { observedMetrics } from './observed.js';
import type { CheckResult, Summary } from './summary.js';

/** One metric of a scope, and those of its parts that are shown below it. */
export interface ScopeMetric {
  readonly def: MetricDef;
  readonly stats: SeriesStats;
  /** By `{tag:value}`. */
  readonly parts: readonly { readonly suffix: string; readonly stats: SeriesStats }[];
}

/** What figures are about: the whole test, a scenario or a group. */
export interface Scope {
  readonly title: string;
  readonly metrics: readonly ScopeMetric[];
  /** Over all groups of the scope, merged by name. */
  readonly checks: readonly CheckResult[];
  readonly groups: readonly Scope[];
}

/** A metric or a part of it, by its whole name: `http_req_duration{status:200}`. */
export interface NamedSeries {
  readonly name: string;
  readonly def: MetricDef;
  readonly stats: SeriesStats;
}

/** Each metric of a scope, followed by its parts. */
export const seriesIn = ({ metrics }: Pick<Scope, 'metrics'>): NamedSeries[] =>
  metrics.flatMap(({ def, stats, parts }) => [
    { name: def.name, def, stats },
    ...parts.map((part) => ({ name: def.name + part.suffix, def, stats: part.stats })),
  ]);

/** The whole test. */
export function totalScope(summary: Summary): Scope {
  const metrics = observedMetrics(summary).map(({ metric, submetrics }) => ({
    def: metric.def,
    stats: metric.stats,
    parts: submetrics.map(({ key, stats }) => ({ suffix: key.slice(metric.def.name.length), stats })),
  }));
  return { title: 'TOTAL RESULTS', metrics, checks: mergedByName(summary.checks), groups: [] };
}
