import { thousands } from '../../base/thousands.js';
import type { TrendStats } from '../../metrics/snapshot.js';
import type { Palette } from '../text/palette.js';
import { humanTime } from '../text/values.js';

const PERCENTILES = [50, 75, 90, 95, 99, 99.9, 99.99];
/** Bars of the distribution, and columns of the longest. */
const BARS = 10;
const LONGEST = 40;
/** What is slower would squeeze all else into the first bar. */
const DRAWN_TO = 99;

/** Average and extremes, then the percentiles that so many requests can tell something about. */
export function latencyRows(stats: TrendStats): string[][] {
  const extremes = [
    ['avg', humanTime(stats.sum / stats.count, '')],
    ['min', humanTime(stats.min, '')],
    ['max', humanTime(stats.max, '')],
  ];
  const told = PERCENTILES.filter((p) => p <= 95 || stats.count >= 1 / (1 - p / 100));
  return [...extremes, ...told.map((p) => [`p${p}`, humanTime(stats.percentile(p), '')])];
}

interface Bar {
  readonly to: number;
  readonly count: number;
}

/** How many requests took how long, in equal steps, drawn with bars. */
export function distributionRows(stats: TrendStats, { value }: Palette): string[][] {
  const bars = barsOf(stats);
  const most = Math.max(...bars.map(({ count }) => count));
  return bars.map(({ to, count }) => [
    to === Number.POSITIVE_INFINITY ? 'more' : `≤ ${humanTime(to, '')}`,
    thousands(count),
    value('■'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / most) * LONGEST)))),
  ]);
}

function barsOf(stats: TrendStats): Bar[] {
  const usual = stats.percentile(DRAWN_TO);
  const top = usual > stats.min ? usual : stats.max;
  const counts = new Array<number>(BARS + 1).fill(0);
  const width = (top - stats.min) / BARS;
  const add = (ms: number, count: number): void => {
    const bar = width === 0 ? 0 : Math.ceil((ms - stats.min) / width) - 1;
    counts[Math.max(0, Math.min(BARS, bar))]! += count;
  };
  const content = stats.content();
  if ('values' in content) for (const ms of content.values) add(ms, 1);
  else content.positive.forEachBucket((units, count) => add(units / content.factor, count));
  const bars = counts.slice(0, BARS).map((count, bar) => ({ to: stats.min + width * (bar + 1), count }));
  const shown = width === 0 ? bars.slice(0, 1) : bars;
  return counts[BARS] === 0 ? shown : [...shown, { to: Number.POSITIVE_INFINITY, count: counts[BARS]! }];
}
