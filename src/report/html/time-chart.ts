import { escapeMarkup } from '../escape.js';
import { humanTime } from '../text/values.js';
import { linear, pixel, ticks } from './axis.js';

/** Two beside each other on a screen, and readable on a phone. */
const WIDTH = 480;
const HEIGHT = 170;
const PLOT = { left: 68, right: WIDTH - 12, top: 12, bottom: HEIGHT - 28 };
const TIME_MARKS = 3;

export interface TimeLine {
  readonly name: string;
  /** One for each end; a gap where there is nothing to tell. */
  readonly values: readonly (number | undefined)[];
}

/** Lines over the time of a run, from 0 up. `human` shows a value on the axis. */
export function timeChart(
  title: string,
  endsMs: readonly number[],
  lines: readonly TimeLine[],
  human: (value: number) => string,
): string {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== undefined));
  const levels = ticks(0, Math.max(0, ...values), 3);
  const y = linear(levels[0]!, levels.at(-1)!, PLOT.bottom, PLOT.top);
  const x = linear(0, endsMs.at(-1)!, PLOT.left, PLOT.right);
  const marks = Array.from({ length: TIME_MARKS + 1 }, (_, at) => (endsMs.at(-1)! * at) / TIME_MARKS);
  const legend = lines.map(({ name }, at) => `<span class="key l${at}">${escapeMarkup(name)}</span>`).join(' ');
  return [
    `<h3>${escapeMarkup(title)}</h3><p class="aside">${legend}</p>`,
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(title)} over time">`,
    ...levels.map(
      (level) =>
        `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${pixel(y(level))}" y2="${pixel(y(level))}"/>` +
        `<text class="axis" x="${PLOT.left - 8}" y="${pixel(y(level) + 4)}" text-anchor="end">${escapeMarkup(human(level))}</text>`,
    ),
    ...marks.map(
      (ms, at) =>
        `<text class="axis" x="${pixel(x(ms))}" y="${PLOT.bottom + 18}" text-anchor="${at === 0 ? 'start' : at === TIME_MARKS ? 'end' : 'middle'}">${humanTime(Math.round(ms), '')}</text>`,
    ),
    ...lines.map((line, at) => `<path class="line l${at}" d="${pathOf(endsMs, line.values, x, y)}"/>`),
    '</svg>',
  ].join('');
}

/** A point that has no neighbours is a short dash: a path of one place would not be seen. */
function pathOf(
  endsMs: readonly number[],
  values: readonly (number | undefined)[],
  x: (ms: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let isDown = false;
  values.forEach((value, at) => {
    if (value !== undefined)
      path += `${isDown ? 'L' : 'M'}${pixel(x(endsMs[at]!))} ${pixel(y(value))}${isDown ? '' : 'h1'}`;
    isDown = value !== undefined;
  });
  return path;
}
