import { errors } from '../../base/errors/index.js';
import type { TrendStats } from '../../metrics/snapshot.js';

/** One figure of a trend, as settings name it. */
export interface TrendStat {
  /** Behind a metric's name: `p999` for `p(99.9)`. */
  readonly suffix: string;
  /** Counts are no times and have no unit. */
  readonly hasUnit: boolean;
  read(trend: TrendStats): number;
}

const NAMED: Readonly<Record<string, (trend: TrendStats) => number>> = {
  avg: ({ sum, count }) => sum / count,
  min: ({ min }) => min,
  med: (trend) => trend.percentile(50),
  max: ({ max }) => max,
  sum: ({ sum }) => sum,
  count: ({ count }) => count,
};

export function readTrendStats(output: string, key: string, names: readonly string[]): readonly TrendStat[] {
  return names.map((name) => {
    const percentile = /^p\((\d+(?:\.\d+)?)\)$/.exec(name)?.[1];
    if (percentile !== undefined && Number(percentile) <= 100) {
      const p = Number(percentile);
      return { suffix: `p${percentile.replace('.', '')}`, hasUnit: true, read: (trend) => trend.percentile(p) };
    }
    const read = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (read) return { suffix: name, hasUnit: name !== 'count', read };
    throw errors.badOutputSetting(output, key, name, `must be of ${Object.keys(NAMED).join(', ')} and p(N)`);
  });
}
