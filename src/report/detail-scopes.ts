import type { SeriesSnapshot, Snapshot } from '../metrics/snapshot.js';
import { checksOf, mergedByName } from './checks.js';
import { hasSamples, order } from './observed.js';
import type { Scope } from './scopes.js';
import type { Summary } from './summary.js';

/** Its scenario is not listed by itself: its groups stand for it. */
const DEFAULT_SCENARIO = 'default';
/** Samples of these stages belong to no scenario; what they do outside of groups of their own is in the total only. */
const STAGES = ['::setup', '::teardown'];

/** What full mode adds: groups outside of named scenarios, then those scenarios by name with their groups. */
export function detailScopes(summary: Summary): Scope[] {
  if (!isDetailed(summary.snapshot)) return [];
  const named = summary.scenarios.filter((name) => name !== DEFAULT_SCENARIO).sort(order);
  return [
    ...groupScopes(summary, DEFAULT_SCENARIO).map((group) => ({ ...group, title: `GROUP: ${group.title}` })),
    ...named.map((name) => scenarioScope(summary, name)).filter(({ metrics }) => metrics.length > 0),
  ];
}

/** Checks and the durations of groups are always kept apart, the other metrics only in full mode. */
const isDetailed = ({ metrics }: Snapshot): boolean =>
  [...metrics.values()].some(({ def, parts }) => !ALWAYS_APART.includes(def.name) && parts.length > 0);
const ALWAYS_APART = ['checks', 'group_duration'];

const scenarioScope = (summary: Summary, name: string): Scope => ({
  title: `SCENARIO: ${name}`,
  ...contents(summary, ({ tags }) => tags.scenario === name && Object.keys(tags).length === 1),
  checks: mergedByName(checksOf(summary.snapshot, ({ tags }) => tags.scenario === name)),
  groups: groupScopes(summary, name),
});

interface MutableScope extends Scope {
  readonly groups: MutableScope[];
}

/** The top-level groups of a scenario with the ones inside them, in order of first use; titles are bare names. */
function groupScopes(summary: Summary, scenario: string): Scope[] {
  const roots: MutableScope[] = [];
  for (const { path, owner } of groupsIn(summary, scenario)) {
    let siblings = roots;
    let reached = '';
    for (const name of path.split('::').slice(1)) {
      reached += `::${name}`;
      let scope = siblings.find(({ title }) => title === name);
      if (!scope) {
        scope = { title: name, ...groupContents(summary, owner, reached), groups: [] };
        siblings.push(scope);
      }
      siblings = scope.groups;
    }
  }
  return roots;
}

interface Group {
  readonly path: string;
  /** The scenario tag of its samples: none in stages, and none at all when that tag is switched off. */
  readonly owner: string | undefined;
}

function groupsIn({ snapshot, groupPaths }: Summary, scenario: string): Group[] {
  const parts = [...snapshot.metrics.values()].flatMap((metric) => metric.parts);
  const tagged = parts.some(({ tags }) => tags.scenario !== undefined);
  const ownerOf = (path: string): string | undefined => (tagged && !isOfStage(path) ? scenario : undefined);
  const found = new Set(
    parts.flatMap(({ tags: { scenario: owner, group = '' } }) => {
      const isListed = group !== '' && !STAGES.includes(group) && owner === ownerOf(group);
      return isListed && (owner !== undefined || scenario === DEFAULT_SCENARIO) ? [group] : [];
    }),
  );
  // A group that was interrupted has samples, but never came to its end.
  const paths = [
    ...groupPaths.filter((path) => found.has(path)),
    ...[...found].filter((path) => !groupPaths.includes(path)),
  ];
  return paths.map((path) => ({ path, owner: ownerOf(path) }));
}

const isOfStage = (path: string): boolean => STAGES.some((stage) => path.startsWith(`${stage}::`));

/** A group's own samples: those of groups inside it are shown there. */
function groupContents(summary: Summary, owner: string | undefined, path: string): Pick<Scope, 'metrics' | 'checks'> {
  const isOwn = ({ tags }: SeriesSnapshot): boolean =>
    tags.group === path && tags.scenario === owner && !STAGES.includes(path);
  return {
    ...contents(summary, (part) => isOwn(part) && part.tags.check === undefined),
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
