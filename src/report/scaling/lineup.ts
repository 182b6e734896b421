import { LEVELS, type Level } from '../generator/health.js';
import { type Speedup, speedupOf } from './bootstrap.js';
import { type Limit, limitOf } from './limit.js';
import { median } from './median.js';
import type { Round } from './round.js';

/** A figure over several runs. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** All runs with one number of workers, and what they say together. */
export interface Lineup {
  readonly workers: number;
  readonly runs: readonly Round[];
  readonly iterationsPerSecond: Spread;
  readonly requestsPerSecond: Spread;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Part of the requests. */
  readonly errors: number;
  readonly coresUsed: number;
  /** Per request, or per iteration where there are no requests. */
  readonly cpuMicrosEach: number;
  readonly peakMemoryBytes: number;
  /** That of most runs; undefined when no run could say. */
  readonly health: Level | undefined;
  readonly limit: Limit;
  /** Against the first lineup; missing for itself, and while no round has both. */
  readonly speedup?: Speedup;
  /** The speedup as a part of what that many times the workers could give at best. */
  readonly efficiency?: number;
}

/** A round of a comparison: one run for each number of workers, or the first few of them if it was cut short. */
export type RoundRuns = readonly Round[];

/** One lineup per number of workers that has a run, in the order in which they were asked for. */
export function lineupsOf(workers: readonly number[], rounds: readonly RoundRuns[]): Lineup[] {
  const [first] = workers;
  return workers.flatMap((count) => {
    const runs = rounds.flatMap((round) => round.filter((run) => run.workers === count));
    if (runs.length === 0) return [];
    const lineup = alone(count, runs);
    const ratios = count === first ? [] : rounds.flatMap((round) => ratioIn(round, first!, count));
    if (ratios.length === 0) return [lineup];
    const speedup = speedupOf(ratios);
    return [{ ...lineup, speedup, efficiency: (speedup.estimate * first!) / count }];
  });
}

function alone(workers: number, runs: readonly Round[]): Lineup {
  const middle = (pick: (run: Round) => number): number => median(runs.map(pick));
  return {
    workers,
    runs,
    iterationsPerSecond: spread(runs.map(iterationRate)),
    requestsPerSecond: spread(runs.map(({ requests, seconds }) => requests / seconds)),
    p50: middle(({ latency }) => latency?.p50 ?? Number.NaN),
    p95: middle(({ latency }) => latency?.p95 ?? Number.NaN),
    p99: middle(({ latency }) => latency?.p99 ?? Number.NaN),
    errors: middle(({ failedRequests, requests }) => (requests === 0 ? 0 : failedRequests / requests)),
    coresUsed: middle(({ cpuMs, windowMs }) => cpuMs / windowMs),
    cpuMicrosEach: middle(({ cpuMs, requests, iterations }) => (cpuMs * 1000) / (requests || iterations)),
    peakMemoryBytes: middle(({ peakMemoryBytes }) => peakMemoryBytes),
    health: LEVELS[Math.round(middle(({ health }) => (health ? LEVELS.indexOf(health.level) : Number.NaN)))],
    limit: limitOf(runs),
  };
}

function ratioIn(round: RoundRuns, first: number, count: number): number[] {
  const base = round.find(({ workers }) => workers === first);
  const other = round.find(({ workers }) => workers === count);
  return base && other && base.iterations > 0 ? [iterationRate(other) / iterationRate(base)] : [];
}

const iterationRate = ({ iterations, seconds }: Round): number => iterations / seconds;

const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});
