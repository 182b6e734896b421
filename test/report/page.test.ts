import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ticks } from '../../src/report/html/axis.js';
import { renderPage } from '../../src/report/html/page.js';
import { FACTS, recordedSummary } from './runs.js';
import { counter, metric, partOf, rate, summaryOf } from './sample.js';

const samples = Array.from({ length: 3000 }, (_, at) => {
  const tags = { scenario: at % 2 ? 'buyers' : 'default', group: '::pay', expected_response: 'true' };
  return [
    ['http_reqs', 1, tags],
    ['http_req_duration', 20 + ((at * 7919) % 3000) / 20, tags],
    ['checks', at % 3 ? 1 : 0, { ...tags, check: '<img src=x onerror=alert(1)>' }],
  ] as const;
}).flat();
const summary = recordedSummary({
  samples,
  scenarios: ['default', 'buyers'],
  thresholds: { http_req_duration: ['p(95)<100'], http_reqs: ['count>5'] },
});
const page = renderPage(summary, { ...FACTS, script: '</title><b>x.js', generator: ['verdict: ok'] });

/** Elements that are open at the end, or closed without having been opened. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const markup = html.replace(/<(script|style)>.*?<\/\1>/gs, '').replace(/<!doctype html>/, '');
  for (const [, closing, name, empty] of markup.matchAll(/<(\/?)([a-z0-9]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (empty === '/' || ['meta', 'input'].includes(name!)) continue;
    if (closing === '') open.push(name!);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

test('one file that loads nothing', () => {
  assert.doesNotMatch(page.replace(/"[^"]*"/g, ''), /<[^>]*\s(?:src|href)=/);
  assert.doesNotMatch(page, /url\(|@import|https?:/);
  assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
  assert.deepEqual(unbalanced(page), []);
});

test('names from scripts are text', () => {
  assert.match(page, /<title>&lt;\/title&gt;&lt;b&gt;x\.js · salvo<\/title>/);
  assert.ok(page.includes('&lt;img src=x onerror=alert(1)&gt;'));
  assert.ok(!page.includes('<img'));
});

test('the verdict, key figures, tables and charts are on it', () => {
  assert.match(page, /✗ 1 of 2 thresholds crossed/);
  assert.match(
    page,
    /<span class="name">requests<\/span><strong>3\u202f000<\/strong><span class="aside">3\u202f000\/s/,
  );
  assert.match(page, /checks passed<\/span><strong>66\.66%/);
  assert.match(page, /✗ crossed<\/span><\/td><td><code>http_req_duration<\/code><\/td><td><code>p\(95\)&lt;100/);
  assert.match(page, /data-filter="http_reqs scenario: buyers › pay"/);
  assert.match(page, /<option value="0">http_req_duration<\/option>/);
  assert.match(page, /aria-label="Percentiles of http_req_duration".*<polyline class="curve"/);
  assert.match(page, /<h2>Generator<\/h2><div class="card"><pre>verdict: ok/);
  assert.match(page, /<dt>node<\/dt><dd>v20\.18\.1<\/dd>/);
});

test('bars of the distribution add up to all values', () => {
  const chart =
    /aria-label="Distribution of http_req_duration".*?<\/svg>(<p class="aside">(\d+) values are larger)?/s.exec(page)!;
  const bars = [...chart[0].matchAll(/<title>[^<]*: (\d+)<\/title>/g)].map(([, count]) => Number(count));
  assert.equal(bars.reduce((sum, count) => sum + count, 0) + Number(chart[2] ?? 0), 3000);
});

test('a run without anything still makes a page', () => {
  const empty = renderPage(summaryOf([]), { ...FACTS, script: '-' });
  assert.deepEqual(unbalanced(empty), []);
  assert.match(empty, /<h1>Load test<\/h1>/);
  assert.doesNotMatch(empty, /NaN|undefined|Infinity/);
});

test('constant, negative and single values are drawn', () => {
  const odd = renderPage(
    summaryOf([
      metric('checks', rate(0, 1), { parts: [partOf({ check: 'c' }, rate(0, 1))] }),
      metric('http_reqs', counter(1.5)),
    ]),
    FACTS,
  );
  assert.doesNotMatch(odd, /NaN|undefined/);
  for (const values of [[7], [-3, -1, -2], [0, 0, 0]]) {
    const recorded = recordedSummary({ samples: values.map((value) => ['ws_ping', value] as const) });
    const drawn = renderPage(recorded, FACTS);
    assert.match(drawn, /<polyline/);
    assert.doesNotMatch(drawn, /NaN|undefined|Infinity/);
  }
});

test('law: the ticks of an axis are even and cover all values', () => {
  const bound = fc.integer({ min: -1e9, max: 1e9 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(bound, bound, fc.integer({ min: 2, max: 10 }), (a, b, wanted) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)];
      const places = ticks(least, most, wanted);
      assert.ok(places[0]! <= Math.min(0, least) && places.at(-1)! >= most - (most - least) * 1e-6);
      assert.ok(places.length >= 2 && places.length <= 2 * wanted + 3);
    }),
  );
});
