import type { TrendStats } from '../../metrics/snapshot.js';

/** Where the true value lies in 99 of 100 cases, if samples are independent of each other; without an end: not known. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard deviations to either side that hold 99 % of a normal distribution. */
const DEVIATIONS = 2.576;

export const UNKNOWN: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** Of a percentile: from how far its rank may be off. Needs no assumption on the values' distribution. */
export function percentileInterval(stats: TrendStats, p: number): Interval {
  const { count } = stats;
  const share = p / 100;
  const off = DEVIATIONS * Math.sqrt(count * share * (1 - share));
  const [low, high] = [count * share - off, count * share + off];
  const at = (rank: number): number => stats.percentile((rank / (count - 1)) * 100);
  // A rank beyond the values says that there are too few of them for this percentile.
  return {
    low: low < 0 || count < 2 ? Number.NEGATIVE_INFINITY : at(low),
    high: high > count - 1 || count < 2 ? Number.POSITIVE_INFINITY : at(high),
  };
}

export function averageInterval(stats: TrendStats): Interval {
  const { count, sum } = stats;
  if (count < 2) return UNKNOWN;
  const average = sum / count;
  const off = DEVIATIONS * Math.sqrt(varianceOf(stats, average) / count);
  return { low: average - off, high: average + off };
}

/** Wilson's, which holds for few samples and for parts near 0 and 1. */
export function shareInterval(passes: number, total: number): Interval {
  if (total === 0) return UNKNOWN;
  const share = passes / total;
  const square = DEVIATIONS ** 2;
  const middle = (share + square / (2 * total)) / (1 + square / total);
  const off =
    (DEVIATIONS / (1 + square / total)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  return { low: middle - off, high: middle + off };
}

/** Of how many events there are in a time. */
export function rateInterval(events: number, seconds: number): Interval {
  if (seconds === 0 || events < 0) return UNKNOWN;
  const off = DEVIATIONS * Math.sqrt(Math.max(1, events));
  return { low: (events - off) / seconds, high: (events + off) / seconds };
}

function varianceOf(stats: TrendStats, average: number): number {
  let squares = 0;
  const add = (value: number, count: number): void => void (squares += count * (value - average) ** 2);
  const content = stats.content();
  if ('values' in content) for (const value of content.values) add(value, 1);
  else {
    content.positive.forEachBucket((units, count) => add(units / content.factor, count));
    content.negative.forEachBucket((units, count) => add(-units / content.factor, count));
  }
  return squares / (stats.count - 1);
}
