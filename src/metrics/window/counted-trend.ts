import { interpolate } from '../percentile.js';
import type { TrendStats } from '../snapshot.js';
import type { ValueCounts } from './trend-gains.js';

/** A trend of counted values: its extremes are those of the counts. */
export function countedTrend(sum: number, count: number, counts: ValueCounts): TrendStats {
  const values = [...counts.keys()].sort((a, b) => a - b);
  let total = 0;
  const upTo = values.map((value) => (total += counts.get(value)!));
  return {
    type: 'trend',
    count,
    sum,
    min: values[0] ?? 0,
    max: values.at(-1) ?? 0,
    exact: false,
    saturated: 0,
    clipped: 0,
    percentile: (p) => interpolate(p, total, (rank) => values[firstAbove(upTo, rank)]!),
    content: () => ({ values: values.flatMap((value) => Array<number>(counts.get(value)!).fill(value)) }),
  };
}

/** The first place whose number is above a rank; numbers rise. */
function firstAbove(upTo: readonly number[], rank: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle]! > rank) high = middle;
    else low = middle + 1;
  }
  return low;
}
