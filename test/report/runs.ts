// Summaries of runs that were really recorded: metrics through recorders and a reader, in one thread.
import { BUILTIN_DEFS, type BuiltinName } from '../../src/metrics/builtin.js';
import { MetricsReader } from '../../src/metrics/reader.js';
import { Recorder } from '../../src/metrics/recorder.js';
import type { MetricsPlan, Tags } from '../../src/metrics/types.js';
import { summaryBreakdowns } from '../../src/report/breakdowns.js';
import type { RunFacts } from '../../src/report/document/format.js';
import type { GeneratorHealth } from '../../src/report/generator/health.js';
import { type Summary, summarize } from '../../src/report/summary.js';
import type { TargetUsage } from '../../src/report/target-usage.js';
import { bindThresholds } from '../../src/thresholds/bind.js';
import { evaluate } from '../../src/thresholds/evaluate.js';

export const FACTS: RunFacts = {
  salvoVersion: '0.1.0',
  script: 'script.js',
  startedAt: '2026-01-02T03:04:05.000Z',
  environment: { node: 'v20.18.1', cpus: 2 },
  generator: [],
  runs: 1,
};

export interface RecordedRun {
  /** Samples by metric: value and tags. */
  readonly samples: readonly (readonly [BuiltinName, number, Tags?])[];
  readonly thresholds?: Readonly<Record<string, readonly string[]>>;
  readonly scenarios?: readonly string[];
  readonly runDurationMs?: number;
  readonly workers?: number;
  readonly generator?: GeneratorHealth;
  readonly target?: TargetUsage;
}

/** Deals the samples out to workers and summarises what they measured. */
export function recordedSummary({
  samples,
  thresholds = {},
  scenarios = ['default'],
  runDurationMs = 1000,
  workers = 2,
  generator,
  target,
}: RecordedRun): Summary {
  const specs = Object.entries(thresholds).map(([metricKey, sources]) => ({
    metricKey,
    expressions: sources.map((source) => ({ source, abortOnFail: false, delayAbortEvalMs: undefined })),
  }));
  const problems = { add: (path: string, message: string) => assertNever(path, message) };
  const bound = bindThresholds(specs, { defs: BUILTIN_DEFS, systemTags: ['expected_response'] }, problems as never);
  const plan: MetricsPlan = {
    submetrics: bound.submetrics,
    breakdowns: summaryBreakdowns('full', ['group', 'check', 'scenario']),
    seriesLimit: 10_000,
    systemTags: ['expected_response', 'group', 'check', 'scenario'],
    runTags: {},
  };
  const reader = new MetricsReader(plan, BUILTIN_DEFS);
  const recorders = Array.from(
    { length: workers },
    (_, worker) => new Recorder({ plan, announce: (message) => reader.accept(worker, message) }),
  );
  samples.forEach(([name, value, tags = {}], at) => {
    const recorder = recorders[at % workers]!;
    const set = Object.entries(tags).reduce((one, [key, text]) => one.with(key, text), recorder.rootTags);
    recorder.metric(BUILTIN_DEFS.find((def) => def.name === name)!).add(value, set);
  });
  const snapshot = reader.snapshot();
  const verdicts = evaluate(bound, snapshot, runDurationMs, 'final');
  return summarize({
    snapshot,
    verdicts,
    thresholds: specs,
    runDurationMs,
    setupData: undefined,
    scenarios,
    workers,
    generator,
    target,
    notes: [],
  });
}

function assertNever(path: string, message: string): never {
  throw new Error(`${path}: ${message}`);
}
