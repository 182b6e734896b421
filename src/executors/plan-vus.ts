import type { Segment } from '../shard/segment.js';
import { Share } from '../shard/share.js';
import { hasWork, plannedCount, scenarioEnd, slotCount, vuSteps } from './needs.js';
import type { ScenarioConfig, VuStep } from './scenario.js';

/** What one scenario needs in this process. */
export interface ScenarioNeeds {
  readonly name: string;
  /** The worker of slot 0; belongs into `ScenarioContext.offset`. */
  readonly offset: number;
  /** Slots in use at most, planned and not. */
  readonly slots: number;
  readonly planned: number;
  /** False when the segment has no part in it; it is then left out of everything else. */
  readonly hasWork: boolean;
}

export interface VuPlan {
  readonly scenarios: readonly ScenarioNeeds[];
  /** Planned VUs of the whole process over time; `atMs` after the start of the test. */
  readonly steps: readonly VuStep[];
  /** The most planned VUs at one moment, as k6 counts them. */
  readonly plannedVus: number;
  /** The same with all VUs that arrival rates may add. */
  readonly maxVus: number;
  /** The longest the test can last, graceful stops included. */
  readonly totalMs: number;
  /** VUs that each worker must have before the test. Their sum can be above `plannedVus`: VUs do not change workers. */
  readonly pools: readonly number[];
}

/** How many VUs the test needs, when, and on which worker. The same numbers for the same input, on every thread. */
export function planVus(scenarios: readonly ScenarioConfig[], segment: Segment, workers: number): VuPlan {
  const working = scenarios.filter((config) => hasWork(config, segment));
  const offsets = chooseOffsets(working, segment, workers);
  const planned = working.map((config) => shifted(vuSteps(config, segment), config.startTimeMs));
  const possible = working.map((config) => shifted(possibleSteps(config, segment), config.startTimeMs));
  const steps = sumOf(planned, identity);
  return {
    scenarios: scenarios.map((config) => needsOf(config, segment, offsets.get(config))),
    steps,
    plannedVus: peak(steps),
    maxVus: peak(sumOf(possible, identity)),
    totalMs: working.reduce((most, config) => Math.max(most, config.startTimeMs + scenarioEnd(config).maximumMs), 0),
    pools: Array.from({ length: workers }, (_, index) => {
      const shares = working.map((config) => new Share({ index, count: workers }, offsets.get(config)!));
      return peak(sumOf(planned, (vus, scenario) => shares[scenario]!.count(vus)));
    }),
  };
}

function needsOf(config: ScenarioConfig, segment: Segment, offset: number | undefined): ScenarioNeeds {
  return {
    name: config.name,
    offset: offset ?? 0,
    slots: slotCount(config, segment),
    planned: plannedCount(config, segment),
    hasWork: offset !== undefined,
  };
}

/**
 * Scenarios that run at the same time begin on different workers, those that follow each other on the same one, so
 * that they use the same VUs. In order of start each takes the offset that makes the least VUs, then the most even.
 */
function chooseOffsets(
  configs: readonly ScenarioConfig[],
  segment: Segment,
  workers: number,
): Map<ScenarioConfig, number> {
  const offsets = new Map<ScenarioConfig, number>();
  const pools = new Array<number>(workers).fill(0);
  const countOn = (worker: number, config: ScenarioConfig, offset: number): number =>
    new Share({ index: worker, count: workers }, offset).count(slotCount(config, segment));
  for (const config of configs.toSorted((a, b) => a.startTimeMs - b.startTimeMs)) {
    const beside = [...offsets].filter(([other]) => endMs(other) > config.startTimeMs);
    const busy = pools.map((_, worker) =>
      beside.reduce((sum, [other, offset]) => sum + countOn(worker, other, offset), 0),
    );
    const withOffset = (offset: number): number[] =>
      pools.map((size, worker) => Math.max(size, busy[worker]! + countOn(worker, config, offset)));
    const best = pools
      .map((_, offset) => ({ offset, pools: withOffset(offset) }))
      .reduce((a, b) => (isBetter(b.pools, a.pools) ? b : a));
    offsets.set(config, best.offset);
    pools.splice(0, workers, ...best.pools);
  }
  return offsets;
}

function isBetter(pools: readonly number[], than: readonly number[]): boolean {
  const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
  return sum(pools) < sum(than) || (sum(pools) === sum(than) && Math.max(...pools) < Math.max(...than));
}

const endMs = (config: ScenarioConfig): number => config.startTimeMs + scenarioEnd(config).maximumMs;

/** Arrival rates may add VUs from their first moment on; the others never have more than planned. */
function possibleSteps(config: ScenarioConfig, segment: Segment): VuStep[] {
  if (!('maxVUs' in config)) return vuSteps(config, segment);
  return [
    { atMs: 0, vus: slotCount(config, segment) },
    { atMs: scenarioEnd(config).maximumMs, vus: 0 },
  ];
}

const shifted = (steps: readonly VuStep[], byMs: number): VuStep[] =>
  steps.map(({ atMs, vus }) => ({ atMs: atMs + byMs, vus }));

/** Adds up several curves of steps; `count` says how many of a curve's VUs are meant. */
function sumOf(curves: readonly VuStep[][], count: (vus: number, curve: number) => number): VuStep[] {
  const changes = curves.flatMap((steps, curve) =>
    steps.map(({ atMs, vus }, at) => ({ atMs, by: count(vus, curve) - count(steps[at - 1]?.vus ?? 0, curve) })),
  );
  const sum: VuStep[] = [];
  let vus = 0;
  for (const { atMs, by } of changes.sort((a, b) => a.atMs - b.atMs)) {
    vus += by;
    if (sum.at(-1)?.atMs === atMs) sum.pop();
    sum.push({ atMs, vus });
  }
  return sum;
}

const peak = (steps: readonly VuStep[]): number => steps.reduce((most, { vus }) => Math.max(most, vus), 0);
const identity = (vus: number): number => vus;
