import type { ConstantArrivalRateConfig, RampingArrivalRateConfig, RampStage } from './scenario.js';

/** When iteration k (from 0, over all workers and segments) is due, in ms after the scenario's start; undefined: never. */
export type Timetable = (iteration: number) => number | undefined;

export type ArrivalRateConfig = ConstantArrivalRateConfig | RampingArrivalRateConfig;

/** The common timetable of an arrival-rate scenario. Pure arithmetic on the number: no clock, nothing adds up. */
export function timetable(config: ArrivalRateConfig): Timetable {
  return config.executor === 'constant-arrival-rate' ? constantRate(config) : rampingRate(config);
}

/** Starts per second that the curve asks for at one moment, over all segments. */
export function rateAt(config: ArrivalRateConfig, elapsedMs: number): number {
  const perSecond = 1000 / config.timeUnitMs;
  if (config.executor === 'constant-arrival-rate') return config.rate * perSecond;
  let [from, startMs] = [config.startRate, 0];
  for (const { durationMs, target } of config.stages) {
    if (elapsedMs < startMs + durationMs)
      return (from + ((target - from) * (elapsedMs - startMs)) / durationMs) * perSecond;
    [from, startMs] = [target, startMs + durationMs];
  }
  return from * perSecond;
}

/** The most starts per second at any moment. */
export function highestRate(config: ArrivalRateConfig): number {
  const rates =
    config.executor === 'constant-arrival-rate'
      ? [config.rate]
      : [config.startRate, ...config.stages.map(({ target }) => target)];
  return (Math.max(...rates) * 1000) / config.timeUnitMs;
}

export const nsFromMs = (ms: number): number => Math.round(ms * 1e6);

function constantRate({ rate, timeUnitMs, durationMs }: ConstantArrivalRateConfig): Timetable {
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
function rampingRate({ startRate, stages, timeUnitMs }: RampingArrivalRateConfig): Timetable {
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
