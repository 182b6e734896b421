// What one sample does to which series, and what happens at the limits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { monotonicMs } from '../../src/base/clock.js';
import { BUILTIN_DEFS, builtinMetrics } from '../../src/metrics/builtin.js';
import { MetricsReader } from '../../src/metrics/reader.js';
import { Recorder } from '../../src/metrics/recorder.js';
import type { SlabMessage } from '../../src/metrics/slab.js';
import type {
  CounterStats,
  GaugeStats,
  RateStats,
  SeriesStats,
  Snapshot,
  TrendStats,
} from '../../src/metrics/snapshot.js';
import type { MetricDef, MetricType } from '../../src/metrics/types.js';
import { NO_PLAN, PRECISION, recorders } from './helpers/bench-of-workers.js';

const def = (name: string, type: MetricType): MetricDef => ({ name, type, contains: 'default' });
const statsOf = <Stats extends SeriesStats>(snapshot: Snapshot, name: string): Stats =>
  snapshot.metrics.get(name)!.stats as Stats;

test('counters, rates and gauges add up over workers', () => {
  const { reader, workers } = recorders(3);
  workers.forEach((recorder, worker) => {
    const { rootTags } = recorder;
    for (let i = 0; i <= worker; i++) recorder.metric(def('counter', 'counter')).add(0.5, rootTags);
    recorder.metric(def('rate', 'rate')).add(worker, rootTags);
    recorder.metric(def('gauge', 'gauge')).add(worker - 5, rootTags);
  });
  const snapshot = reader.snapshot();
  assert.deepEqual(statsOf(snapshot, 'counter'), { type: 'counter', sum: 3, seen: true });
  assert.deepEqual(statsOf(snapshot, 'rate'), { type: 'rate', passes: 2, total: 3 });
  assert.deepEqual(statsOf(snapshot, 'gauge'), { type: 'gauge', value: -3, min: -5, max: -3, seen: true });
});

test('the gauge written last wins, whichever worker wrote it', () => {
  const reader = new MetricsReader(NO_PLAN, []);
  const gauges = [0, 1].map((worker) => {
    const announce = (message: SlabMessage): void => reader.accept(worker, message);
    const recorder = new Recorder({ plan: NO_PLAN, announce });
    return { metric: recorder.metric(def('gauge', 'gauge')), tags: recorder.rootTags };
  });
  const value = (): number => statsOf<GaugeStats>(reader.snapshot(), 'gauge').value;
  const set = (worker: number, to: number): void => {
    const { metric, tags } = gauges[worker]!;
    metric.add(to, tags);
    for (const atMs = monotonicMs(); monotonicMs() === atMs; );
  };
  assert.equal(statsOf<GaugeStats>(reader.snapshot(), 'gauge').seen, false);
  set(1, 8);
  set(0, 3);
  assert.equal(value(), 3);
  set(1, 2);
  assert.equal(value(), 2);
  assert.equal(statsOf<GaugeStats>(reader.snapshot(), 'gauge').max, 8);
});

test('a metric that was declared and never used is told from one that stayed at zero', () => {
  const { reader, workers } = recorders(1);
  workers[0]!.metric(def('idle', 'counter'));
  workers[0]!.metric(def('zero', 'counter')).add(0, workers[0]!.rootTags);
  const snapshot = reader.snapshot();
  assert.deepEqual(statsOf(snapshot, 'idle'), { type: 'counter', sum: 0, seen: false });
  assert.deepEqual(statsOf(snapshot, 'zero'), { type: 'counter', sum: 0, seen: true });
});

test('a metric is one object per name, and its type is fixed', () => {
  const { workers } = recorders(1);
  const recorder = workers[0]!;
  assert.equal(recorder.metric(def('m', 'trend')), recorder.metric(def('m', 'trend')));
  assert.throws(() => recorder.metric(def('m', 'rate')), { code: 'E_METRIC_REDECLARED' });
  assert.throws(() => recorder.metric({ name: 'm', type: 'trend', contains: 'time' }), { code: 'E_METRIC_REDECLARED' });
});

test('numbers that no sum can hold are counted and change nothing', () => {
  const { reader, workers } = recorders(1);
  const recorder = workers[0]!;
  for (const type of ['counter', 'gauge', 'rate', 'trend'] as const) {
    const metric = recorder.metric(def(type, type));
    for (const value of [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      metric.add(value, recorder.rootTags);
    }
  }
  const snapshot = reader.snapshot();
  assert.equal(snapshot.notFinite, 8);
  assert.equal(statsOf<CounterStats>(snapshot, 'counter').sum, 1);
  const { count, sum, min, max } = statsOf<TrendStats>(snapshot, 'trend');
  assert.deepEqual([count, sum, min, max], [1, 1, 1, 1]);
  assert.deepEqual(statsOf(snapshot, 'rate'), { type: 'rate', passes: 3, total: 3 });
  assert.equal(statsOf<GaugeStats>(snapshot, 'gauge').max, Number.POSITIVE_INFINITY);
});

test('breakdowns make a part for each combination, from the tags that a sample has', () => {
  const breakdowns = [
    { metric: 'checks', by: ['check', 'group'] },
    { metric: '*', by: ['scenario'] },
  ];
  const { reader, workers } = recorders(2, { breakdowns });
  for (const recorder of workers) {
    const checks = recorder.metric(def('checks', 'rate'));
    const tags = recorder.rootTags.with('group', '').with('scenario', 'a').with('url', 'nobody asked');
    checks.add(1, tags.with('check', 'ok'));
    checks.add(0, tags.with('check', 'ok'));
    checks.add(1, tags.with('check', 'other').with('group', '::g'));
    checks.add(1, recorder.rootTags);
  }
  const { stats, parts } = reader.snapshot().metrics.get('checks')!;
  assert.equal((stats as RateStats).total, 8);
  const seen = parts.map(({ tags, stats: part }) => [tags, (part as RateStats).passes, (part as RateStats).total]);
  assert.deepEqual(seen, [
    [{ check: 'ok', group: '' }, 2, 4],
    [{ scenario: 'a' }, 4, 6],
    [{ check: 'other', group: '::g' }, 2, 2],
  ]);
});

test('run tags take part in sub-metrics', () => {
  const submetrics = [{ metric: 'm', key: 'm{env:ci}', tags: { env: 'ci' } }];
  const { reader, workers } = recorders(1, { submetrics, runTags: { env: 'ci', unasked: 'x' } });
  workers[0]!.metric(def('m', 'counter')).add(2, workers[0]!.rootTags);
  assert.deepEqual(workers[0]!.rootTags.toObject(), { env: 'ci' });
  assert.equal((reader.snapshot().metrics.get('m')!.submetrics[0]!.stats as CounterStats).sum, 2);
});

test('over the series limit no sample is lost, and how many were is known', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.array(fc.nat(200), { maxLength: 400 }), (seriesLimit, names) => {
      const submetrics = [{ metric: 'm', key: 'm{name:7}', tags: { name: '7' } }];
      const { reader, workers } = recorders(2, {
        seriesLimit,
        submetrics,
        breakdowns: [{ metric: '*', by: ['name'] }],
      });
      names.forEach((name, i) => {
        const recorder = workers[i % 2]!;
        recorder.metric(def('m', 'counter')).add(1, recorder.rootTags.with('name', String(name)));
      });
      const snapshot = reader.snapshot();
      const metric = snapshot.metrics.get('m');
      if (!metric) return;
      assert.equal((metric.stats as CounterStats).sum, names.length);
      const inParts = metric.parts.reduce((sum, { stats }) => sum + (stats as CounterStats).sum, 0);
      assert.equal(inParts + snapshot.overLimit, names.length);
    }),
  );
});

test('50,000 names stay within the limits of series and of tag sets', () => {
  const { reader, workers } = recorders(1, { seriesLimit: 100, breakdowns: [{ metric: '*', by: ['name'] }] });
  const recorder = workers[0]!;
  const metric = recorder.metric(def('m', 'trend'));
  const sets = new Set<object>();
  for (let i = 0; i < 50_000; i++) {
    const tags = recorder.rootTags.with('name', `url ${i}`);
    sets.add(tags);
    metric.add(i, tags);
  }
  const snapshot = reader.snapshot();
  assert.equal(statsOf<TrendStats>(snapshot, 'm').count, 50_000);
  // The total is the hundredth.
  assert.equal(snapshot.metrics.get('m')!.parts.length, 99);
  assert.equal(snapshot.overLimit, 50_000 - 99);
  assert.ok(sets.size <= 401, `${sets.size} tag sets`);
});

test('what a histogram costs: a thousandth of the value, for 4 KB a power of two, however many values there are', () => {
  assert.equal(PRECISION, 0.001);
  let bytes = 0;
  const announce = ({ length, block }: SlabMessage): void => {
    bytes += length * (block === 'positive' || block === 'negative' ? 4 : 8);
  };
  const recorder = new Recorder({ plan: NO_PLAN, announce });
  const metric = recorder.metric({ name: 'm', type: 'trend', contains: 'time' });
  for (let i = 0; i < 20_000; i++) metric.add(0.001 * 1.001 ** (i % 10_000), recorder.rootTags);
  const before = bytes;
  for (let i = 0; i < 100_000; i++) metric.add(0.001 * 1.001 ** (i % 10_000), recorder.rootTags);
  assert.equal(bytes, before);
  // Three blocks of cells, the values as they came, and a page for each of the 15 powers of two above page 0.
  const [cells, values, page] = [8 * 8, 1024 * 8, 1024 * 4];
  assert.equal(bytes, 2 * cells + values + 16 * page);
});

test('a full bucket stays full and is counted', () => {
  let page: Uint32Array | undefined;
  const reader = new MetricsReader(NO_PLAN, []);
  const recorder = new Recorder({
    plan: NO_PLAN,
    announce: (message) => {
      reader.accept(0, message);
      if (message.block === 'positive') page = new Uint32Array(message.buffer, message.byteOffset, message.length);
    },
  });
  const metric = recorder.metric({ name: 'm', type: 'trend', contains: 'time' });
  for (let i = 0; i < 2000; i++) metric.add(5, recorder.rootTags);
  const slot = page!.findIndex((count) => count > 0);
  page![slot] = 2 ** 32 - 2;
  for (let i = 0; i < 3; i++) metric.add(5, recorder.rootTags);
  assert.equal(page![slot], 2 ** 32 - 1);
  const stats = statsOf<TrendStats>(reader.snapshot(), 'm');
  assert.equal(stats.clipped, 2);
  assert.equal(stats.count, 2003);
  assert.equal(stats.percentile(50), 5);
});

test('every built-in metric is made, and shown also without a sample', () => {
  const { reader, workers } = recorders(1, {}, BUILTIN_DEFS);
  assert.deepEqual(
    [...reader.snapshot().metrics.keys()],
    BUILTIN_DEFS.map(({ name }) => name),
  );
  const builtin = builtinMetrics(workers[0]!);
  builtin.http_req_duration.add(12, workers[0]!.rootTags);
  assert.equal(statsOf<TrendStats>(reader.snapshot(), 'http_req_duration').max, 12);
});

test('a paused recorder discards everything, refused values too, and counts again when it is resumed', () => {
  const { reader, workers } = recorders(1);
  const [recorder] = workers;
  const { rootTags } = recorder!;
  const early = recorder!.metric(def('early', 'trend'));
  early.add(1, rootTags);
  recorder!.pause();
  early.add(1000, rootTags);
  early.add(Number.NaN, rootTags);
  const late = recorder!.metric(def('late', 'counter'));
  late.add(5, rootTags.with('a', 'b'));
  recorder!.resume();
  early.add(3, rootTags);
  late.add(2, rootTags.with('a', 'b'));
  const snapshot = reader.snapshot();
  const { count, sum, max } = statsOf<TrendStats>(snapshot, 'early');
  assert.deepEqual([count, sum, max], [2, 4, 3]);
  assert.deepEqual(statsOf(snapshot, 'late'), { type: 'counter', sum: 2, seen: true });
  assert.equal(snapshot.notFinite, 0);
});
