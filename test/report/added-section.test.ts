// A new section of the report is one file and one row: this is such a file, and its row stands in the list while the
// test runs. Nothing else knows of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { metricOfKey } from '../../src/metrics/types.js';
import { parseDocument } from '../../src/report/document/read.js';
import { renderDocument } from '../../src/report/document/write.js';
import * as html from '../../src/report/html/markup.js';
import { renderPage } from '../../src/report/html/page.js';
import { renderAnnotations, renderMarkdown } from '../../src/report/markdown/markdown.js';
import * as md from '../../src/report/markdown/markup.js';
import { type Section, section } from '../../src/report/section.js';
import { sections } from '../../src/report/sections/index.js';
import { renderSummary } from '../../src/report/text/summary-text.js';
import { humanNumber } from '../../src/report/text/values.js';
import { FACTS, recordedSummary } from './runs.js';
import { summaryOf } from './sample.js';

/** How much there is of each kind of metric. */
const inventory = section({
  data: ({ snapshot, verdicts }) => {
    const counters = [...snapshot.metrics.values()].flatMap(({ def, stats }) =>
      stats.type === 'counter' && stats.seen ? [{ name: def.name, sum: stats.sum }] : [],
    );
    return { counters, judged: new Set(verdicts.map(({ metricKey }) => metricOfKey(metricKey))) };
  },
  text: ({ counters }, { palette }) =>
    counters.length === 0
      ? []
      : [
          {
            title: 'INVENTORY',
            lines: counters.map(({ name, sum }) => `${name} ${palette.value(humanNumber(sum))}`),
          },
        ],
  markdown: ({ counters }) => [
    md.table(
      ['Counter', 'Sum'],
      counters.map(({ name, sum }) => [md.code(name), String(sum)]),
    ),
  ],
  annotations: ({ counters, judged }) =>
    counters.filter(({ name }) => !judged.has(name)).map(({ name }) => md.annotation('warning', 'Nobody judges', name)),
  html: ({ counters }) =>
    html.titled(
      'Inventory',
      html.table(
        ['counter', 'sum'],
        counters.map(({ name, sum }) => html.textRow([name, String(sum)])),
      ),
    ),
  json: {
    form: 'plain',
    write: ({ counters }) => ({ inventory: Object.fromEntries(counters.map(({ name, sum }) => [name, sum])) }),
    read: () => ({}),
  },
});

const list = sections as unknown as Section[];
before(() => list.splice(-2, 0, inventory));
after(() => list.splice(list.indexOf(inventory), 1));

const recorded = recordedSummary({
  samples: [
    ['http_reqs', 17],
    ['iterations', 8],
    ['http_req_duration', 1.5],
  ],
  thresholds: { http_reqs: ['count>3'] },
});
const summary = { ...recorded, notes: ['One note.'] };
const OPTIONS = { trendStats: ['avg'], timeUnit: '' } as const;

test('the text has it at its place', () => {
  const text = renderSummary(summary, { ...OPTIONS, mode: 'compact', colors: false });
  const titles = text.match(/█ .*/g)!.map((title) => title.trim());
  assert.deepEqual(titles, ['█ THRESHOLDS', '█ TOTAL RESULTS', '█ INVENTORY', '█ NOTES']);
  assert.match(text, /█ INVENTORY \n\n {4}iterations 8\n {4}http_reqs 17\n/);
  assert.doesNotMatch(renderSummary(summaryOf([]), { ...OPTIONS, mode: 'full', colors: false }), /INVENTORY/);
});

test('so have Markdown, annotations and the page', () => {
  const markdown = renderMarkdown(summary, { ...OPTIONS, title: 'x' });
  assert.match(markdown, /\| Counter \| Sum \|\n\| --- \| --- \|\n\| `iterations` \| 8 \|/);
  assert.ok(markdown.indexOf('| Counter |') < markdown.indexOf('> One note.'));
  assert.ok(renderAnnotations(summary).includes('::warning title=Nobody judges::iterations'));
  assert.match(
    renderPage(summary, FACTS),
    /<h2>Inventory<\/h2>.*<td>http_reqs<\/td><td>17<\/td>.*<h2>Notes<\/h2>.*<h2>Environment/s,
  );
});

test('and the JSON, which is read as before', () => {
  const text = renderDocument(summary, FACTS);
  assert.equal(JSON.parse(text).inventory.http_reqs, 17);
  assert.deepEqual(parseDocument(text, 'x.json').summary.notes, ['One note.']);
});
