import { errors } from '../base/errors/index.js';
import { Problems } from '../base/problems.js';
import type { ScenarioConfig } from '../executors/config.js';
import { planVus, type VuPlan } from '../executors/plan-vus.js';
import { BUILTIN_DEFS } from '../metrics/builtin.js';
import type { Breakdown, MetricDef, MetricsPlan } from '../metrics/types.js';
import type { Options } from '../options/options.js';
import type { ResolvedOptions } from '../options/resolve.js';
import type { OptionsJson } from '../options/to-json.js';
import { summaryBreakdowns } from '../report/breakdowns.js';
import { Segment } from '../shard/segment.js';
import { type BoundThresholds, bindThresholds } from '../thresholds/bind.js';
import type { ProbeResult } from '../vu/task.js';

/** Everything that is decided before the first VU is made. Plain data; no effects. */
export interface RunPlan {
  readonly options: Options;
  /** The options as k6 shows them in several places. */
  readonly json: OptionsJson;
  readonly segment: Segment;
  readonly workers: number;
  /** Cores of this machine. */
  readonly cores: number;
  readonly vus: VuPlan;
  readonly metrics: readonly MetricDef[];
  readonly metricsPlan: MetricsPlan;
  readonly thresholds: BoundThresholds;
  readonly functions: readonly string[];
  readonly probe: ProbeResult;
}

export function planRun(
  { options, json }: Omit<ResolvedOptions, 'warnings'>,
  probe: ProbeResult,
  cores: number,
  breakdowns: readonly Breakdown[] = [],
): RunPlan {
  const problems = new Problems();
  const segment = Segment.parse(options.executionSegment, options.executionSegmentSequence, problems);
  if (!segment) throw errors.invalidOptions(problems);
  const metrics = [...BUILTIN_DEFS, ...probe.metrics];
  const thresholds = boundThresholds(options, metrics, problems);
  if (!problems.none) throw errors.invalidOptions(problems);
  // More workers than VUs would only stand idle.
  const alone = planVus(options.scenarios, segment, 1);
  const workers = Math.max(1, Math.min(options.workers || cores, alone.maxVus));
  return {
    options,
    json,
    segment,
    workers,
    cores,
    vus: workers === 1 ? alone : planVus(options.scenarios, segment, workers),
    metrics,
    metricsPlan: {
      submetrics: thresholds.submetrics,
      breakdowns: [...summaryBreakdowns(options.summaryMode, options.systemTags), ...breakdowns],
      seriesLimit: options.seriesLimit,
      systemTags: options.systemTags,
      runTags: options.tags,
    },
    thresholds,
    functions: probe.functions,
    probe,
  };
}

/** The scenarios of which something falls into this process's segment; the others are as if they were not there. */
export const workingScenarios = ({ options, vus }: RunPlan): ScenarioConfig[] =>
  options.scenarios.filter((_, index) => vus.scenarios[index]!.needs.hasWork);

/**
 * With --no-thresholds nothing is judged, but the sub-metrics are still measured; a wrong one is left out. As in k6, none
 * is where there is no summary either.
 */
function boundThresholds(options: Options, defs: readonly MetricDef[], problems: Problems): BoundThresholds {
  const asksNobody = options.noThresholds && options.summaryMode === 'disabled';
  if (asksNobody) return { ...bindThresholds([], { defs, systemTags: [] }, new Problems()), submetrics: [] };
  const known = { defs, systemTags: options.systemTags };
  return bindThresholds(options.thresholds, known, options.noThresholds ? new Problems() : problems);
}
