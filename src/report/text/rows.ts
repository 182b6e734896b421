import type { SeriesStats } from '../../metrics/snapshot.js';
import type { MetricDef } from '../../metrics/types.js';
import { trendValue } from '../trend-values.js';
import type { ColumnRow } from './columns.js';
import { humanValue, percentOf, type TimeUnit } from './values.js';

/** What decides how figures are written. */
export interface RowStyle {
  readonly trendStats: readonly string[];
  readonly timeUnit: TimeUnit;
  readonly runDurationMs: number;
}

/** One metric's line, or that of a part of it. */
export function rowOf(name: string, { contains }: MetricDef, stats: SeriesStats, style: RowStyle): ColumnRow {
  const human = (value: number): string => humanValue(value, contains, style.timeUnit);
  switch (stats.type) {
    case 'trend': {
      const figure = (label: string): string => {
        const value = trendValue(stats, label);
        return label === 'count' ? String(value) : human(value);
      };
      return { name, named: style.trendStats.map((label) => ({ label, value: figure(label) })) };
    }
    case 'rate':
      return { name, main: percentOf(stats.passes, stats.total), extras: [`${stats.passes} out of ${stats.total}`] };
    case 'gauge':
      return { name, main: human(stats.value), extras: [`min=${human(stats.min)}`, `max=${human(stats.max)}`] };
    case 'counter':
      return { name, main: human(stats.sum), extras: [`${human(ratePerSecond(stats.sum, style.runDurationMs))}/s`] };
  }
}

/** Over the whole run, set-up and teardown included; 0 when it took no time. */
export const ratePerSecond = (sum: number, runDurationMs: number): number =>
  runDurationMs === 0 ? 0 : sum / (runDurationMs / 1000);
