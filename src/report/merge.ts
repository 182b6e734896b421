import { errors } from '../base/errors/index.js';
import { grouped } from '../base/grouped.js';
import { Problems } from '../base/problems.js';
import type {
  CounterStats,
  GaugeStats,
  MetricSnapshot,
  RateStats,
  SeriesStats,
  Snapshot,
  TrendStats,
} from '../metrics/snapshot.js';
import { trendFromData, trendToData } from '../metrics/trend-data.js';
import { type MetricDef, nameOfTags } from '../metrics/types.js';
import { bindThresholds } from '../thresholds/bind.js';
import { evaluate } from '../thresholds/evaluate.js';
import type { ThresholdSpec, Verdict } from '../thresholds/types.js';
import type { CheckResult, Summary } from './summary.js';

/**
 * One summary of runs that went on at the same time on several machines: counts add up, percentiles are those of all
 * values together, the longest run says how long it took, and thresholds are judged anew.
 */
export function mergeSummaries(summaries: readonly Summary[]): Summary {
  const snapshot = mergeSnapshots(summaries.map((one) => one.snapshot));
  const runDurationMs = Math.max(...summaries.map((one) => one.runDurationMs));
  const all = <Item>(pick: (summary: Summary) => readonly Item[]): Item[] => [...new Set(summaries.flatMap(pick))];
  return {
    snapshot,
    verdicts: judge(summaries, snapshot, runDurationMs),
    thresholdKeys: all((one) => one.thresholdKeys),
    checks: mergeChecks(summaries.flatMap(({ checks }) => checks)),
    groupPaths: all((one) => one.groupPaths),
    runDurationMs,
    setupData: summaries.find(({ setupData }) => setupData !== undefined)?.setupData,
    scenarios: all((one) => one.scenarios),
    workers: summaries.reduce((sum, { workers }) => sum + workers, 0),
    notes: all((one) => one.notes),
    generators: all((one) => one.generators),
    targets: all((one) => one.targets),
    timelines: all((one) => one.timelines),
  };
}

function judge(summaries: readonly Summary[], snapshot: Snapshot, runDurationMs: number): Verdict[] {
  const all = summaries.flatMap((one) => one.verdicts);
  const verdicts = new Map(
    all
      .filter(({ windowMs }) => windowMs === undefined)
      .map((one) => [JSON.stringify([one.metricKey, one.source]), one]),
  );
  const keys = new Set([...verdicts.values()].map(({ metricKey }) => metricKey));
  const specs = [...keys].map((metricKey): ThresholdSpec => {
    const own = [...verdicts.values()].filter((one) => one.metricKey === metricKey);
    return {
      metricKey,
      expressions: own.map(({ source, abortOnFail }) => ({ source, abortOnFail, delayAbortEvalMs: undefined })),
    };
  });
  const defs = [...snapshot.metrics.values()].map(({ def }) => def);
  // The runs themselves have refused thresholds that make no sense.
  const bound = bindThresholds(specs, { defs, systemTags: [] }, new Problems());
  return [...evaluate(bound, snapshot, runDurationMs, 'final'), ...judgedOverWindows(all)];
}

/** The samples of windows are gone: each machine's windows must have held, and one that broke is the one to show. */
function judgedOverWindows(verdicts: readonly Verdict[]): Verdict[] {
  const windowed = verdicts.filter(({ windowMs }) => windowMs !== undefined);
  const same = grouped(windowed, ({ metricKey, source }) => JSON.stringify([metricKey, source]));
  return [...same.values()].map((group) => group.find(({ ok }) => !ok) ?? group[0]!);
}

function mergeChecks(checks: readonly CheckResult[]): CheckResult[] {
  const merged = new Map<string, CheckResult>();
  for (const check of checks) {
    const key = JSON.stringify([check.groupPath, check.name]);
    const { passes, fails } = merged.get(key) ?? { passes: 0, fails: 0 };
    merged.set(key, { ...check, passes: passes + check.passes, fails: fails + check.fails });
  }
  return [...merged.values()];
}

function mergeSnapshots(snapshots: readonly Snapshot[]): Snapshot {
  const byName = grouped(
    snapshots.flatMap(({ metrics }) => [...metrics.values()]),
    ({ def }) => def.name,
  );
  return {
    metrics: new Map([...byName].map(([name, metrics]) => [name, mergeMetrics(metrics)])),
    overLimit: snapshots.reduce((sum, { overLimit }) => sum + overLimit, 0),
    notFinite: snapshots.reduce((sum, { notFinite }) => sum + notFinite, 0),
  };
}

function mergeMetrics(metrics: readonly MetricSnapshot[]): MetricSnapshot {
  const { def } = metrics[0]!;
  const types = [...new Set(metrics.map((one) => `a ${one.def.contains} ${one.def.type}`))];
  if (types.length > 1) throw errors.unlikeSummaries(def.name, types);
  const merge = (all: readonly { readonly stats: SeriesStats }[]): SeriesStats =>
    mergeStats(
      def,
      all.map(({ stats }) => stats),
    );
  const submetrics = grouped(
    metrics.flatMap((one) => one.submetrics),
    ({ key }) => key,
  );
  const parts = grouped(
    metrics.flatMap((one) => one.parts),
    ({ tags }) => nameOfTags(tags),
  );
  return {
    def,
    stats: merge(metrics),
    submetrics: [...submetrics.values()].map((same) => ({ ...same[0]!, stats: merge(same) })),
    parts: [...parts.values()].map((same) => ({ ...same[0]!, stats: merge(same) })),
  };
}

function mergeStats(def: MetricDef, stats: readonly SeriesStats[]): SeriesStats {
  switch (def.type) {
    case 'counter':
      return mergeCounters(stats as CounterStats[]);
    case 'gauge':
      return mergeGauges(def.name, stats as GaugeStats[]);
    case 'rate':
      return mergeRates(stats as RateStats[]);
    case 'trend':
      return trendFromData((stats as TrendStats[]).map(trendToData), def.contains);
  }
}

const mergeCounters = (stats: readonly CounterStats[]): CounterStats => ({
  type: 'counter',
  sum: stats.reduce((sum, one) => sum + one.sum, 0),
  seen: stats.some(({ seen }) => seen),
});

const mergeRates = (stats: readonly RateStats[]): RateStats => ({
  type: 'rate',
  passes: stats.reduce((sum, { passes }) => sum + passes, 0),
  total: stats.reduce((sum, { total }) => sum + total, 0),
});

/** VUs of several machines work side by side and add up; of other gauges the last machine's value is the last. */
function mergeGauges(name: string, stats: readonly GaugeStats[]): GaugeStats {
  const seen = stats.filter((one) => one.seen);
  if (seen.length === 0) return { type: 'gauge', value: 0, min: 0, max: 0, seen: false };
  const sum = (pick: (one: GaugeStats) => number): number => seen.reduce((total, one) => total + pick(one), 0);
  if (name === 'vus' || name === 'vus_max') {
    return {
      type: 'gauge',
      value: sum(({ value }) => value),
      min: sum(({ min }) => min),
      max: sum(({ max }) => max),
      seen: true,
    };
  }
  return {
    type: 'gauge',
    value: seen.at(-1)!.value,
    min: Math.min(...seen.map(({ min }) => min)),
    max: Math.max(...seen.map(({ max }) => max)),
    seen: true,
  };
}
