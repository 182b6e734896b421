import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderExport } from '../../src/report/export.js';
import { type HandleSummaryOptions, handleSummaryData } from '../../src/report/handle-summary.js';
import { machineSummary } from '../../src/report/machine.js';
import { counter, gauge, metric, partOf, rate, summaryOf, trend, verdict } from './sample.js';

const OPTIONS: HandleSummaryOptions = {
  trendStats: ['avg', 'p(95)', 'count'],
  timeUnit: '',
  noColor: true,
  stdoutIsTTY: false,
  stderrIsTTY: true,
  systemTags: ['group', 'check'],
};

const duration = trend(4, 2, 1, 2, 3, { 90: 2.9, 95: 2.95 });
const METRICS = [
  metric('http_req_duration', duration, {
    contains: 'time',
    submetrics: [
      { key: 'http_req_duration{expected_response:true}', tags: { expected_response: 'true' }, stats: duration },
    ],
  }),
  metric('http_req_blocked', duration, { contains: 'time' }),
  metric('http_reqs', counter(4)),
  metric('data_sent', counter(800), { contains: 'data' }),
  metric('vus', gauge(1, 0, 2)),
  metric('group_duration', duration, {
    contains: 'time',
    parts: [partOf({ group: '::g::inner' }, duration), partOf({ group: '::g' }, duration)],
  }),
  metric('checks', rate(3, 4), {
    parts: [partOf({ group: '::g', check: 'ok' }, rate(2, 2)), partOf({ check: 'ok' }, rate(1, 2))],
  }),
  metric('ws_ping', { type: 'counter', sum: 0, seen: false }),
];
const VERDICTS = [
  verdict('http_req_duration', 'p(95)<500', true, 'p(95)', 2.95),
  verdict('http_req_duration', 'avg<1', false, 'avg', 2),
];
const summary = summaryOf(METRICS, { verdicts: VERDICTS, runDurationMs: 2000, setupData: { token: 'x' } });

const ROOT_ID = 'd41d8cd98f00b204e9800998ecf8427e';
const GROUP_ID = '652e756c89643c3ada0b451cbd88a9d3';

test('the data of handleSummary', () => {
  const { root_group: root, metrics, ...rest } = handleSummaryData(summary, OPTIONS);
  assert.deepEqual(rest, {
    options: { summaryTrendStats: ['avg', 'p(95)', 'count'], summaryTimeUnit: '', noColor: true },
    state: { isStdOutTTY: false, isStdErrTTY: true, testRunDurationMs: 2000 },
    setup_data: { token: 'x' },
  });
  const values = { avg: 2, 'p(95)': 2.95, count: 4 };
  assert.deepEqual(metrics, {
    checks: { type: 'rate', contains: 'default', values: { rate: 0.75, passes: 3, fails: 1 } },
    data_sent: { type: 'counter', contains: 'data', values: { count: 800, rate: 400 } },
    group_duration: { type: 'trend', contains: 'time', values },
    http_req_blocked: { type: 'trend', contains: 'time', values },
    http_req_duration: {
      type: 'trend',
      contains: 'time',
      values,
      thresholds: { 'p(95)<500': { ok: true }, 'avg<1': { ok: false } },
    },
    'http_req_duration{expected_response:true}': { type: 'trend', contains: 'time', values },
    http_reqs: { type: 'counter', contains: 'default', values: { count: 4, rate: 2 } },
    vus: { type: 'gauge', contains: 'default', values: { value: 1, min: 0, max: 2 } },
  });
  assert.deepEqual([root.name, root.path, root.id], ['', '', ROOT_ID]);
  assert.deepEqual(
    root.groups.map(({ name, path, id }) => [name, path, id]),
    [['g', '::g', GROUP_ID]],
  );
  assert.deepEqual(
    root.groups[0]!.groups.map(({ path }) => path),
    ['::g::inner'],
  );
  assert.deepEqual(
    root.groups[0]!.checks.map(({ path, passes, fails }) => [path, passes, fails]),
    [['::g::ok', 2, 0]],
  );
  assert.deepEqual(
    root.checks.map(({ name, path, passes, fails }) => [name, path, passes, fails]),
    [['ok', '::ok', 1, 1]],
  );
});

test('without setup data there is no key for it', () => {
  assert.ok(!('setup_data' in handleSummaryData(summaryOf(METRICS), OPTIONS)));
});

test('--summary-export: flat values, crossed thresholds, names as keys', () => {
  const text = renderExport(summary, OPTIONS);
  assert.match(
    text,
    /\n {4}"metrics": \{\n {8}"checks": \{\n {12}"passes": 3,\n {12}"fails": 1,\n {12}"value": 0\.75\n/,
  );
  const data = JSON.parse(text);
  assert.deepEqual(Object.keys(data), ['root_group', 'metrics', 'setup_data']);
  assert.deepEqual(data.metrics.http_req_duration, {
    avg: 2,
    count: 4,
    'p(95)': 2.95,
    thresholds: { 'p(95)<500': false, 'avg<1': true },
  });
  assert.deepEqual(data.metrics.http_reqs, { count: 4, rate: 2 });
  assert.deepEqual(Object.keys(data.root_group), ['name', 'path', 'id', 'groups', 'checks']);
  assert.equal(data.root_group.groups.g.id, GROUP_ID);
  assert.equal(data.root_group.groups.g.checks.ok.passes, 2);
  assert.equal(data.root_group.checks.ok.fails, 1);
});

const TREND_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];

test('the machine-readable form', () => {
  const context = {
    generatedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    scriptSource: 'export default () => {}',
    mode: 'compact',
    trendStats: TREND_STATS,
  } as const;
  const { config, metadata, results, version } = machineSummary(summary, context);
  assert.deepEqual(
    { config, metadata, version },
    {
      config: { duration: 2, execution: 'local', script: 'export default () => {}' },
      metadata: { generated_at: '2026-01-02T03:04:05.000Z', k6_version: '2.2.0' },
      version: '1.0.0',
    },
  );
  assert.deepEqual(results.checks, {
    metrics: [
      { name: 'checks_total', type: 'counter', contains: 'default', values: { count: 4 } },
      { name: 'checks_failed', type: 'rate', contains: 'default', values: { matches: 1, total: 4, rate: 0.25 } },
      { name: 'checks_succeeded', type: 'rate', contains: 'default', values: { matches: 3, total: 4, rate: 0.75 } },
    ],
    results: [{ name: 'ok', passes: 3, fails: 1 }],
  });
  const trendValues = { avg: 2, min: 1, med: 2, max: 3, p90: 2.9, p95: 2.95 };
  assert.deepEqual(
    results.metrics.map(({ name, values }) => [name, values]),
    [
      ['data_sent', { count: 800 }],
      ['http_req_duration', trendValues],
      ['http_req_duration{expected_response:true}', trendValues],
      ['http_reqs', { count: 4 }],
      ['vus', { max: 2, min: 0, value: 1 }],
    ],
  );
  // k6 writes keys in alphabetical order.
  assert.deepEqual(Object.keys(results.metrics[1]!), ['contains', 'name', 'type', 'values']);
  assert.deepEqual(Object.keys(results.metrics[1]!.values), ['avg', 'max', 'med', 'min', 'p90', 'p95']);
  assert.deepEqual(Object.keys(results.checks.results[0]!), ['fails', 'name', 'passes']);
  const full = machineSummary(summary, { ...context, mode: 'full' });
  assert.ok(full.results.metrics.some(({ name }) => name === 'http_req_blocked'));
  // As in k6, what summaryTrendStats does not ask for, in just these letters, is null.
  const asked = machineSummary(summary, { ...context, trendStats: ['p(95)', 'max', 'p(90.0)', 'count'] });
  assert.deepEqual(asked.results.metrics[1]!.values, { avg: null, max: 3, med: null, min: null, p90: null, p95: 2.95 });
});

const OWN = [
  metric('generator_cpu', duration),
  metric('generator_memory', gauge(1, 1, 1), { contains: 'data' }),
  metric('iteration_lag', duration, { contains: 'time' }),
  metric('http_req_duration_corrected', duration, { contains: 'time' }),
  metric('generator_of_mine', counter(1)),
  metric('target_cpu', duration),
];

test("metrics of the generator are in k6's forms when a threshold names them, those of the timetable always", () => {
  const names = (thresholds: readonly string[]): string[][] => {
    const asked = summaryOf(OWN, { thresholds: thresholds.map((metricKey) => ({ metricKey, expressions: [] })) });
    const context = { generatedAtMs: 0, scriptSource: '', mode: 'compact', trendStats: TREND_STATS } as const;
    return [
      Object.keys(handleSummaryData(asked, OPTIONS).metrics),
      Object.keys(JSON.parse(renderExport(asked, OPTIONS)).metrics),
      machineSummary(asked, context).results.metrics.map(({ name }) => name),
    ];
  };
  const always = ['generator_of_mine', 'http_req_duration_corrected', 'iteration_lag', 'target_cpu'];
  for (const list of names([])) assert.deepEqual(list, always);
  for (const list of names(['generator_cpu{scenario:a}'])) assert.deepEqual(list, ['generator_cpu', ...always]);
});

test('without the tag of groups there is no tree of them', () => {
  const { root_group: root } = handleSummaryData(summary, { ...OPTIONS, systemTags: ['check'] });
  assert.deepEqual([root.groups, root.checks], [[], []]);
});
