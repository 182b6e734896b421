import { metricsData } from './handle-summary.js';
import { order } from './observed.js';
import { type CheckNode, type GroupNode, rootGroup } from './root-group.js';
import type { Summary } from './summary.js';

/** The file of `--summary-export`, in the form that tools around k6 read. */
export function renderExport(summary: Summary, trendStats: readonly string[]): string {
  const metrics = Object.entries(metricsData(summary, trendStats)).map(([key, { type, values, thresholds }]) => {
    const { rate, ...others } = values;
    const named = type === 'rate' ? { ...others, value: rate } : values;
    // Here true has always meant that the threshold was crossed.
    const crossed =
      thresholds && Object.fromEntries(Object.entries(thresholds).map(([source, { ok }]) => [source, !ok]));
    return [key, { ...sorted(named), ...(crossed && { thresholds: crossed }) }] as const;
  });
  const data = {
    metrics: sorted(Object.fromEntries(metrics)),
    root_group: groupTree(rootGroup(summary)),
    ...(summary.setupData === undefined ? {} : { setup_data: summary.setupData }),
  };
  return JSON.stringify(data, null, 4);
}

interface GroupTree extends Omit<GroupNode, 'groups' | 'checks'> {
  readonly groups: Readonly<Record<string, GroupTree>>;
  readonly checks: Readonly<Record<string, CheckNode>>;
}

/** The same tree, by names. */
function groupTree({ name, path, id, groups, checks }: GroupNode): GroupTree {
  return {
    name,
    path,
    id,
    groups: Object.fromEntries(groups.map((group) => [group.name, groupTree(group)])),
    checks: Object.fromEntries(checks.map((check) => [check.name, check])),
  };
}

const sorted = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => order(a, b)));
