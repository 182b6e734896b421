import type { Segment } from '../shard/segment.js';
import { Share } from '../shard/share.js';
import type { ScenarioConfig } from './config.js';
import { needsOf } from './index.js';
import { type ScenarioNeeds, throughout, type VuStep } from './needs.js';

/** One scenario in this process. Without work in it, it is left out of everything else. */
export interface PlannedScenario {
  readonly needs: ScenarioNeeds;
  /** The worker of slot 0; belongs into `ScenarioContext.offset`. */
  readonly offset: number;
}

export interface VuPlan {
  /** In the order of the options. */
  readonly scenarios: readonly PlannedScenario[];
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
  const all = scenarios.map((config): Placed => ({ startMs: config.startTimeMs, needs: needsOf(config, segment) }));
  const working = all.filter(({ needs }) => needs.hasWork);
  const offsets = chooseOffsets(working, workers);
  const planned = working.map(({ needs, startMs }) => shifted(needs.steps(), startMs));
  const possible = working.map(({ needs, startMs }) => shifted(possibleSteps(needs), startMs));
  const steps = sumOf(planned, identity);
  return {
    scenarios: all.map((scenario) => ({ needs: scenario.needs, offset: offsets.get(scenario) ?? 0 })),
    steps,
    plannedVus: peak(steps),
    maxVus: peak(sumOf(possible, identity)),
    totalMs: working.reduce((most, scenario) => Math.max(most, endMs(scenario)), 0),
    pools: Array.from({ length: workers }, (_, index) => {
      const shares = working.map((scenario) => new Share({ index, count: workers }, offsets.get(scenario)!));
      return peak(sumOf(planned, (vus, scenario) => shares[scenario]!.count(vus)));
    }),
  };
}

/** A scenario's needs at their place in the test. */
interface Placed {
  readonly startMs: number;
  readonly needs: ScenarioNeeds;
}

/**
 * Scenarios that run at the same time begin on different workers, those that follow each other on the same one, so
 * that they use the same VUs. In order of start each takes the offset that makes the least VUs, then the most even.
 */
function chooseOffsets(scenarios: readonly Placed[], workers: number): Map<Placed, number> {
  const offsets = new Map<Placed, number>();
  const pools = new Array<number>(workers).fill(0);
  const countOn = (worker: number, { needs }: Placed, offset: number): number =>
    new Share({ index: worker, count: workers }, offset).count(needs.slots);
  for (const scenario of scenarios.toSorted((a, b) => a.startMs - b.startMs)) {
    const beside = [...offsets].filter(([other]) => endMs(other) > scenario.startMs);
    const busy = pools.map((_, worker) =>
      beside.reduce((sum, [other, offset]) => sum + countOn(worker, other, offset), 0),
    );
    const withOffset = (offset: number): number[] =>
      pools.map((size, worker) => Math.max(size, busy[worker]! + countOn(worker, scenario, offset)));
    const best = pools
      .map((_, offset) => ({ offset, pools: withOffset(offset) }))
      .reduce((a, b) => (isBetter(b.pools, a.pools) ? b : a));
    offsets.set(scenario, best.offset);
    pools.splice(0, workers, ...best.pools);
  }
  return offsets;
}

function isBetter(pools: readonly number[], than: readonly number[]): boolean {
  const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
  return sum(pools) < sum(than) || (sum(pools) === sum(than) && Math.max(...pools) < Math.max(...than));
}

const endMs = ({ startMs, needs }: Placed): number => startMs + needs.maximumMs;

/** A scenario with maxVUs may have all of them from its first moment on; the others never have more than planned. */
const possibleSteps = (needs: ScenarioNeeds): readonly VuStep[] =>
  needs.slots > needs.planned ? throughout(needs.slots, needs.maximumMs) : needs.steps();

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
