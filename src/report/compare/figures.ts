import type { SeriesStats, TrendStats } from '../../metrics/snapshot.js';
import { rateOf } from '../metric-values.js';
import { ratePerSecond } from '../text/rows.js';
import { averageOf } from '../trend-values.js';
import { averageInterval, type Interval, percentileInterval, rateInterval, shareInterval } from './interval.js';

/** One number of a metric that two runs can be compared by. */
export interface Figure {
  /** As conditions name it: `avg`, `p95`, `rate`, `count`, `value`, `max`. */
  readonly name: string;
  readonly value: number;
  /** Missing where chance cannot be told from change: extremes, gauges. */
  readonly interval?: Interval;
}

/** The figures of a series, in the order in which they are shown. */
export function figuresOf(stats: SeriesStats, runDurationMs: number): Figure[] {
  switch (stats.type) {
    case 'trend':
      return [
        { name: 'avg', value: averageOf(stats), interval: averageInterval(stats) },
        ...SHOWN_PERCENTILES.map((p) => percentileFigure(stats, p)),
        { name: 'max', value: stats.max },
      ];
    case 'rate':
      return [{ name: 'rate', value: rateOf(stats), interval: shareInterval(stats.passes, stats.total) }];
    case 'gauge':
      return [{ name: 'value', value: stats.value }];
    case 'counter':
      return [
        {
          name: 'rate',
          value: ratePerSecond(stats.sum, runDurationMs),
          interval: rateInterval(stats.sum, runDurationMs / 1000),
        },
      ];
  }
}

/** A figure by its name, also one that is not shown; undefined when this kind of metric has none of it. */
export function figureOf(name: string, stats: SeriesStats, runDurationMs: number): Figure | undefined {
  const shown = figuresOf(stats, runDurationMs).find((figure) => figure.name === name);
  if (shown) return shown;
  if (stats.type === 'counter' && name === 'count') return { name, value: stats.sum };
  if (stats.type === 'rate' && name === 'count') return { name, value: stats.passes };
  if (stats.type !== 'trend') return undefined;
  if (name === 'min') return { name, value: stats.min };
  if (name === 'count') return { name, value: stats.count };
  const p = name === 'med' ? 50 : Number(/^p(\d+(?:\.\d+)?)$/.exec(name)?.[1] ?? Number.NaN);
  return p >= 0 && p <= 100 ? { ...percentileFigure(stats, p), name } : undefined;
}

const SHOWN_PERCENTILES = [50, 90, 95, 99];

const percentileFigure = (stats: TrendStats, p: number): Figure => ({
  name: `p${p}`,
  value: stats.percentile(p),
  interval: percentileInterval(stats, p),
});
