import type { SeriesStats, TrendStats } from '../../metrics/snapshot.js';
import { escapeMarkup } from '../escape.js';
import { type NamedSeries, type Scope, seriesIn } from '../scopes.js';
import { ratePerSecond } from '../text/rows.js';
import { humanValue, percentOf } from '../text/values.js';
import { averageOf } from '../trend-values.js';
import { code, row, table } from './markup.js';

/** A row as it is filtered and shown. */
interface MetricRow extends NamedSeries {
  /** Empty for the whole test. */
  readonly scope: string;
}

/** All metrics by kind: of the whole run, of thresholds' parts, and of scenarios and groups where they are known. */
export function metricTables(total: Scope, details: readonly Scope[], runDurationMs: number): string {
  const all = [...rowsOf(total, ''), ...details.flatMap((scope) => rowsOf(scope, scope.title))];
  const kinds: readonly (readonly [SeriesStats['type'], string, string])[] = [
    ['trend', 'Trends', trendTable(all)],
    ['counter', 'Counters', counterTable(all, runDurationMs)],
    ['rate', 'Rates', rateTable(all)],
    ['gauge', 'Gauges', gaugeTable(all)],
  ];
  return kinds
    .filter(([type]) => all.some(({ stats }) => stats.type === type))
    .map(([, title, content]) => `<h3>${title}</h3>${content}`)
    .join('');
}

const rowsOf = (of: Scope, scope: string): MetricRow[] => [
  ...seriesIn(of).map((one) => ({ scope, ...one })),
  ...of.groups.flatMap((group) => rowsOf(group, `${scope} › ${group.title}`)),
];

const TREND_COLUMNS: readonly (readonly [string, (stats: TrendStats) => number])[] = [
  ['average', averageOf],
  ['least', ({ min }) => min],
  ['median', (stats) => stats.percentile(50)],
  ['90 %', (stats) => stats.percentile(90)],
  ['95 %', (stats) => stats.percentile(95)],
  ['99 %', (stats) => stats.percentile(99)],
  ['99.9 %', (stats) => stats.percentile(99.9)],
  ['most', ({ max }) => max],
];

const trendTable = (all: readonly MetricRow[]): string =>
  table(
    ['metric', '', ...TREND_COLUMNS.map(([title]) => title), 'values'],
    all.flatMap((one) => {
      const { stats } = one;
      if (stats.type !== 'trend') return [];
      const cells = TREND_COLUMNS.map(([, value]) => escapeMarkup(humanValue(value(stats), one.def.contains, '')));
      return [metricRow(one, [...cells, String(stats.count)])];
    }),
  );

const counterTable = (all: readonly MetricRow[], runDurationMs: number): string =>
  table(
    ['metric', '', 'count', 'per second'],
    all.flatMap((one) => {
      const { stats } = one;
      if (stats.type !== 'counter') return [];
      const values = [stats.sum, ratePerSecond(stats.sum, runDurationMs)];
      return [
        metricRow(
          one,
          values.map((value) => humanValue(value, one.def.contains, '')),
        ),
      ];
    }),
  );

const rateTable = (all: readonly MetricRow[]): string =>
  table(
    ['metric', '', 'rate', 'true', 'of'],
    all.flatMap((one) => {
      const { stats } = one;
      if (stats.type !== 'rate') return [];
      return [metricRow(one, [percentOf(stats.passes, stats.total), String(stats.passes), String(stats.total)])];
    }),
  );

const gaugeTable = (all: readonly MetricRow[]): string =>
  table(
    ['metric', '', 'last', 'least', 'most'],
    all.flatMap((one) => {
      const { stats } = one;
      if (stats.type !== 'gauge') return [];
      return [
        metricRow(
          one,
          [stats.value, stats.min, stats.max].map((value) => humanValue(value, one.def.contains, '')),
        ),
      ];
    }),
  );

const metricRow = ({ scope, name }: MetricRow, cells: readonly string[]): string =>
  row([code(name), `<span class="scope">${escapeMarkup(scope)}</span>`, ...cells], `${name} ${scope}`);
