import type { SeriesStats } from '../../metrics/snapshot.js';
import type { MetricType } from '../../metrics/types.js';

/** Percentiles of trends that are worked out. */
const PERCENTILES = [50, 90, 95, 99];

/** Figures of a series in one window, by name. */
export type Figures = Readonly<Record<string, number>>;
type StatsOf<Type extends MetricType> = Extract<SeriesStats, { readonly type: Type }>;

/**
 * `value` is what comes nearest to a sample's: a counter's sum is that of its samples, so whoever adds values up stays
 * right.
 */
const FIGURES: { readonly [Type in MetricType]: (stats: StatsOf<Type>, samples: number) => Figures } = {
  counter: ({ sum }) => ({ value: sum, sum }),
  gauge: ({ value, min, max }) => ({ value, min, max }),
  rate: ({ passes, total }) => ({ value: passes / total, sum: passes, mean: passes / total }),
  trend: (trend, samples) => {
    const { sum, min, max } = trend;
    const percentiles = PERCENTILES.map((p) => [`p${p}`, trend.percentile(p)] as const);
    return { value: sum / samples, sum, min, max, mean: sum / samples, ...Object.fromEntries(percentiles) };
  },
};

export const figuresOf = (stats: SeriesStats, samples: number): Figures => ({
  count: samples,
  ...(FIGURES[stats.type] as (stats: SeriesStats, samples: number) => Figures)(stats, samples),
});
