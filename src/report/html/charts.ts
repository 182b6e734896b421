import type { TrendStats } from '../../metrics/snapshot.js';
import type { MetricContains } from '../../metrics/types.js';
import { escapeMarkup } from '../escape.js';
import { totalSection } from '../sections.js';
import type { Summary } from '../summary.js';
import { distributionChart } from './distribution-chart.js';
import { percentileCurve } from './percentile-curve.js';

/** More would make the file heavy; all of them are in the tables. */
const MOST_CHARTS = 30;
/** What readers look at first. */
const FIRST = ['http_req_duration', 'iteration_duration', 'grpc_req_duration', 'ws_session_duration'];

interface Drawn {
  readonly name: string;
  readonly contains: MetricContains;
  readonly stats: TrendStats;
}

/** Percentile curve and distribution of one trend at a time; empty without trends. */
export function charts(summary: Summary): string {
  const trends = drawnTrends(summary);
  if (trends.length === 0) return '';
  const drawn = trends.slice(0, MOST_CHARTS);
  const options = drawn.map(({ name }, at) => `<option value="${at}">${escapeMarkup(name)}</option>`).join('');
  const left = trends.length - drawn.length;
  return [
    '<h2>Percentiles and distribution</h2><div class="card"><div class="tools">',
    `<label for="chart">Trend</label><select id="chart">${options}</select>`,
    left === 0 ? '' : `<span class="aside">${left} more are in the tables below.</span>`,
    '</div>',
    ...drawn.map(({ name, stats, contains }, at) => {
      const heading = `<h3><code>${escapeMarkup(name)}</code>, ${stats.count} values</h3>`;
      return `<div class="chart" data-chart="${at}">${heading}${percentileCurve(name, stats, contains)}${distributionChart(name, stats, contains)}</div>`;
    }),
    '</div>',
  ].join('');
}

/** The usual ones first, then by how many values they have. */
function drawnTrends(summary: Summary): Drawn[] {
  const all = totalSection(summary).metrics.flatMap(({ def, stats, parts }) =>
    [{ name: def.name, stats }, ...parts.map((part) => ({ name: def.name + part.suffix, stats: part.stats }))].flatMap(
      ({ name, stats: one }): Drawn[] =>
        one.type === 'trend' && one.count > 0 ? [{ name, contains: def.contains, stats: one }] : [],
    ),
  );
  const rank = ({ name }: Drawn): number => {
    const at = FIRST.indexOf(name.split('{', 1)[0]!);
    return at === -1 ? FIRST.length : at;
  };
  return all.sort((a, b) => rank(a) - rank(b) || b.stats.count - a.stats.count);
}
