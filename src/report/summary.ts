import type { Snapshot } from '../metrics/snapshot.js';
import type { Timeline } from '../metrics/timeline/timeline.js';
import type { ThresholdSpec, Verdict } from '../thresholds/types.js';
import { checksOf } from './checks.js';
import type { GeneratorHealth } from './generator/health.js';
import { downNotes } from './target-down.js';
import type { TargetUsage } from './target-usage.js';

/** One check, over all VUs. */
export interface CheckResult {
  readonly name: string;
  /** `::outer::inner`; empty at the root. */
  readonly groupPath: string;
  readonly passes: number;
  readonly fails: number;
}

/** The end-of-test document, as data: everything that texts, files and reports are made from. */
export interface Summary {
  readonly snapshot: Snapshot;
  readonly verdicts: readonly Verdict[];
  /** What thresholds were asked of, also those without an expression: shown even when no sample came. */
  readonly thresholdKeys: readonly string[];
  /** In order of first use. */
  readonly checks: readonly CheckResult[];
  /** `::outer`, `::outer::inner`: every group that ran, in order of first use. */
  readonly groupPaths: readonly string[];
  readonly runDurationMs: number;
  readonly setupData: unknown;
  readonly scenarios: readonly string[];
  readonly workers: number;
  /** Sentences that must stand below the numbers: dropped log lines, series over the limit, workers that died. */
  readonly notes: readonly string[];
  /** One for each run that is in these numbers; none of runs whose files don't tell. */
  readonly generators: readonly GeneratorHealth[];
  /** One for each run that watched processes. */
  readonly targets: readonly TargetUsage[];
  /** One for each run that was recorded over time. */
  readonly timelines: readonly Timeline[];
}

/** What is known at the end of a run. */
export interface SummaryParts {
  readonly snapshot: Snapshot;
  readonly verdicts: readonly Verdict[];
  readonly thresholds: readonly ThresholdSpec[];
  readonly runDurationMs: number;
  readonly setupData: unknown;
  readonly scenarios: readonly string[];
  readonly workers: number;
  readonly notes: readonly string[];
  readonly generator?: GeneratorHealth | undefined;
  readonly target?: TargetUsage | undefined;
  readonly timeline?: Timeline | undefined;
}

/** Makes the document. The snapshot must come from a plan with the breakdowns of `summaryBreakdowns`. */
export function summarize({ thresholds, notes, generator, target, timeline, ...rest }: SummaryParts): Summary {
  return {
    ...rest,
    generators: generator ? [generator] : [],
    targets: target ? [target] : [],
    timelines: timeline ? [timeline] : [],
    thresholdKeys: thresholds.map(({ metricKey }) => metricKey),
    checks: checksOf(rest.snapshot, ({ tags }) => tags.scenario === undefined),
    groupPaths: groupPathsOf(rest.snapshot),
    notes: [...notes, ...figureNotes(rest.snapshot)],
  };
}

function groupPathsOf({ metrics }: Snapshot): string[] {
  const durations = metrics.get('group_duration')?.parts ?? [];
  const paths = durations.flatMap(({ tags }) => (tags.group ? [tags.group] : []));
  return [...new Set(paths)];
}

/** What the figures themselves say. The script's own summary, or none at all, would not tell. */
export const figureNotes = (snapshot: Snapshot): string[] => [...limitNotes(snapshot), ...downNotes(snapshot)];

/** What did not count as it was asked to, and how much of it. */
export function limitNotes({ overLimit, notFinite }: Snapshot): string[] {
  const notes: string[] = [];
  if (overLimit > 0)
    notes.push(
      `${overLimit} samples came after the limit of series was reached: they count in their metrics, not in parts by tag.`,
    );
  if (notFinite > 0) notes.push(`${notFinite} values were not finite numbers and are not in the sums.`);
  return notes;
}
