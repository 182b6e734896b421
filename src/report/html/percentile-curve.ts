import type { TrendStats } from '../../metrics/snapshot.js';
import type { MetricContains } from '../../metrics/types.js';
import { escapeMarkup } from '../escape.js';
import { humanValue } from '../text/values.js';
import { linear, pixel, ticks } from './axis.js';

const WIDTH = 720;
const HEIGHT = 280;
const PLOT = { left: 76, right: WIDTH - 20, top: 16, bottom: HEIGHT - 44 };
const POINTS = 160;
/** About the width of a letter of a label. */
const LETTER = 7;
/** Places on the axis, each nine tenths nearer to 100 % than the one before. */
const PLACES = [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999];
const MARKED = [50, 90, 99, 99.9, 99.99];

/** The value at each percentile, drawn as HdrHistogram's plots are: each step to the right is another nine. */
export function percentileCurve(name: string, stats: TrendStats, contains: MetricContains): string {
  // Beyond this only the largest value is left.
  const lastPlace = Math.max(1, Math.log10(stats.count));
  const levels = ticks(stats.min, stats.max, 5);
  const x = linear(0, lastPlace, PLOT.left, PLOT.right);
  const y = linear(levels[0]!, levels.at(-1)!, PLOT.bottom, PLOT.top);
  const human = (value: number): string => escapeMarkup(humanValue(value, contains, ''));
  const at = (place: number): string => `${pixel(x(place))},${pixel(y(stats.percentile(percentileAt(place))))}`;
  const curve = Array.from({ length: POINTS + 1 }, (_, step) => at((lastPlace * step) / POINTS)).join(' ');
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Percentiles of ${escapeMarkup(name)}">`,
    ...levels.map((level) => horizontal(y(level), human(level))),
    ...PLACES.filter((p) => placeOf(p) <= lastPlace).map((p) => vertical(x(placeOf(p)), p)),
    `<polyline class="curve" points="${curve}"/>`,
    ...MARKED.filter((p) => placeOf(p) <= lastPlace).map((p) => {
      const value = stats.percentile(p);
      return mark(x(placeOf(p)), y(value), `p${p} ${human(value)}`, p === 50 || p === 99);
    }),
    `<text class="axis" x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">percentile</text>`,
    '</svg>',
  ].join('');
}

const placeOf = (percentile: number): number => -Math.log10(1 - percentile / 100);
const percentileAt = (place: number): number => 100 * (1 - 10 ** -place);

const horizontal = (y: number, label: string): string =>
  `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${pixel(y)}" y2="${pixel(y)}"/>` +
  `<text class="axis" x="${PLOT.left - 8}" y="${pixel(y + 4)}" text-anchor="end">${label}</text>`;

const vertical = (x: number, percentile: number): string =>
  `<line class="grid" x1="${pixel(x)}" x2="${pixel(x)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>` +
  `<text class="axis" x="${pixel(x)}" y="${PLOT.bottom + 18}" text-anchor="middle">${percentile}%</text>`;

function mark(x: number, y: number, label: string, labelled: boolean): string {
  const dot = `<circle class="mark" cx="${pixel(x)}" cy="${pixel(y)}" r="4"><title>${label}</title></circle>`;
  if (!labelled) return dot;
  // Left of a point the curve is lower, so above it is room; at the top and at the left there is an end to it.
  const labelY = y < PLOT.top + 24 ? y + 20 : y - 10;
  const labelX = Math.max(PLOT.left + 6, x - 6 - label.length * LETTER);
  return `${dot}<text class="label" x="${pixel(labelX)}" y="${pixel(labelY)}">${label}</text>`;
}
