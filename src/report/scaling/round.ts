import type { TrendStats } from '../../metrics/snapshot.js';
import { metricOfKey } from '../../metrics/types.js';
import type { Level } from '../generator/health.js';
import { worstFinding } from '../generator/judge.js';
import type { MachineUse } from '../generator/machine.js';
import { hasSamples } from '../observed.js';
import type { Summary } from '../summary.js';
import { allRefused } from '../target-down.js';
import { observedText } from '../text/observed-text.js';

/** What a run cost, from its start instant to the end of its last iteration. */
export interface RunCost {
  /** Without init, setup and teardown. */
  readonly seconds: number;
  /** Processor time of the whole generator process in the window below. */
  readonly cpuMs: number;
  readonly windowMs: number;
  /** Processor time that the machine spent on anything in that window. */
  readonly machineBusyMs: number;
  readonly machineCores: number;
  readonly peakMemoryBytes: number;
}

/** One run of a comparison: plain data, as it comes from the process that ran it. */
export interface Round extends RunCost {
  /** As asked for. */
  readonly workers: number;
  /** Fewer when there are not as many VUs. */
  readonly workersUsed: number;
  readonly iterations: number;
  readonly requests: number;
  readonly failedRequests: number;
  /** Nobody was there: every single request was refused. */
  readonly targetDown: boolean;
  readonly droppedIterations: number;
  /** Arrivals set the pace, not the VUs. */
  readonly openModel: boolean;
  /** Of requests, or of iterations where there are no requests; undefined when nothing was measured. */
  readonly latency: RoundLatency | undefined;
  /** Summed over all iterations, in ms: what of an iteration was waiting for answers. */
  readonly requestMs: number;
  readonly iterationMs: number;
  /** How late iterations of arrival rates started against their timetable, in ms; 0 where there is none. */
  readonly lagP99: number;
  /** How much later than due sleeps ended, in ms; 0 where nothing slept. */
  readonly sleepLatenessP99: number;
  /** What the generator says of itself; undefined when nothing was measured. */
  readonly health: RoundHealth | undefined;
  readonly verdicts: readonly {
    readonly metric: string;
    readonly expression: string;
    readonly ok: boolean;
    readonly observed: number | undefined;
    /** The same with its unit, as `p(95)=230.12ms`; empty when there is nothing. */
    readonly shown: string;
    /** False for a trend or a rate without a value: such a threshold holds, and says nothing. */
    readonly measured: boolean;
  }[];
}

/** In ms. */
export interface RoundLatency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
}

export interface RoundHealth {
  readonly level: Level;
  /** Empty when all is well. */
  readonly reason: string;
  /** Share of the time in which the least busy worker's event loop was busy. */
  readonly utilization: number;
}

/** What the machine was busy with during a run. */
export const machineUseOf = ({ cpuMs, windowMs, machineBusyMs, machineCores }: RunCost): MachineUse => ({
  cores: machineCores,
  generatorCores: cpuMs / windowMs,
  othersCores: Math.max(0, machineBusyMs - cpuMs) / windowMs,
});

/** What was asked for, where it is not in the summary. */
export interface RoundTerms {
  readonly workers: number;
  readonly openModel: boolean;
}

export function roundOf(
  { snapshot, workers: workersUsed, verdicts, generators }: Summary,
  terms: RoundTerms,
  cost: RunCost,
): Round {
  const statsOf = (name: string) => snapshot.metrics.get(name)?.stats;
  const count = (name: string): number => {
    const stats = statsOf(name);
    return stats?.type === 'counter' ? stats.sum : 0;
  };
  const trend = (name: string): TrendStats | undefined => {
    const stats = statsOf(name);
    return stats?.type === 'trend' && stats.count > 0 ? stats : undefined;
  };
  const failed = statsOf('http_req_failed');
  const measured = trend('http_req_duration') ?? trend('iteration_duration');
  const sum = (name: string): number => trend(name)?.sum ?? 0;
  return {
    ...terms,
    workersUsed,
    ...cost,
    iterations: count('iterations'),
    requests: count('http_reqs'),
    failedRequests: failed?.type === 'rate' ? failed.passes : 0,
    targetDown: allRefused(snapshot) !== undefined,
    droppedIterations: count('dropped_iterations'),
    latency: measured && {
      p50: measured.percentile(50),
      p95: measured.percentile(95),
      p99: measured.percentile(99),
      p999: measured.percentile(99.9),
    },
    requestMs: sum('http_req_duration') + sum('http_req_blocked') + sum('http_req_connecting'),
    iterationMs: sum('iteration_duration'),
    lagP99: trend('iteration_lag')?.percentile(99) ?? 0,
    sleepLatenessP99: trend('generator_sleep_lateness')?.percentile(99) ?? 0,
    health: healthOf(generators[0]),
    verdicts: verdicts.map((verdict) => ({
      metric: verdict.metricKey,
      expression: verdict.source,
      ok: verdict.ok,
      observed: verdict.observed?.value,
      shown: observedText(verdict, snapshot.metrics.get(metricOfKey(verdict.metricKey)), ''),
      measured: isMeasured(snapshot, verdict.metricKey),
    })),
  };
}

/** What never counted anything is 0, which is a figure; there is no percentile of nothing. */
function isMeasured({ metrics }: Summary['snapshot'], key: string): boolean {
  const part = metrics.get(metricOfKey(key))?.submetrics.find((submetric) => submetric.key === key);
  const stats = part?.stats ?? metrics.get(key)?.stats;
  return stats?.type === 'trend' || stats?.type === 'rate' ? hasSamples(stats) : true;
}

function healthOf(generator: Summary['generators'][number] | undefined): RoundHealth | undefined {
  if (!generator || generator.workers.length === 0) return undefined;
  return {
    level: generator.level,
    reason: worstFinding(generator) ?? '',
    utilization: Math.min(...generator.workers.map(({ utilization }) => utilization)),
  };
}
