import type { SeriesStats } from '../../metrics/snapshot.js';
import type { MetricDef, MetricType } from '../../metrics/types.js';
import type { TrendStat } from '../series/trend-stat.js';

/** One number of a k6 series as Prometheus has it: `k6_http_reqs_total`. */
export interface PromFigure {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  read(stats: SeriesStats): number;
}

const PREFIX = 'k6_';
const S_PER_MS = 0.001;

/** Times are in seconds, as Prometheus has them. */
export const unitFactor = ({ contains }: MetricDef): number => (contains === 'time' ? S_PER_MS : 1);

type StatsOf<Type extends MetricType> = Extract<SeriesStats, { readonly type: Type }>;
type Read = (stats: SeriesStats) => number;
const reading = <Type extends MetricType>(read: (stats: StatsOf<Type>) => number): Read => read as Read;

const FIGURES: Record<MetricType, (metric: MetricDef, trendStats: readonly TrendStat[]) => readonly PromFigure[]> = {
  counter: (metric) => [
    {
      name: `${PREFIX}${metric.name}_total`,
      type: 'counter',
      read: reading<'counter'>(({ sum }) => sum * unitFactor(metric)),
    },
  ],
  gauge: (metric) => [
    { name: PREFIX + metric.name, type: 'gauge', read: reading<'gauge'>(({ value }) => value * unitFactor(metric)) },
  ],
  rate: ({ name }) => [
    { name: `${PREFIX}${name}_rate`, type: 'gauge', read: reading<'rate'>(({ passes, total }) => passes / total) },
  ],
  trend: (metric, trendStats) =>
    trendStats.map(({ suffix, hasUnit, read }) => ({
      name: `${PREFIX}${metric.name}_${suffix}`,
      type: 'gauge',
      read: reading<'trend'>((trend) => read(trend) * (hasUnit ? unitFactor(metric) : 1)),
    })),
};

/** The numbers that a series of this metric has. */
export const promFigures = (metric: MetricDef, trendStats: readonly TrendStat[]): readonly PromFigure[] =>
  FIGURES[metric.type](metric, trendStats);

/** The name of a trend as a native histogram. */
export const histogramName = ({ name, contains }: MetricDef): string =>
  `${PREFIX}${name}${{ time: '_seconds', data: '_bytes', default: '' }[contains]}`;
