import type { TrendData } from '../../metrics/trend-data.js';
import type { MetricContains, MetricType, Tags } from '../../metrics/types.js';
import type { GeneratorHealth } from '../generator/health.js';
import type { CheckResult } from '../summary.js';
import type { TargetUsage } from '../target-usage.js';

export const FORMAT = 'salvo-summary';
/** Raised when a reader of the old form would misread the new one; additions don't raise it. */
export const FORMAT_VERSION = 1;

/** What is told of a run besides its numbers. */
export interface RunFacts {
  readonly salvoVersion: string;
  /** As the user named it. */
  readonly script: string;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Where it ran: `node`, `platform`, `cpus` and the like, shown as they are. */
  readonly environment: Readonly<Record<string, string | number>>;
  /** What the generator says of its own health, as lines. */
  readonly generator: readonly string[];
  /** Runs that were merged into this one; 1 for a run itself. */
  readonly runs: number;
}

/** A summary as JSON: all that a text or a report is made from, and that summaries can be merged from. */
export interface SummaryDocument {
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  readonly run: RunFacts & {
    readonly durationMs: number;
    readonly workers: number;
    readonly scenarios: readonly string[];
  };
  /** Whether no threshold was crossed. */
  readonly passed: boolean;
  readonly thresholds: readonly ThresholdDocument[];
  /** Metrics that thresholds were set on, also with an empty list. */
  readonly thresholdKeys: readonly string[];
  readonly checks: readonly CheckResult[];
  readonly groups: readonly string[];
  readonly metrics: readonly MetricDocument[];
  readonly overLimit: number;
  readonly notFinite: number;
  readonly notes: readonly string[];
  readonly setupData?: unknown;
  /** Figures behind the lines of `run.generator`. Missing in older files, and when nothing ran. */
  readonly generator?: Figures<GeneratorHealth>;
  /** Missing when no process was watched. */
  readonly target?: Figures<TargetUsage>;
}

/** Raised when their form changes; a reader leaves out those of a form that it doesn't know. */
export const FIGURES_VERSION = 1;

/** Figures that come once per run, so that those of merged runs stand side by side. */
export interface Figures<Figure> {
  readonly version: typeof FIGURES_VERSION;
  readonly runs: readonly Figure[];
}

export interface ThresholdDocument {
  readonly metric: string;
  readonly expression: string;
  readonly ok: boolean;
  /** Missing when there was nothing to measure. */
  readonly observed?: { readonly aggregation: string; readonly value: number };
  readonly abortOnFail: boolean;
}

export interface MetricDocument {
  readonly name: string;
  readonly type: MetricType;
  readonly contains: MetricContains;
  readonly stats: StatsDocument;
  readonly submetrics: readonly { readonly key: string; readonly tags: Tags; readonly stats: StatsDocument }[];
  readonly parts: readonly { readonly tags: Tags; readonly stats: StatsDocument }[];
}

/** The figures of a series; what can be computed from others (rates, averages, percentiles) is there to be read. */
export type StatsDocument =
  | { readonly sum: number; readonly ratePerSecond: number; readonly seen: boolean }
  | { readonly value: number; readonly min: number; readonly max: number; readonly seen: boolean }
  | { readonly passes: number; readonly total: number; readonly rate: number }
  | (TrendData & TrendReadings);

export interface TrendReadings {
  readonly avg: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly 'p99.9': number;
}
