import type { TrendStats } from '../../metrics/snapshot.js';
import type { MetricContains } from '../../metrics/types.js';
import { escapeMarkup } from '../escape.js';
import { humanValue } from '../text/values.js';
import { linear, pixel, ticks } from './axis.js';

const WIDTH = 720;
const HEIGHT = 220;
const PLOT = { left: 76, right: WIDTH - 20, top: 12, bottom: HEIGHT - 32 };
const BINS = 60;
/** What is above this percentile would squeeze all else into a corner; it is told in words. */
const SHOWN_TO = 99;

/** How many values there are of which size, in equal steps up to almost the largest. */
export function distributionChart(name: string, stats: TrendStats, contains: MetricContains): string {
  const usual = stats.percentile(SHOWN_TO);
  const most = stats.max - stats.min < 2 * (usual - stats.min) ? stats.max : usual;
  const { counts, beyond } = binned(stats, stats.min, most);
  const levels = ticks(0, Math.max(1, ...counts), 4).filter(Number.isInteger);
  const y = linear(0, levels.at(-1)!, PLOT.bottom, PLOT.top);
  const x = linear(0, BINS, PLOT.left, PLOT.right);
  const human = (value: number): string => escapeMarkup(humanValue(value, contains, ''));
  const edge = (bin: number): number => stats.min + ((most - stats.min) * bin) / BINS;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Distribution of ${escapeMarkup(name)}">`,
    ...levels.map(
      (level) =>
        `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${pixel(y(level))}" y2="${pixel(y(level))}"/>` +
        `<text class="axis" x="${PLOT.left - 8}" y="${pixel(y(level) + 4)}" text-anchor="end">${level}</text>`,
    ),
    ...counts.map((count, bin) =>
      count === 0
        ? ''
        : `<rect class="bar" x="${pixel(x(bin) + 0.5)}" width="${pixel(x(1) - x(0) - 1)}" y="${pixel(Math.min(y(count), PLOT.bottom - 1))}" height="${pixel(Math.max(1, PLOT.bottom - y(count)))}"><title>${human(edge(bin))} to ${human(edge(bin + 1))}: ${count}</title></rect>`,
    ),
    ...[0, 15, 30, 45, 60].map(
      (bin) =>
        `<text class="axis" x="${pixel(x(bin))}" y="${PLOT.bottom + 18}" text-anchor="${bin === 0 ? 'start' : bin === BINS ? 'end' : 'middle'}">${human(edge(bin))}</text>`,
    ),
    '</svg>',
    beyond === 0 ? '' : `<p class="aside">${beyond} values are larger, up to ${human(stats.max)}.</p>`,
  ].join('');
}

function binned(stats: TrendStats, from: number, to: number): { counts: number[]; beyond: number } {
  const counts = new Array<number>(BINS).fill(0);
  let beyond = 0;
  const add = (value: number, count: number): void => {
    const bin = to === from ? 0 : Math.floor(((value - from) / (to - from)) * BINS);
    if (bin > BINS || (bin === BINS && value > to)) beyond += count;
    else counts[Math.max(0, Math.min(BINS - 1, bin))]! += count;
  };
  const content = stats.content();
  if ('values' in content) for (const value of content.values) add(value, 1);
  else {
    content.positive.forEachBucket((units, count) => add(units / content.factor, count));
    content.negative.forEachBucket((units, count) => add(-units / content.factor, count));
  }
  return { counts, beyond };
}
