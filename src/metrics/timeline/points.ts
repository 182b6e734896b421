import { countedTrend } from '../window/counted-trend.js';
import type { Gain } from '../window/gains.js';
import type { ValueCounts } from '../window/trend-gains.js';

/** Figures of a series in one interval, by name. */
export type Figures = Readonly<Record<string, number>>;

/** What a point of a timeline is, and how two that follow each other become one. */
export interface Point {
  readonly figures: Figures;
  /** Of trends: which values there were, roughly, so that percentiles of longer intervals can be told. */
  readonly values?: ValueCounts;
}

export type GrowingType = 'counter' | 'rate' | 'trend';

interface PointKind {
  of(gain: Gain): Point | undefined;
  joined(earlier: Point, later: Point): Point;
}

/** Steps of a power of two: 4 % each. */
const STEPS_PER_OCTAVE = 16;
const PERCENTILES = [50, 90, 95, 99];

export const POINTS: Readonly<Record<GrowingType, PointKind>> = {
  counter: {
    of: ({ sum }) => ({ figures: { sum } }),
    joined: (earlier, later) => ({ figures: added(earlier.figures, later.figures) }),
  },
  rate: {
    of: ({ sum, count }) => ({ figures: { passes: sum, total: count } }),
    joined: (earlier, later) => ({ figures: added(earlier.figures, later.figures) }),
  },
  trend: {
    of: ({ sum, count, values }) => {
      if (count === 0 || values.size === 0) return undefined;
      return { figures: trendFigures(sum, count, values), values: rough(values) };
    },
    joined: (earlier, later) => {
      const values: ValueCounts = new Map(earlier.values);
      for (const [value, count] of later.values!) values.set(value, (values.get(value) ?? 0) + count);
      const [a, b] = [earlier.figures, later.figures];
      const [min, max] = [Math.min(a.min!, b.min!), Math.max(a.max!, b.max!)];
      const figures: Record<string, number> = {
        ...trendFigures(a.sum! + b.sum!, a.count! + b.count!, values),
        min,
        max,
      };
      for (const p of PERCENTILES) figures[`p${p}`] = Math.min(max, Math.max(min, figures[`p${p}`]!));
      return { figures, values };
    },
  },
};

const added = (a: Figures, b: Figures): Figures =>
  Object.fromEntries(Object.entries(a).map(([name, value]) => [name, value + b[name]!]));

function trendFigures(sum: number, count: number, values: ValueCounts): Record<string, number> {
  const trend = countedTrend(sum, count, values);
  const percentiles = PERCENTILES.map((p) => [`p${p}`, trend.percentile(p)] as const);
  return { count, sum, min: trend.min, max: trend.max, ...Object.fromEntries(percentiles) };
}

function rough(values: ValueCounts): ValueCounts {
  const counts: ValueCounts = new Map();
  for (const [value, count] of values) {
    const step = Math.round(Math.log2(Math.abs(value)) * STEPS_PER_OCTAVE);
    const near = value === 0 ? 0 : Math.sign(value) * 2 ** (step / STEPS_PER_OCTAVE);
    counts.set(near, (counts.get(near) ?? 0) + count);
  }
  return counts;
}
