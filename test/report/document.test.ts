import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { SalvoError } from '../../src/base/errors/index.js';
import type { TrendStats } from '../../src/metrics/snapshot.js';
import type { Timeline } from '../../src/metrics/timeline/timeline.js';
import { mergeFacts } from '../../src/report/document/merge-facts.js';
import { parseDocument } from '../../src/report/document/read.js';
import { snapshotDocument } from '../../src/report/document/snapshot.js';
import { renderDocument } from '../../src/report/document/write.js';
import { judgeGenerator } from '../../src/report/generator/judge.js';
import { handleSummaryData } from '../../src/report/handle-summary.js';
import { mergeSummaries } from '../../src/report/merge.js';
import type { Summary } from '../../src/report/summary.js';
import { renderSummary } from '../../src/report/text/summary-text.js';
import { exactPercentile, PRECISION } from '../metrics/helpers/bench-of-workers.js';
import { healthyFigures, PROCESS } from './generator-figures.js';
import { faults } from './json-schema.js';
import { FACTS, type RecordedRun, recordedSummary } from './runs.js';
import { ALL_STATS } from './sample.js';
import { ONE_TARGET, TARGET } from './usage-figures.js';

const TEXT = { mode: 'full', trendStats: ALL_STATS, timeUnit: '', colors: false } as const;
const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/summary.schema.json'), 'utf8'));

/** Requests with these durations in a group of a scenario, each checked. */
const requests = (durations: readonly number[], scenario = 'a'): RecordedRun['samples'] =>
  durations.flatMap((duration): RecordedRun['samples'] => {
    const tags = { scenario, group: '::g', expected_response: String(duration < 500) };
    return [
      ['http_reqs', 1, tags],
      ['http_req_duration', duration, tags],
      ['http_req_failed', duration < 500 ? 0 : 1, tags],
      ['checks', duration < 500 ? 1 : 0, { scenario, group: '::g', check: 'fast' }],
      ['group_duration', duration + 1, { scenario, group: '::g' }],
      ['data_received', 700, { scenario }],
      ['vus', 3],
    ];
  });

const many = Array.from({ length: 6000 }, (_, at) => 1 + ((at * 7919) % 6000) / 10);
const few = recordedSummary({
  samples: requests([1.5, 2.25, 700]),
  scenarios: ['a'],
  thresholds: { http_req_duration: ['p(95)<500', 'avg<1000'], 'http_req_duration{scenario:zzz}': [] },
});
const large = recordedSummary({ samples: requests(many), scenarios: ['a'] });

const reread = (summary: Summary): Summary => parseDocument(renderDocument(summary, FACTS), 'test').summary;

test('a document fits its schema, with few values and with many', () => {
  for (const summary of [few, large]) {
    assert.deepEqual(faults(JSON.parse(renderDocument(summary, FACTS)), SCHEMA), []);
  }
  assert.notDeepEqual(faults({ ...JSON.parse(renderDocument(few, FACTS)), version: 2, overLimit: -1 }, SCHEMA), []);
  assert.equal(JSON.parse(renderDocument(few, FACTS)).passed, false);
});

test('what is read back gives the same texts and data', () => {
  for (const summary of [few, large]) {
    assert.equal(renderSummary(reread(summary), TEXT), renderSummary(summary, TEXT));
    const options = {
      trendStats: ALL_STATS,
      timeUnit: '',
      noColor: true,
      stdoutIsTTY: false,
      stderrIsTTY: false,
      systemTags: ['group', 'check'],
    } as const;
    assert.deepEqual(handleSummaryData(reread(summary), options), handleSummaryData(summary, options));
    assert.equal(renderDocument(reread(summary), FACTS), renderDocument(summary, FACTS));
  }
  assert.deepEqual(parseDocument(renderDocument(few, FACTS), 'test').facts, FACTS);
});

const health = judgeGenerator([healthyFigures(0), healthyFigures(1, { utilization: 0.9, fullShare: 0.6 })], PROCESS);
const watched = recordedSummary({
  samples: [...requests([1.5]), ['target_cpu', 1.25], ['target_memory', 96_000_000]],
  generator: health,
  target: TARGET,
});

test('figures of generator and target come back, and stand side by side when runs are merged', () => {
  assert.deepEqual(faults(JSON.parse(renderDocument(watched, FACTS)), SCHEMA), []);
  const again = reread(watched);
  assert.deepEqual([again.generators, again.targets], [[health], [TARGET]]);
  const merged = reread(mergeSummaries([again, few, reread({ ...watched, targets: [ONE_TARGET] })]));
  assert.deepEqual(
    [merged.generators, merged.targets],
    [
      [health, health],
      [TARGET, ONE_TARGET],
    ],
  );
  assert.match(renderSummary(merged, TEXT), /run 1: all together: 1\.37 of 4 cores.* run 2: node server\.js/s);
  assert.match(renderSummary(merged, TEXT), /run 1: saturated: .* run 2: saturated: /s);
});

const TIMELINE: Timeline = {
  endsMs: [1000, 2000],
  series: [
    { key: 'http_reqs', type: 'counter', contains: 'default', figures: { sum: [3, 0] } },
    { key: 'took{a:b}', type: 'trend', contains: 'time', figures: { count: [3, undefined], p95: [1.5, undefined] } },
  ],
};

test('what runs were over time comes back, gaps too, and stands side by side when runs are merged', () => {
  const recorded = { ...watched, timelines: [TIMELINE] };
  assert.deepEqual(faults(JSON.parse(renderDocument(recorded, FACTS)), SCHEMA), []);
  assert.deepEqual(reread(recorded).timelines, [TIMELINE]);
  assert.deepEqual(reread(mergeSummaries([recorded, few, reread(recorded)])).timelines, [TIMELINE, TIMELINE]);
  assert.equal(JSON.parse(renderDocument(watched, FACTS)).timeline, undefined);
});

test('files without such figures are read, and figures of a later form are left out', () => {
  const { generator, target, ...older } = JSON.parse(renderDocument(watched, FACTS));
  assert.ok(generator.runs.length === 1 && target.runs.length === 1);
  const read = (document: object): Summary => parseDocument(JSON.stringify(document), 'x.json').summary;
  assert.deepEqual([read(older).generators, read(older).targets], [[], []]);
  const later = read({ ...older, generator: { version: 2, other: [] }, target });
  assert.deepEqual([later.generators, later.targets], [[], [TARGET]]);
  const broken = { ...older, target: { version: 1, runs: [{ ...target.runs[0], machineCores: 'four' }] } };
  assert.throws(() => read(broken), /target\.runs\[0\]\.machineCores: must be a number, is "four"/);
});

test('the encoded histogram of times is in nanoseconds', () => {
  const metric = snapshotDocument(large).metrics.find(({ name }) => name === 'http_req_duration')!;
  assert.ok('positive' in metric.stats && metric.stats.factor === 1e6);
});

test('law: merged summaries have the counts and percentiles of the union', () => {
  const durations = fc
    .array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 60 })
    .map((list) => list.map((value) => value / 1000));
  fc.assert(
    fc.property(fc.array(durations, { minLength: 1, maxLength: 4 }), (runs) => {
      const merged = mergeSummaries(
        runs.map((run) => reread(recordedSummary({ samples: requests(run), scenarios: ['a'] }))),
      );
      const union = recordedSummary({ samples: requests(runs.flat()), scenarios: ['a'] });
      const stats = (summary: Summary) => summary.snapshot.metrics.get('http_req_duration')!.stats as TrendStats;
      for (const p of [0, 50, 90, 99, 100]) assert.equal(stats(merged).percentile(p), stats(union).percentile(p));
      assert.deepEqual(merged.checks, union.checks);
      assert.equal(
        JSON.stringify(merged.snapshot.metrics.get('http_req_failed')),
        JSON.stringify(union.snapshot.metrics.get('http_req_failed')),
      );
    }),
    { numRuns: 30 },
  );
});

test('many values merge within the precision of a histogram', () => {
  const halves = [many.slice(0, 2000), many.slice(2000)].map((values) =>
    reread(recordedSummary({ samples: requests(values), scenarios: ['a'] })),
  );
  const merged = mergeSummaries(halves).snapshot.metrics.get('http_req_duration')!.stats as TrendStats;
  const sorted = Float64Array.from(many).sort();
  assert.equal(merged.count, 6000);
  for (const p of [1, 50, 95, 99.9]) {
    const expected = exactPercentile(sorted, p);
    assert.ok(Math.abs(merged.percentile(p) - expected) < expected * PRECISION, `p(${p})`);
  }
});

test('thresholds are judged on the union, VUs add up, the longest run counts', () => {
  const thresholds = { http_req_duration: ['max<600'], http_reqs: ['count>4'] };
  const run = (durations: readonly number[], runDurationMs: number): Summary =>
    recordedSummary({ samples: requests(durations), scenarios: ['a'], thresholds, runDurationMs });
  const merged = mergeSummaries([run([1, 2, 3], 1000), run([700, 5], 4000)].map(reread));
  assert.deepEqual(
    merged.verdicts.map(({ metricKey, ok, observed }) => [metricKey, ok, observed?.value]),
    [
      ['http_req_duration', false, 700],
      ['http_reqs', true, 5],
    ],
  );
  assert.equal(merged.runDurationMs, 4000);
  assert.equal(merged.workers, 4);
  const vus = merged.snapshot.metrics.get('vus')!.stats;
  assert.ok(vus.type === 'gauge' && vus.max === 6);
  assert.match(renderSummary(merged, TEXT), /http_reqs\.+: 5 +1\.25\/s/);
});

test('facts of merged runs', () => {
  const merged = mergeFacts([
    FACTS,
    { ...FACTS, startedAt: '2025-12-31T00:00:00.000Z', script: 'b.js', environment: { node: 'v20.18.1', cpus: 8 } },
  ]);
  assert.deepEqual(merged, {
    ...FACTS,
    script: 'script.js, b.js',
    startedAt: '2025-12-31T00:00:00.000Z',
    environment: { node: 'v20.18.1' },
    runs: 2,
  });
});

test('files that are something else are refused with the place of the fault', () => {
  const good = JSON.parse(renderDocument(large, FACTS));
  const refused = (change: (document: typeof good) => void): string => {
    const document = structuredClone(good);
    change(document);
    try {
      parseDocument(JSON.stringify(document), 'x.json');
    } catch (error) {
      assert.ok(error instanceof SalvoError && error.code === 'E_BAD_SUMMARY_FILE');
      return error.message;
    }
    return assert.fail('was read');
  };
  assert.equal(
    refused((one) => delete one.format),
    'x.json is no summary of salvo: format: salvo-summary is missing',
  );
  assert.match(
    refused((one) => (one.version = 7)),
    /version: must be 1, is 7$/,
  );
  assert.match(
    refused((one) => (one.metrics[0].type = 'x')),
    /metrics\[0\]\.type: must be counter or gauge/,
  );
  assert.match(
    refused((one) => (one.metrics = {})),
    /metrics: must be a list, is \{\}$/,
  );
  const at = good.metrics.findIndex(({ name }: { name: string }) => name === 'http_req_duration');
  assert.match(
    refused((one) => (one.metrics[at].stats.positive = 'AAAA')),
    /metrics\[\d\]\.stats: /,
  );
  assert.throws(() => parseDocument('{"a":', 'x.json'), /x\.json is no summary of salvo/);
  assert.throws(() => parseDocument('[]', 'x.json'), /must be an object/);
});

test('runs of unlike scripts are not merged', () => {
  const other = reread(few);
  const counter = other.snapshot.metrics.get('http_reqs')!;
  const snapshot = {
    ...other.snapshot,
    metrics: new Map([['http_req_duration', { ...counter, def: { ...counter.def, name: 'http_req_duration' } }]]),
  };
  assert.throws(
    () => mergeSummaries([few, { ...other, snapshot }]),
    /http_req_duration is a time trend in one and a default counter in another/,
  );
});
