import type { SeriesStats } from '../metrics/snapshot.js';
import { ratePerSecond } from './text/rows.js';
import { trendValue } from './trend-values.js';

/** What decides which figures a metric has. */
export interface ValueStyle {
  readonly trendStats: readonly string[];
  readonly runDurationMs: number;
}

/** The figures of a metric under the names that scripts know from k6. */
export function metricValues(stats: SeriesStats, { trendStats, runDurationMs }: ValueStyle): Record<string, number> {
  switch (stats.type) {
    case 'counter':
      return { count: stats.sum, rate: ratePerSecond(stats.sum, runDurationMs) };
    case 'gauge':
      return { value: stats.value, min: stats.min, max: stats.max };
    case 'rate':
      return { rate: rateOf(stats), passes: stats.passes, fails: stats.total - stats.passes };
    case 'trend':
      return Object.fromEntries(trendStats.map((name) => [name, trendValue(stats, name)]));
  }
}

/** The part of 1 that was true; 0 of none. */
export const rateOf = ({ passes, total }: { readonly passes: number; readonly total: number }): number =>
  total === 0 ? 0 : passes / total;
