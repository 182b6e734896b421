import type { SeriesStats } from '../../metrics/snapshot.js';
import { escapeMarkup } from '../escape.js';
import { hasSamples } from '../observed.js';
import { section } from '../section.js';
import { ratePerSecond } from '../text/rows.js';
import { humanBytes, humanNumber, humanTime, percentOf } from '../text/values.js';
import { averageOf } from '../trend-values.js';

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly aside: string;
  readonly state?: 'good' | 'bad';
}

/** The few numbers that a reader looks for first. */
export const keyFigures = section({
  data: ({ snapshot, runDurationMs }) =>
    FIGURES.flatMap(([name, make]) => {
      const stats = snapshot.metrics.get(name)?.stats;
      return (stats && hasSamples(stats) && make(stats, runDurationMs)) || [];
    }),
  html: (figures) => (figures.length === 0 ? '' : `<div class="figures">${figures.map(tile).join('')}</div>`),
});

type MakeFigure = (stats: SeriesStats, runDurationMs: number) => Figure | undefined;

const counted =
  (label: string): MakeFigure =>
  (stats, runDurationMs) =>
    stats.type === 'counter'
      ? { label, value: grouped(stats.sum), aside: `${rounded(ratePerSecond(stats.sum, runDurationMs))}/s` }
      : undefined;

const timed =
  (label: string): MakeFigure =>
  (stats) =>
    stats.type === 'trend'
      ? {
          label,
          value: humanTime(stats.percentile(95), ''),
          aside: `median ${humanTime(stats.percentile(50), '')}, 99 % ${humanTime(stats.percentile(99), '')}`,
        }
      : undefined;

const usedOf =
  (label: string, text: (value: number) => string): MakeFigure =>
  (stats) =>
    stats.type === 'trend'
      ? { label, value: text(averageOf(stats)), aside: `on average, ${text(stats.max)} at most` }
      : undefined;

const FIGURES: readonly (readonly [string, MakeFigure])[] = [
  ['http_reqs', counted('requests')],
  ['http_req_duration', timed('request duration, 95 %')],
  [
    'http_req_failed',
    (stats) =>
      stats.type === 'rate'
        ? {
            label: 'failed requests',
            value: percentOf(stats.passes, stats.total),
            aside: `${grouped(stats.passes)} of ${grouped(stats.total)}`,
            state: stats.passes === 0 ? 'good' : 'bad',
          }
        : undefined,
  ],
  [
    'checks',
    (stats) =>
      stats.type === 'rate'
        ? {
            label: 'checks passed',
            value: percentOf(stats.passes, stats.total),
            aside: `${grouped(stats.passes)} of ${grouped(stats.total)}`,
            state: stats.passes === stats.total ? 'good' : 'bad',
          }
        : undefined,
  ],
  ['iterations', counted('iterations')],
  [
    'dropped_iterations',
    (stats, runDurationMs) => {
      const figure = counted('dropped iterations')(stats, runDurationMs);
      return figure && { ...figure, state: 'bad' };
    },
  ],
  ['target_cpu', usedOf('target, cores in use', (cores) => cores.toFixed(2))],
  ['target_memory', usedOf('target, memory', humanBytes)],
  ['grpc_req_duration', timed('gRPC duration, 95 %')],
  ['ws_sessions', counted('WebSocket sessions')],
  [
    'vus',
    (stats) =>
      stats.type === 'gauge'
        ? { label: 'virtual users, at most', value: grouped(stats.max), aside: `at least ${grouped(stats.min)}` }
        : undefined,
  ],
  [
    'data_received',
    (stats, runDurationMs) =>
      stats.type === 'counter'
        ? {
            label: 'received',
            value: humanBytes(stats.sum),
            aside: `${humanBytes(ratePerSecond(stats.sum, runDurationMs))}/s`,
          }
        : undefined,
  ],
];

const tile = ({ label, value, aside, state }: Figure): string =>
  `<div class="figure${state ? ` ${state}` : ''}"><span class="name">${escapeMarkup(label)}</span>` +
  `<strong>${escapeMarkup(value)}</strong><span class="aside">${escapeMarkup(aside)}</span></div>`;

/** Thousands apart, by a space that does not break. */
const grouped = (value: number): string => humanNumber(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '\u202f');

const rounded = (value: number): string => grouped(Number(value.toPrecision(value < 1000 ? 3 : 4)));
