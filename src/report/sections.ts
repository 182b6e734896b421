import type { SeriesSnapshot, SeriesStats } from '../metrics/snapshot.js';
import type { MetricDef } from '../metrics/types.js';
import { checksOf, mergedByName } from './checks.js';
import { hasSamples, observedMetrics, order } from './observed.js';
import type { CheckResult, Summary } from './summary.js';

/** One metric of a section, and those of its parts that are shown below it. */
export interface SectionMetric {
  readonly def: MetricDef;
  readonly stats: SeriesStats;
  /** By `{tag:value}`. */
  readonly parts: readonly { readonly suffix: string; readonly stats: SeriesStats }[];
}

/** A part of the report: the whole test, a scenario or a group. */
export interface Section {
  readonly title: string;
  readonly metrics: readonly SectionMetric[];
  /** Over all groups of the section, merged by name. */
  readonly checks: readonly CheckResult[];
  readonly groups: readonly Section[];
}

/** Its scenario is not listed by itself: its groups stand for it. */
const DEFAULT_SCENARIO = 'default';

/** The section of the whole test. */
export function totalSection(summary: Summary): Section {
  const metrics = observedMetrics(summary).map(({ metric, submetrics }) => ({
    def: metric.def,
    stats: metric.stats,
    parts: submetrics.map(({ key, stats }) => ({ suffix: key.slice(metric.def.name.length), stats })),
  }));
  return { title: 'TOTAL RESULTS', metrics, checks: mergedByName(summary.checks), groups: [] };
}

/** What full mode adds: groups of the default scenario, then the other scenarios by name with their groups. */
export function detailSections(summary: Summary): Section[] {
  const named = summary.scenarios.filter((name) => name !== DEFAULT_SCENARIO).sort(order);
  return [
    ...groupSections(summary, DEFAULT_SCENARIO).map((group) => ({ ...group, title: `GROUP: ${group.title}` })),
    ...named.map((name) => ({
      title: `SCENARIO: ${name}`,
      ...contents(summary, ({ tags }) => tags.scenario === name && Object.keys(tags).length === 1),
      checks: mergedByName(checksOf(summary.snapshot, ({ tags }) => tags.scenario === name)),
      groups: groupSections(summary, name),
    })),
  ];
}

/** The top-level groups of a scenario with the ones inside them; titles are bare names. */
function groupSections(summary: Summary, scenario: string): Section[] {
  const roots: MutableSection[] = [];
  for (const path of groupPathsIn(summary, scenario)) {
    let siblings = roots;
    let reached = '';
    for (const name of path.split('::').slice(1)) {
      reached += `::${name}`;
      let section = siblings.find(({ title }) => title === name);
      if (!section) {
        section = { title: name, ...groupContents(summary, scenario, reached), groups: [] };
        siblings.push(section);
      }
      siblings = section.groups;
    }
  }
  return sorted(roots);
}

interface MutableSection extends Section {
  readonly groups: MutableSection[];
}

const sorted = (sections: readonly MutableSection[]): Section[] =>
  [...sections].sort((a, b) => order(a.title, b.title)).map((one) => ({ ...one, groups: sorted(one.groups) }));

function groupPathsIn({ snapshot }: Summary, scenario: string): string[] {
  const paths = new Set<string>();
  for (const { parts } of snapshot.metrics.values()) {
    for (const { tags } of parts) if (tags.scenario === scenario && tags.group) paths.add(tags.group);
  }
  return [...paths];
}

/** A group's own samples: those of groups inside it are shown there. */
function groupContents(summary: Summary, scenario: string, path: string): Pick<Section, 'metrics' | 'checks'> {
  const isOwn = ({ tags }: SeriesSnapshot): boolean => tags.scenario === scenario && tags.group === path;
  return {
    ...contents(summary, (part) => isOwn(part) && Object.keys(part.tags).length === 2),
    checks: mergedByName(checksOf(summary.snapshot, isOwn)),
  };
}

function contents({ snapshot }: Summary, isOwn: (part: SeriesSnapshot) => boolean): Pick<Section, 'metrics'> {
  const metrics = [...snapshot.metrics.values()].flatMap(({ def, parts }) => {
    const own = parts.find(isOwn);
    return own && hasSamples(own.stats) ? [{ def, stats: own.stats, parts: [] }] : [];
  });
  return { metrics: metrics.sort((a, b) => order(a.def.name, b.def.name)) };
}
