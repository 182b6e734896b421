import type { TrendStats } from '../metrics/snapshot.js';

const BY_NAME: Readonly<Record<string, (stats: TrendStats) => number>> = {
  avg: averageOf,
  min: ({ min }) => min,
  med: (stats) => stats.percentile(50),
  max: ({ max }) => max,
  count: ({ count }) => count,
};

/** The figure that `summaryTrendStats` calls by this name: `avg`, `min`, `med`, `max`, `count` or `p(N)`. */
export function trendValue(stats: TrendStats, name: string): number {
  const known = BY_NAME[name];
  if (known) return known(stats);
  const percentile = /^p\((.+)\)$/.exec(name);
  return percentile ? stats.percentile(Number(percentile[1])) : 0;
}

export function averageOf({ count, sum }: TrendStats): number {
  return count === 0 ? 0 : sum / count;
}
