import type { SeriesSnapshot, SeriesStats } from '../metrics/snapshot.js';
import type { MetricDef } from '../metrics/types.js';
import { checksOf, mergedByName } from './checks.js';
import { hasSamples, observedMetrics, order } from './observed.js';
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

/** Its scenario is not listed by itself: its groups stand for it. */
const DEFAULT_SCENARIO = 'default';

/** The whole test. */
export function totalScope(summary: Summary): Scope {
  const metrics = observedMetrics(summary).map(({ metric, submetrics }) => ({
    def: metric.def,
    stats: metric.stats,
    parts: submetrics.map(({ key, stats }) => ({ suffix: key.slice(metric.def.name.length), stats })),
  }));
  return { title: 'TOTAL RESULTS', metrics, checks: mergedByName(summary.checks), groups: [] };
}

/** What full mode adds: groups of the default scenario, then the other scenarios by name with their groups. */
export function detailScopes(summary: Summary): Scope[] {
  const named = summary.scenarios.filter((name) => name !== DEFAULT_SCENARIO).sort(order);
  return [
    ...groupScopes(summary, DEFAULT_SCENARIO).map((group) => ({ ...group, title: `GROUP: ${group.title}` })),
    ...named.map((name) => ({
      title: `SCENARIO: ${name}`,
      ...contents(summary, ({ tags }) => tags.scenario === name && Object.keys(tags).length === 1),
      checks: mergedByName(checksOf(summary.snapshot, ({ tags }) => tags.scenario === name)),
      groups: groupScopes(summary, name),
    })),
  ];
}

/** The top-level groups of a scenario with the ones inside them; titles are bare names. */
function groupScopes(summary: Summary, scenario: string): Scope[] {
  const roots: MutableScope[] = [];
  for (const path of groupPathsIn(summary, scenario)) {
    let siblings = roots;
    let reached = '';
    for (const name of path.split('::').slice(1)) {
      reached += `::${name}`;
      let scope = siblings.find(({ title }) => title === name);
      if (!scope) {
        scope = { title: name, ...groupContents(summary, scenario, reached), groups: [] };
        siblings.push(scope);
      }
      siblings = scope.groups;
    }
  }
  return sorted(roots);
}

interface MutableScope extends Scope {
  readonly groups: MutableScope[];
}

const sorted = (scopes: readonly MutableScope[]): Scope[] =>
  [...scopes].sort((a, b) => order(a.title, b.title)).map((one) => ({ ...one, groups: sorted(one.groups) }));

function groupPathsIn({ snapshot }: Summary, scenario: string): string[] {
  const paths = new Set<string>();
  for (const { parts } of snapshot.metrics.values()) {
    for (const { tags } of parts) if (tags.scenario === scenario && tags.group) paths.add(tags.group);
  }
  return [...paths];
}

/** A group's own samples: those of groups inside it are shown there. */
function groupContents(summary: Summary, scenario: string, path: string): Pick<Scope, 'metrics' | 'checks'> {
  const isOwn = ({ tags }: SeriesSnapshot): boolean => tags.scenario === scenario && tags.group === path;
  return {
    ...contents(summary, (part) => isOwn(part) && Object.keys(part.tags).length === 2),
    checks: mergedByName(checksOf(summary.snapshot, isOwn)),
  };
}

function contents({ snapshot }: Summary, isOwn: (part: SeriesSnapshot) => boolean): Pick<Scope, 'metrics'> {
  const metrics = [...snapshot.metrics.values()].flatMap(({ def, parts }) => {
    const own = parts.find(isOwn);
    return own && hasSamples(own.stats) ? [{ def, stats: own.stats, parts: [] }] : [];
  });
  return { metrics: metrics.sort((a, b) => order(a.def.name, b.def.name)) };
}
