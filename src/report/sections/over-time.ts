import type { Timeline, TimelineSeries } from '../../metrics/timeline/timeline.js';
import { figuresJson } from '../document/figures.js';
import type { Reader } from '../document/reader.js';
import * as html from '../html/markup.js';
import { type TimeLine, timeChart } from '../html/time-chart.js';
import * as md from '../markdown/markup.js';
import { sparkline } from '../markdown/sparkline.js';
import { section } from '../section.js';
import { humanNumber, humanTime, percentOf } from '../text/values.js';
import { TimelineView } from '../timeline-lines.js';

/** One picture of a run over time. */
interface Picture {
  readonly title: string;
  readonly human: (value: number) => string;
  lines(view: TimelineView): readonly TimeLine[];
}

/** No more digits than a picture has. */
const short = (value: number): string => humanNumber(Number(value.toPrecision(4)));
const ms = (value: number): string => humanTime(value, '');
const percent = (value: number): string => percentOf(value, 1);
const PERCENTILES = ['p50', 'p95', 'p99'];

const PICTURES: readonly Picture[] = [
  { title: 'Virtual users', human: short, lines: (view) => [line('active', view.column('vus', 'value'))] },
  {
    title: 'For each second',
    human: short,
    lines: (view) => ['http_reqs', 'iterations', 'dropped_iterations'].map((key) => line(key, view.perSecond(key))),
  },
  { title: 'Duration of requests', human: ms, lines: percentilesOf('http_req_duration') },
  { title: 'Duration of iterations', human: ms, lines: percentilesOf('iteration_duration') },
  {
    title: 'Failed requests, and checks that fail',
    human: percent,
    lines: (view) => [
      line('requests', view.share('http_req_failed')),
      line(
        'checks',
        view.share('checks').map((share) => (share === undefined ? undefined : 1 - share)),
      ),
    ],
  },
  {
    title: 'Use of the generator',
    human: percent,
    lines: (view) => [line('of the busiest worker', view.column('generator_utilization', 'max'))],
  },
];

function percentilesOf(key: string): Picture['lines'] {
  return (view) => PERCENTILES.map((name) => line(name, view.column(key, name)));
}

const line = (name: string, values: TimeLine['values']): TimeLine => ({ name, values });
const hasValues = ({ values }: TimeLine): boolean => values.some((value) => value !== undefined);

/** What each run was over time. */
export const overTime = section({
  data: ({ timelines }) => timelines.filter(({ endsMs }) => endsMs.length > 0),
  markdown: (timelines) => [md.table(['Over time', '', 'Least', 'Most'], timelines.flatMap(sparkRows))],
  html: (timelines) =>
    timelines.length === 0
      ? ''
      : html.titled('Over time', timelines.map((one) => html.card(`<div class="times">${charts(one)}</div>`)).join('')),
  json: figuresJson('timeline', readTimeline, (timelines) => ({ timelines })),
});

function charts(timeline: Timeline): string {
  const view = new TimelineView(timeline);
  return PICTURES.map(({ title, human, lines }) => {
    const shown = lines(view).filter(hasValues);
    return shown.length === 0 ? '' : `<div>${timeChart(title, timeline.endsMs, shown, human)}</div>`;
  }).join('');
}

function sparkRows(timeline: Timeline): string[][] {
  const view = new TimelineView(timeline);
  return PICTURES.flatMap(({ title, human, lines }) =>
    lines(view)
      .filter(hasValues)
      .map(({ name, values }) => {
        const known = values.filter((value) => value !== undefined);
        const [least, most] = [Math.min(...known), Math.max(...known)];
        return [`${title}: ${md.escaped(name)}`, sparkline(values), human(least), human(most)];
      }),
  );
}

function readTimeline(run: Reader): Timeline {
  return { endsMs: run.get('endsMs').list((end) => end.number()), series: run.get('series').list(readSeries) };
}

const readSeries = (series: Reader): TimelineSeries => ({
  key: series.get('key').text(),
  type: series.get('type').oneOf(['counter', 'gauge', 'rate', 'trend']),
  contains: series.get('contains').oneOf(['default', 'time', 'data']),
  // JSON has null where there is nothing.
  figures: series
    .get('figures')
    .record((column) => column.list((value) => (value.value === null ? undefined : value.number()))),
});
