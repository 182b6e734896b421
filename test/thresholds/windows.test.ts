// Thresholds over sliding windows: what is in a window, as laws against all samples, and what is judged of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problems } from '../../src/base/problems.js';
import { interpolate } from '../../src/metrics/percentile.js';
import { MetricsReader } from '../../src/metrics/reader.js';
import { Recorder } from '../../src/metrics/recorder.js';
import type { MetricDef } from '../../src/metrics/types.js';
import { SlidingWindow, stepOf } from '../../src/metrics/window/sliding-window.js';
import { bindThresholds } from '../../src/thresholds/bind.js';
import { abortingVerdict } from '../../src/thresholds/evaluate.js';
import { expressionToJson, parseThresholds } from '../../src/thresholds/shape.js';
import { WindowedThresholds } from '../../src/thresholds/windows.js';

const DEFS: readonly MetricDef[] = [
  { name: 'times', type: 'trend', contains: 'time' },
  { name: 'numbers', type: 'trend', contains: 'default' },
  { name: 'hits', type: 'counter', contains: 'default' },
  { name: 'good', type: 'rate', contains: 'default' },
  { name: 'level', type: 'gauge', contains: 'default' },
];

const WORKERS = 2;

function world(raw: unknown = {}) {
  const problems = new Problems();
  const bound = bindThresholds(parseThresholds(raw, problems), { defs: DEFS, systemTags: [] }, problems);
  const plan = { submetrics: bound.submetrics, breakdowns: [], seriesLimit: 100, systemTags: [], runTags: {} };
  const reader = new MetricsReader(plan, DEFS);
  const recorders = Array.from(
    { length: WORKERS },
    (_, worker) => new Recorder({ plan, announce: (message) => reader.accept(worker, message) }),
  );
  const add = (name: string, value: number, worker = 0, tags: Record<string, string> = {}): void => {
    const recorder = recorders[worker]!;
    const set = Object.entries(tags).reduce((all, [key, one]) => all.with(key, one), recorder.rootTags);
    recorder.metric(DEFS.find((def) => def.name === name)!).add(value, set);
  };
  return { problems, bound, reader, add };
}

/** Enough in one step to go over to histograms, now and then. */
const amount = fc.oneof(fc.nat(5), fc.nat(40), fc.constant(700));
const step = fc.record({ amounts: fc.tuple(amount, amount), from: fc.nat(1_000_000), whole: fc.boolean() });

/** Values of a kind that a metric may have: spread over some octaves, and negative ones for plain numbers. */
function valuesOf({ amounts, from, whole }: { amounts: [number, number]; from: number; whole: boolean }, name: string) {
  return amounts.flatMap((count, worker) =>
    Array.from({ length: count }, (_, at) => {
      const value = from / 1000 + ((at * 7919) % 1013) / (whole ? 1 : 7);
      const signed = name === 'numbers' && at % 3 === 0 ? -value : value;
      return { worker, value: whole ? Math.round(signed) : signed };
    }),
  );
}

for (const name of ['times', 'numbers']) {
  test(`a window of ${name} holds exactly the values of its steps, and percentiles are those of these values`, () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 4 }), (steps, seconds) => {
        const { reader, add } = world();
        add(name, 5, 0);
        add(name, 1e5, 1);
        const series = () => reader.seriesOf(name, undefined);
        const window = new SlidingWindow('trend', seconds * 1000, series(), 0);
        const all = steps.map((one) => valuesOf(one, name));
        all.forEach((values, at) => {
          for (const { value, worker } of values) add(name, value, worker);
          window.move(series(), (at + 1) * 1000);
          const expected = all
            .slice(Math.max(0, at + 1 - seconds), at + 1)
            .flat()
            .map(({ value }) => value)
            .sort((a, b) => a - b);
          const stats = window.stats();
          assert.ok(stats.type === 'trend');
          assert.equal(stats.count, expected.length);
          const sum = expected.reduce((total, value) => total + value, 0);
          const size = all.flat().reduce((total, { value }) => total + Math.abs(value), 1e6);
          assert.ok(Math.abs(stats.sum - sum) <= size * 1e-9, `${stats.sum} for ${sum}`);
          for (const p of [0, 10, 50, 90, 99.9, 100]) {
            const exact = interpolate(p, expected.length, (rank) => expected[rank]!);
            const near = Math.max(...[0, 1].map((more) => nearRank(expected, p, more))) * 0.001;
            assert.ok(
              Math.abs(stats.percentile(p) - exact) <= near + 1e-6,
              `p(${p}) ${stats.percentile(p)} for ${exact}`,
            );
          }
          assert.equal(window.isFull, at + 1 >= seconds);
        });
      }),
      { numRuns: 60 },
    );
  });
}

/** The magnitude of a value beside a percentile: what its error is a part of. */
const nearRank = (sorted: readonly number[], p: number, more: number): number =>
  Math.abs(sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * (sorted.length - 1)) + more)] ?? 0);

test('counters and rates in a window are the differences of its ends', () => {
  const batch = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(batch, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (steps, seconds) => {
      const { reader, add } = world();
      const hits = new SlidingWindow('counter', seconds * 1000, reader.seriesOf('hits', undefined), 0);
      const good = new SlidingWindow('rate', seconds * 1000, reader.seriesOf('good', undefined), 0);
      steps.forEach((batch, at) => {
        for (const [index, value] of batch.entries()) {
          add('hits', value, index % WORKERS);
          add('good', value > 1 ? 1 : 0, index % WORKERS);
        }
        hits.move(reader.seriesOf('hits', undefined), (at + 1) * 1000);
        good.move(reader.seriesOf('good', undefined), (at + 1) * 1000);
        const inside = steps.slice(Math.max(0, at + 1 - seconds), at + 1).flat();
        const [counted, rated] = [hits.stats(), good.stats()];
        assert.equal(
          counted.type === 'counter' && counted.sum,
          inside.reduce((total, value) => total + value, 0),
        );
        assert.deepEqual(rated, {
          type: 'rate',
          passes: inside.filter((value) => value > 1).length,
          total: inside.length,
        });
        assert.equal(hits.lengthMs, Math.min(seconds, at + 1) * 1000);
      });
    }),
  );
});

test('timers that are late make windows longer by less than half a step, and no window has more than 61 steps', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.array(fc.double({ min: 0, max: 0.45, noNaN: true }), { minLength: 80, maxLength: 200 }),
      (seconds, lates) => {
        const windowMs = seconds * 1000;
        const window = new SlidingWindow('counter', windowMs, [], 0);
        lates.forEach((late, at) => {
          window.move([], (at + 1 + late) * stepOf(windowMs));
          if (!window.isFull) return;
          assert.ok(Math.abs(window.lengthMs - windowMs) <= stepOf(windowMs) * 1.5, String(window.lengthMs));
        });
        assert.ok(window.steps <= 62);
      },
    ),
  );
});

/** One sample per second and metric: what is judged over so many seconds. */
function judged(raw: unknown, perSecond: readonly (readonly number[])[], name = 'times') {
  const { bound, problems, reader, add } = world(raw);
  assert.deepEqual(problems.lines(), []);
  const windows = new WindowedThresholds(bound, reader);
  windows.start(0);
  const aborts: (string | undefined)[] = [];
  perSecond.forEach((values, at) => {
    for (const value of values) add(name, value, at % WORKERS);
    windows.step((at + 1) * 1000);
    aborts.push(abortingVerdict(bound, windows.verdicts('live'), (at + 1) * 1000)?.source);
  });
  windows.end(perSecond.length * 1000);
  const short = windows.verdicts('final').map(({ source, ok, observed }) => [source, ok, observed?.value]);
  return { short, aborts, strict: windows.verdicts('strict').map(({ ok }) => ok) };
}

const windowed = (threshold: string, window = '2s', others: object = {}) => [{ threshold, window, ...others }];

test('one bad window fails a run that is good as a whole, and the worst is shown', () => {
  const seconds = [[10], [10], [10], [300], [500], [10], [10], [10]];
  assert.deepEqual(judged({ times: windowed('avg<400') }, seconds).short, [['avg<400 over 2s', false, 400]]);
  assert.deepEqual(judged({ times: windowed('avg<401') }, seconds).short, [['avg<401 over 2s', true, 400]]);
  assert.deepEqual(judged({ times: windowed('min>9') }, seconds).short, [['min>9 over 2s', true, 10]]);
  assert.deepEqual(judged({ times: windowed('max<=500') }, seconds).short, [['max<=500 over 2s', true, 500]]);
  assert.deepEqual(judged({ times: windowed('p(95)<400', '8s') }, seconds).short[0]!.slice(0, 2), [
    'p(95)<400 over 8s',
    false,
  ]);
});

test('windows that are not full are not judged, unless the whole run is shorter', () => {
  const bad = [[900], [10], [10], [10], [10]];
  assert.deepEqual(judged({ times: windowed('med<400', '3s') }, bad).short, [['med<400 over 3s', true, 10]]);
  assert.deepEqual(judged({ times: windowed('avg<200', '1m') }, bad).short, [['avg<200 over 1m0s', true, 188]]);
});

test('a window without samples says nothing, and of a counter that it is 0', () => {
  assert.deepEqual(judged({ times: windowed('avg<20', '1s') }, [[10], [], [], [10]]).short, [
    ['avg<20 over 1s', true, 10],
  ]);
  const none = judged({ times: windowed('avg<20', '1s') }, [[], []]);
  assert.deepEqual([none.short, none.strict], [[['avg<20 over 1s', true, undefined]], [false]]);
  const stalled = judged({ hits: windowed('rate>=1', '1s') }, [[2], [], [3]], 'hits');
  assert.deepEqual(stalled.short, [['rate>=1 over 1s', false, 0]]);
});

test('abortOnFail ends the run in the window that breaks, not before its delay, and only when it may', () => {
  const seconds = [[10], [900], [10], [10], [10], [900], [10]];
  const broken = 'avg<400 over 1s';
  const at = (others: object) => judged({ times: windowed('avg<400', '1s', others) }, seconds).aborts.indexOf(broken);
  assert.equal(at({ abortOnFail: true }), 1);
  assert.equal(at({ abortOnFail: true, delayAbortEval: '3s' }), 5);
  assert.equal(at({ abortOnFail: false }), -1);
});

test('the same expression with and without a window, and on a sub-metric, stand beside each other', () => {
  const { bound, reader, add, problems } = world({
    'times{kind:a}': ['avg<100', { threshold: 'avg<100', window: '1s' }, { threshold: 'avg<100', window: '3s' }],
  });
  assert.deepEqual(problems.lines(), []);
  const windows = new WindowedThresholds(bound, reader);
  windows.start(0);
  for (let second = 1; second <= 6; second++) {
    add('times', second === 4 ? 200 : 40, 0, { kind: 'a' });
    add('times', 900, 0, { kind: 'b' });
    windows.step(second * 1000);
  }
  windows.end(6000);
  assert.deepEqual(
    windows.verdicts('final').map(({ source, ok, observed, windowMs }) => [source, ok, observed?.value, windowMs]),
    [
      ['avg<100 over 1s', false, 200, 1000],
      ['avg<100 over 3s', true, 280 / 3, 3000],
    ],
  );
});

test('what a window may be', () => {
  const complaints = (raw: unknown): string[] => world(raw).problems.lines() as string[];
  assert.match(complaints({ times: windowed('avg<1', '0.5s') })[0]!, /window.*at least 1s/);
  assert.match(complaints({ times: windowed('avg<1', 'soon') })[0]!, /window.*duration/);
  assert.match(complaints({ level: windowed('value<1') })[0]!, /level is a gauge/);
  assert.deepEqual(complaints({ times: [{ threshold: 'avg<1', window: null }] }), []);
  assert.deepEqual(
    parseThresholds({ times: windowed('avg<1', '90s') }, new Problems())[0]!.expressions.map(expressionToJson),
    [{ threshold: 'avg<1', abortOnFail: false, delayAbortEval: null, window: '1m30s' }],
  );
});
