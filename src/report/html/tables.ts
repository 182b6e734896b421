import type { SeriesStats, TrendStats } from '../../metrics/snapshot.js';
import type { MetricContains } from '../../metrics/types.js';
import { escapeMarkup } from '../escape.js';
import { detailSections, type Section, totalSection } from '../sections.js';
import type { Summary } from '../summary.js';
import { ratePerSecond } from '../text/rows.js';
import { nameOf, observedText } from '../text/thresholds.js';
import { humanValue, percentOf } from '../text/values.js';
import { averageOf } from '../trend-values.js';

/** Each threshold with what was measured, the crossed ones first. */
export function thresholdTable(summary: Summary): string {
  const ordered = [...summary.verdicts].sort((a, b) => Number(a.ok) - Number(b.ok));
  const rows = ordered.map((verdict) => {
    const observed = observedText(verdict, summary.snapshot.metrics.get(nameOf(verdict.metricKey)), '');
    return row(
      [
        state(verdict.ok, verdict.ok ? 'met' : 'crossed'),
        code(verdict.metricKey),
        code(verdict.source),
        escapeMarkup(observed),
      ],
      verdict.metricKey,
    );
  });
  return table(['', 'metric', 'threshold', 'measured'], rows);
}

/** Each check, the failed ones first. */
export function checkTable({ checks }: Summary): string {
  const ordered = [...checks].sort((a, b) => Number(a.fails === 0) - Number(b.fails === 0));
  const rows = ordered.map(({ name, groupPath, passes, fails }) => {
    const total = passes + fails;
    const group = groupPath.slice(2).replaceAll('::', ' › ');
    return row(
      [
        state(fails === 0, fails === 0 ? 'passed' : 'failed'),
        escapeMarkup(name),
        escapeMarkup(group),
        bar(passes, total),
        String(passes),
        String(fails),
      ],
      `${name} ${group}`,
    );
  });
  return table(['', 'check', 'group', 'passed', 'times', 'failed'], rows);
}

/** A row as it is filtered and shown. */
interface MetricRow {
  readonly scope: string;
  readonly name: string;
  readonly contains: MetricContains;
  readonly stats: SeriesStats;
}

/** All metrics by kind: of the whole run, of thresholds' parts, and of scenarios and groups where they are known. */
export function metricTables(summary: Summary): string {
  const all = [
    ...rowsOf(totalSection(summary), ''),
    ...detailSections(summary).flatMap((section) => rowsOf(section, section.title)),
  ];
  const kinds: readonly (readonly [SeriesStats['type'], string, string])[] = [
    ['trend', 'Trends', trendTable(all)],
    ['counter', 'Counters', counterTable(all, summary.runDurationMs)],
    ['rate', 'Rates', rateTable(all)],
    ['gauge', 'Gauges', gaugeTable(all)],
  ];
  return kinds
    .filter(([type]) => all.some(({ stats }) => stats.type === type))
    .map(([, title, content]) => `<h3>${title}</h3>${content}`)
    .join('');
}

function rowsOf(section: Section, scope: string): MetricRow[] {
  return [
    ...section.metrics.flatMap(({ def, stats, parts }) => [
      { scope, name: def.name, contains: def.contains, stats },
      ...parts.map((part) => ({ scope, name: def.name + part.suffix, contains: def.contains, stats: part.stats })),
    ]),
    ...section.groups.flatMap((group) => rowsOf(group, `${scope} › ${group.title}`)),
  ];
}

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
      const cells = TREND_COLUMNS.map(([, value]) => escapeMarkup(humanValue(value(stats), one.contains, '')));
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
          values.map((value) => humanValue(value, one.contains, '')),
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
          [stats.value, stats.min, stats.max].map((value) => humanValue(value, one.contains, '')),
        ),
      ];
    }),
  );

const metricRow = ({ scope, name }: MetricRow, cells: readonly string[]): string =>
  row([code(name), `<span class="scope">${escapeMarkup(scope)}</span>`, ...cells], `${name} ${scope}`);

/** `filter` is what the page's filter looks into. */
export const row = (cells: readonly string[], filter: string): string =>
  `<tr data-filter="${escapeMarkup(filter.toLowerCase())}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

export const table = (head: readonly string[], rows: readonly string[]): string =>
  `<div class="scroll"><table><thead><tr>${head.map((title) => `<th>${title}</th>`).join('')}</tr></thead>` +
  `<tbody>${rows.join('')}</tbody></table></div>`;

const code = (text: string): string => `<code>${escapeMarkup(text)}</code>`;

const state = (ok: boolean, word: string): string =>
  `<span class="state ${ok ? 'good' : 'bad'}">${ok ? '✓' : '✗'} ${word}</span>`;

const bar = (passes: number, total: number): string => {
  const share = total === 0 ? 0 : (passes / total) * 100;
  return `<span class="bar-cell"><span class="track"><span style="width:${share.toFixed(2)}%"></span></span>${percentOf(passes, total)}</span>`;
};
