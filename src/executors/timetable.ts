import { nsFromMs } from '../base/duration.js';
import { Share } from '../shard/share.js';
import type { ScenarioContext } from './context.js';
import type { RampStage } from './stages.js';

/** When iteration k (from 0, over all workers and segments) is due, in ms after the scenario's start; undefined: never. */
export type Timetable = (iteration: number) => number | undefined;

/** A worker's own part of the common timetable: when its n-th own iteration is due. */
export function arrivals(
  { needs: { iterations, slots }, shard, offset }: Pick<ScenarioContext, 'needs' | 'shard' | 'offset'>,
  due: Timetable,
): Timetable {
  const share = new Share(shard, offset);
  if (share.count(slots) === 0) return () => undefined;
  return (own) => due(iterations.globalIndex(share.iteration(own, slots)));
}

/** A rate of starts over time, over all segments. Pure arithmetic on its numbers: no clock, nothing adds up. */
export interface Rate {
  timetable(): Timetable;
  /** Starts per second that the curve asks for at one moment. */
  at(elapsedMs: number): number;
  /** The most starts per second at any moment. */
  readonly highest: number;
}

/** `rate` starts in each time unit, until the duration is over. */
export function constantRate({
  rate,
  timeUnitMs,
  durationMs,
}: Readonly<Record<'rate' | 'timeUnitMs' | 'durationMs', number>>): Rate {
  const perSecond = (rate * 1000) / timeUnitMs;
  return { timetable: () => evenTimetable(rate, timeUnitMs, durationMs), at: () => perSecond, highest: perSecond };
}

export interface RateCurve {
  readonly startRate: number;
  readonly stages: readonly RampStage[];
  readonly timeUnitMs: number;
}

/** A rate that follows a curve. */
export function rampingRate(curve: RateCurve): Rate {
  const perSecond = 1000 / curve.timeUnitMs;
  return {
    timetable: () => curvedTimetable(curve),
    at: (elapsedMs) => heightAt(curve, elapsedMs) * perSecond,
    highest: Math.max(curve.startRate, ...curve.stages.map(({ target }) => target)) * perSecond,
  };
}

function heightAt({ startRate, stages }: RateCurve, elapsedMs: number): number {
  let [from, startMs] = [startRate, 0];
  for (const { durationMs, target } of stages) {
    if (elapsedMs < startMs + durationMs) return from + ((target - from) * (elapsedMs - startMs)) / durationMs;
    [from, startMs] = [target, startMs + durationMs];
  }
  return from;
}

function evenTimetable(rate: number, timeUnitMs: number, durationMs: number): Timetable {
  const unitNs = nsFromMs(timeUnitMs);
  // As in k6: 3/s has a period of 333,333,333 ns. What is lost there must not add a start before the end.
  const periodNs = Math.floor(unitNs / rate);
  const product = BigInt(nsFromMs(durationMs)) * BigInt(rate);
  const total = Number((product + BigInt(unitNs) - 1n) / BigInt(unitNs));
  return (iteration) => (iteration < total ? (iteration * periodNs) / 1e6 : undefined);
}

/** One stage of the curve, and the area under the curve before it: iterations that are due by then. */
interface Slope {
  readonly startNs: number;
  readonly durationNs: number;
  readonly from: number;
  readonly to: number;
  /** Whole iterations before the stage, and the begun part of the next one: kept apart so that neither is rounded. */
  readonly wholeBefore: number;
  readonly partBefore: number;
  readonly wholeAfter: number;
}

/** Iteration k is due when the area under the curve of rates reaches k + 1. */
function curvedTimetable({ startRate, stages, timeUnitMs }: RateCurve): Timetable {
  const unitNs = nsFromMs(timeUnitMs);
  const slopes = slopesOf(startRate, stages, unitNs);
  return (iteration) => {
    const slope = slopes[firstReaching(slopes, iteration + 1)];
    return slope && dueInside(slope, iteration + 1, unitNs) / 1e6;
  };
}

function slopesOf(startRate: number, stages: readonly RampStage[], unitNs: number): Slope[] {
  let [from, startNs, wholeBefore, partBefore] = [startRate, 0, 0, 0];
  // Areas are exact integers in units of half an iteration-nanosecond; they do not fit into a double.
  const iteration = 2n * BigInt(unitNs);
  let area = 0n;
  return stages.map(({ durationMs, target }) => {
    const durationNs = nsFromMs(durationMs);
    area += BigInt(from + target) * BigInt(durationNs);
    const wholeAfter = Number(area / iteration);
    const slope = { startNs, durationNs, from, to: target, wholeBefore, partBefore, wholeAfter };
    [from, startNs] = [target, startNs + durationNs];
    [wholeBefore, partBefore] = [wholeAfter, Number(area % iteration) / Number(iteration)];
    return slope;
  });
}

/** The first stage by whose end so many iterations are due; the number of stages when there is none. */
function firstReaching(slopes: readonly Slope[], iterations: number): number {
  let [low, high] = [0, slopes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slopes[middle]!.wholeAfter >= iterations) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Solves from·t + (to − from)·t² / 2D = area for t. This form of the root has no difference of near equals in it and
 * holds for level stages too.
 */
function dueInside(
  { startNs, durationNs, from, to, wholeBefore, partBefore }: Slope,
  n: number,
  unitNs: number,
): number {
  const area = (n - wholeBefore - partBefore) * unitNs;
  const root = Math.sqrt(Math.max(0, from * from + (2 * area * (to - from)) / durationNs));
  return startNs + Math.min(durationNs, Math.round((2 * area) / (from + root)));
}
