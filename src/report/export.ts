import { type MetricData, metricsData } from './handle-summary.js';
import { type CheckNode, type GroupNode, rootGroup } from './root-group.js';
import type { Summary } from './summary.js';

export interface ExportOptions {
  readonly trendStats: readonly string[];
  readonly systemTags: readonly string[];
}

/** The file of `--summary-export`, in the form that tools around k6 read. */
export function renderExport(summary: Summary, { trendStats, systemTags }: ExportOptions): string {
  const metrics = Object.entries(metricsData(summary, trendStats)).map(
    ([key, data]) => [key, figuresOf(data)] as const,
  );
  const data = {
    root_group: groupTree(rootGroup(summary, systemTags)),
    metrics: Object.fromEntries(metrics),
    ...(summary.setupData === undefined ? {} : { setup_data: summary.setupData }),
  };
  return JSON.stringify(data, null, 4);
}

/** The figures of a metric beside its thresholds; true has always meant that one was crossed. */
function figuresOf({ type, values, thresholds }: MetricData): Readonly<Record<string, unknown>> {
  const { rate, ...others } = values;
  const crossed = thresholds && Object.fromEntries(Object.entries(thresholds).map(([source, { ok }]) => [source, !ok]));
  return {
    ...(type === 'rate' ? others : values),
    ...(crossed && { thresholds: crossed }),
    ...(type === 'rate' && { value: rate }),
  };
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
