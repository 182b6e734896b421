import { BUILTIN_DEFS } from '../../metrics/builtin.js';
import type { SeriesStats } from '../../metrics/snapshot.js';
import { type MetricContains, metricOfKey } from '../../metrics/types.js';
import { type NamedSeries, seriesIn, totalScope } from '../scopes.js';
import type { Summary } from '../summary.js';
import { type Figure, figureOf, figuresOf } from './figures.js';

/** One figure in both runs. */
export interface Difference {
  /** `http_req_duration` or `http_req_duration{scenario:a}`. */
  readonly metric: string;
  readonly figure: string;
  readonly kind: SeriesStats['type'];
  readonly contains: MetricContains;
  readonly base: number;
  readonly next: number;
  /** `noise`: chance alone explains it. `few`: too few values to say so. `unknown`: of this figure nobody can say. */
  readonly weight: 'change' | 'noise' | 'few' | 'unknown';
  readonly direction: 'better' | 'worse' | 'neutral';
}

/** Figures of all metrics that both runs have, and the names that only one of them has. */
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly onlyBase: readonly string[];
  readonly onlyNext: readonly string[];
}

export function compareSummaries(base: Summary, next: Summary): Comparison {
  const [before, after] = [seriesOf(base), seriesOf(next)];
  const common = [...before].filter(([name, { stats }]) => after.get(name)?.stats.type === stats.type);
  return {
    differences: common.flatMap(([name, one]) =>
      figuresOf(one.stats, base.runDurationMs).map((figure) =>
        differenceOf(one, figure, figureOf(figure.name, after.get(name)!.stats, next.runDurationMs)!),
      ),
    ),
    onlyBase: [...before.keys()].filter((name) => !after.has(name)),
    onlyNext: [...after.keys()].filter((name) => !before.has(name)),
  };
}

/** One figure of one metric in both runs; undefined when one of them has none of it. */
export function compareFigure(metric: string, figure: string, base: Summary, next: Summary): Difference | undefined {
  const [before, after] = [seriesOf(base).get(metric), seriesOf(next).get(metric)];
  if (!before || !after) return undefined;
  const from = figureOf(figure, before.stats, base.runDurationMs);
  const to = figureOf(figure, after.stats, next.runDurationMs);
  return from && to && differenceOf(before, from, to);
}

const seriesOf = (summary: Summary): Map<string, NamedSeries> =>
  new Map(seriesIn(totalScope(summary)).map((one) => [one.name, one]));

function differenceOf({ name: metric, def, stats }: NamedSeries, from: Figure, to: Figure): Difference {
  return {
    metric,
    figure: from.name,
    kind: stats.type,
    contains: def.contains,
    base: from.value,
    next: to.value,
    weight: stats.type !== 'counter' || countsEvents(metric) ? weightOf(from, to) : plainWeight(from, to),
    direction: directionOf(metric, to.value - from.value),
  };
}

/** Bytes and a script's own counters may grow by any amount at once: nothing is known of their noise. */
const EVENTS = new Set(
  BUILTIN_DEFS.filter(({ type, contains }) => type === 'counter' && contains !== 'data').map(({ name }) => name),
);
const countsEvents = (metric: string): boolean => EVENTS.has(metricOfKey(metric));

const plainWeight = (from: Figure, to: Figure): Difference['weight'] => (from.value === to.value ? 'noise' : 'unknown');

/** The difference of two uncertain values is as uncertain as both together, each on the side of the other. */
function weightOf(from: Figure, to: Figure): Difference['weight'] {
  if (from.value === to.value || !from.interval || !to.interval) return plainWeight(from, to);
  const up = to.value > from.value;
  const fromOff = up ? from.interval.high - from.value : from.value - from.interval.low;
  const toOff = up ? to.value - to.interval.low : to.interval.high - to.value;
  const off = Math.hypot(fromOff, toOff);
  if (off === Number.POSITIVE_INFINITY) return 'few';
  return Math.abs(to.value - from.value) > off ? 'change' : 'noise';
}

const LESS_IS_BETTER = [
  'http_req_',
  'iteration_duration',
  'iteration_lag',
  'dropped_iterations',
  'grpc_req_duration',
  'ws_connecting',
  'ws_ping',
];
const MORE_IS_BETTER = ['http_reqs', 'iterations', 'checks'];

function directionOf(metric: string, change: number): Difference['direction'] {
  const name = metricOfKey(metric);
  const less = LESS_IS_BETTER.some((start) => name.startsWith(start));
  if (change === 0 || (!less && !MORE_IS_BETTER.includes(name))) return 'neutral';
  return less === change < 0 ? 'better' : 'worse';
}
