import type { ScenarioConfig } from '../executors/types.js';
import type { ModuleOptions } from '../k6/context.js';
import type { ThresholdSpec } from '../thresholds/types.js';

export type TimeUnit = '' | 's' | 'ms' | 'us';
export type SummaryMode = 'compact' | 'full' | 'disabled';

/** What a run needs to know, complete and frozen: nobody after the door asks whether something was set. */
export interface Options extends ModuleOptions {
  readonly paused: boolean;
  /** Derived: shortcuts (vus, duration, iterations, stages) have become a scenario named `default`. */
  readonly scenarios: readonly ScenarioConfig[];
  /** `0:1` when the whole test runs here. */
  readonly executionSegment: string;
  readonly executionSegmentSequence: string;
  readonly noSetup: boolean;
  readonly noTeardown: boolean;
  readonly setupTimeoutMs: number;
  readonly teardownTimeoutMs: number;
  readonly handleSummaryTimeoutMs: number;
  readonly minIterationDurationMs: number;
  readonly thresholds: readonly ThresholdSpec[];
  readonly noThresholds: boolean;
  readonly summaryTrendStats: readonly string[];
  readonly summaryTimeUnit: TimeUnit;
  readonly summaryMode: SummaryMode;
  readonly summaryExport: string;
  readonly newMachineReadableSummary: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly metricSamplesBufferSize: number;
  readonly consoleOutput: string;
  readonly out: readonly string[];
  readonly linger: boolean;
  /** -e KEY=VALUE, on top of the system's environment when that is included. */
  readonly env: Readonly<Record<string, string>>;
  readonly includeSystemEnvVars: boolean;
  readonly compatibilityMode: 'base' | 'extended';
  /** 0: as many as the machine has cores. */
  readonly workers: number;
  readonly seriesLimit: number;
  readonly sourceMaps: boolean;
  /** Packages that get an instance per VU instead of one per worker; `*` for all. */
  readonly isolateLibs: readonly string[];
  readonly onUnsupported: 'abort' | 'iteration';
}
