import type { TrendStats } from '../../metrics/snapshot.js';
import { type MetricContains, metricOfKey } from '../../metrics/types.js';
import { escapeMarkup } from '../escape.js';
import { distributionChart } from '../html/distribution-chart.js';
import * as html from '../html/markup.js';
import { percentileCurve } from '../html/percentile-curve.js';
import { seriesIn, totalScope } from '../scopes.js';
import { section } from '../section.js';
import type { Summary } from '../summary.js';

/** More would make the file heavy; all of them are in the tables. */
const MOST_CHARTS = 30;
/** What readers look at first. */
const FIRST = ['http_req_duration', 'iteration_duration', 'grpc_req_duration', 'ws_session_duration'];

interface Drawn {
  readonly name: string;
  readonly contains: MetricContains;
  readonly stats: TrendStats;
}

/** Percentile curve and distribution of one trend at a time. */
export const charts = section({
  data: trendsOf,
  html: (trends) => (trends.length === 0 ? '' : html.titled('Percentiles and distribution', drawing(trends))),
});

function drawing(trends: readonly Drawn[]): string {
  const drawn = trends.slice(0, MOST_CHARTS);
  const options = drawn.map(({ name }, at) => `<option value="${at}">${escapeMarkup(name)}</option>`).join('');
  const left = trends.length - drawn.length;
  return html.card(
    [
      '<div class="tools">',
      `<label for="chart">Trend</label><select id="chart">${options}</select>`,
      left === 0 ? '' : `<span class="aside">${left} more are in the tables below.</span>`,
      '</div>',
      ...drawn.map(({ name, stats, contains }, at) => {
        const heading = `<h3><code>${escapeMarkup(name)}</code>, ${stats.count} values</h3>`;
        return `<div class="chart" data-chart="${at}">${heading}${percentileCurve(name, stats, contains)}${distributionChart(name, stats, contains)}</div>`;
      }),
    ].join(''),
  );
}

/** The usual ones first, then by how many values they have. */
function trendsOf(summary: Summary): Drawn[] {
  const all = seriesIn(totalScope(summary)).flatMap(({ name, def, stats }): Drawn[] =>
    stats.type === 'trend' && stats.count > 0 ? [{ name, contains: def.contains, stats }] : [],
  );
  const rank = ({ name }: Drawn): number => {
    const at = FIRST.indexOf(metricOfKey(name));
    return at === -1 ? FIRST.length : at;
  };
  return all.sort((a, b) => rank(a) - rank(b) || b.stats.count - a.stats.count);
}
