import { detailScopes } from '../detail-scopes.js';
import { readSnapshot, snapshotDocument } from '../document/snapshot.js';
import * as html from '../html/markup.js';
import { metricTables } from '../html/metric-tables.js';
import * as md from '../markdown/markup.js';
import { type Scope, seriesIn, totalScope } from '../scopes.js';
import { section } from '../section.js';
import { BLOCK_TITLES, blockOf, isHidden } from '../text/blocks.js';
import type { ColumnRow } from '../text/columns.js';
import { type RowStyle, rowOf } from '../text/rows.js';
import { scopePart } from '../text/scope-lines.js';

/** All figures: of the whole test, and on request of each scenario and group. */
export const metrics = section({
  data: (summary) => ({
    summary,
    total: totalScope(summary),
    details: detailScopes(summary),
  }),
  text: ({ total, details }, style) =>
    [total, ...(style.mode === 'full' ? details : [])].map((scope) => scopePart(scope, style)),
  markdown({ total }, style) {
    const rows = compactRows(total, style);
    return [trendTable(rows, style.trendStats), otherTable(rows)];
  },
  html({ summary, total, details }) {
    const tables = metricTables(total, details, summary.runDurationMs);
    return tables === '' ? '' : html.titled('Metrics', `${FILTER}<div class="metrics">${tables}</div>`);
  },
  json: {
    form: 'plain',
    write: ({ summary }) => snapshotDocument(summary),
    read: (document) => ({ snapshot: readSnapshot(document) }),
  },
});

const FILTER =
  '<div class="tools"><label for="filter">Filter</label><input id="filter" type="search" placeholder="http waiting">' +
  '<span id="shown" class="aside"></span></div>';

/** The lines of the compact text, in their order. */
const compactRows = (total: Scope, style: RowStyle): ColumnRow[] =>
  seriesIn({
    metrics: total.metrics
      .filter(({ def }) => !isHidden(def.name, 'compact'))
      .sort((a, b) => BLOCK_TITLES.indexOf(blockOf(a.def.name)) - BLOCK_TITLES.indexOf(blockOf(b.def.name))),
  }).map(({ name, def, stats }) => rowOf(name, def, stats, style));

const trendTable = (rows: readonly ColumnRow[], trendStats: readonly string[]): string =>
  md.table(
    ['Metric', ...trendStats],
    rows.flatMap((row) => ('named' in row ? [[md.code(row.name), ...row.named.map(({ value }) => value)]] : [])),
  );

const otherTable = (rows: readonly ColumnRow[]): string =>
  md.table(
    ['Metric', 'Value', ''],
    rows.flatMap((row) => ('named' in row ? [] : [[md.code(row.name), row.main, row.extras.join(', ')]])),
  );
