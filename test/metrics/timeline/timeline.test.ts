// What series were over time, from the memory in which they are counted anyway.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MetricsReader } from '../../../src/metrics/reader.js';
import { Recorder } from '../../../src/metrics/recorder.js';
import { TimelineRecorder } from '../../../src/metrics/timeline/recorder.js';
import type { Timeline } from '../../../src/metrics/timeline/timeline.js';
import type { MetricDef, MetricsPlan } from '../../../src/metrics/types.js';

const PLAN: MetricsPlan = {
  submetrics: [{ metric: 'took', key: 'took{kind:a}', tags: { kind: 'a' } }],
  breakdowns: [],
  seriesLimit: 100,
  systemTags: [],
  runTags: {},
};
const DEFS = {
  took: { name: 'took', type: 'trend', contains: 'time' },
  reqs: { name: 'reqs', type: 'counter', contains: 'default' },
  ok: { name: 'ok', type: 'rate', contains: 'default' },
  level: { name: 'level', type: 'gauge', contains: 'default' },
} as const satisfies Record<string, MetricDef>;

/** Two workers that count, and who keeps them over time. */
function setUp(most?: number) {
  const reader = new MetricsReader(PLAN, Object.values(DEFS));
  const workers = [0, 1].map((worker) => {
    const recorder = new Recorder({ plan: PLAN, announce: (message) => reader.accept(worker, message) });
    const metrics = Object.fromEntries(Object.values(DEFS).map((def) => [def.name, recorder.metric(def)]));
    return (name: keyof typeof DEFS, value: number, kind?: string): void =>
      metrics[name]!.add(value, kind === undefined ? recorder.rootTags : recorder.rootTags.with('kind', kind));
  });
  return { workers, timeline: new TimelineRecorder(() => reader.keyedSeries(), most) };
}

const columnOf = ({ series }: Timeline, key: string, name: string): readonly (number | undefined)[] =>
  series.find((one) => one.key === key)!.figures[name]!;
const total = (column: readonly (number | undefined)[]): number =>
  column.reduce<number>((sum, value) => sum + (value ?? 0), 0);

test('intervals of every kind of metric; what came before the start is in none', () => {
  const { workers, timeline } = setUp();
  const [first, second] = workers as [(typeof workers)[0], (typeof workers)[0]];
  first('took', 500);
  first('reqs', 100);
  timeline.start();
  first('took', 10, 'a');
  second('took', 30);
  first('reqs', 1);
  second('ok', 1);
  first('ok', 0);
  timeline.step(1000);
  timeline.step(2000.4);
  second('reqs', 2);
  first('level', 7);
  timeline.step(3000);
  const told = timeline.timeline();
  assert.deepEqual(told.endsMs, [1000, 2000, 3000]);
  assert.deepEqual(columnOf(told, 'took', 'count'), [2, undefined, undefined]);
  assert.deepEqual(columnOf(told, 'took', 'max'), [30, undefined, undefined]);
  assert.deepEqual(columnOf(told, 'took', 'p50'), [20, undefined, undefined]);
  assert.deepEqual(columnOf(told, 'took{kind:a}', 'sum'), [10, undefined, undefined]);
  assert.deepEqual(columnOf(told, 'reqs', 'sum'), [1, 0, 2]);
  assert.deepEqual(columnOf(told, 'ok', 'passes'), [1, 0, 0]);
  assert.deepEqual(columnOf(told, 'ok', 'total'), [2, 0, 0]);
  assert.deepEqual(columnOf(told, 'level', 'value'), [undefined, undefined, 7]);
});

test('a rest that is short belongs to the interval before it', () => {
  const { workers, timeline } = setUp();
  timeline.start();
  workers[0]!('reqs', 1);
  workers[0]!('level', 1);
  timeline.step(1000);
  workers[0]!('reqs', 2);
  workers[0]!('level', 2);
  timeline.end(1100);
  const told = timeline.timeline();
  assert.deepEqual(told.endsMs, [1100]);
  assert.deepEqual(columnOf(told, 'reqs', 'sum'), [3]);
  assert.deepEqual(columnOf(told, 'level', 'value'), [2]);
});

test('law: nothing is lost and no room outgrown, however long it takes; percentiles stay near', () => {
  const seconds = fc.array(fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 30 }), {
    minLength: 1,
    maxLength: 90,
  });
  fc.assert(
    fc.property(seconds, fc.constantFrom(4, 8, 16), (values, most) => {
      const { workers, timeline } = setUp(most);
      timeline.start();
      values.forEach((ofSecond, at) => {
        ofSecond.forEach((value, place) => {
          workers[place % 2]!('took', value);
          workers[place % 2]!('reqs', value);
          workers[place % 2]!('ok', value % 2);
        });
        timeline.step((at + 1) * 1000);
      });
      timeline.end(values.length * 1000 + 10);
      const told = timeline.timeline();
      const all = values.flat();
      assert.ok(told.endsMs.length <= most);
      assert.equal(told.endsMs.at(-1), values.length * 1000 + 10);
      if (all.length === 0) return;
      const sum = all.reduce((a, b) => a + b, 0);
      assert.equal(total(columnOf(told, 'reqs', 'sum')), sum);
      assert.equal(total(columnOf(told, 'took', 'count')), all.length);
      assert.equal(total(columnOf(told, 'took', 'sum')), sum);
      assert.equal(total(columnOf(told, 'ok', 'total')), all.length);
      assert.equal(total(columnOf(told, 'ok', 'passes')), all.filter((value) => value % 2 === 1).length);
      let from = 0;
      told.endsMs.forEach((endMs, at) => {
        const own = values
          .slice(from, (from = Math.floor(endMs / 1000)))
          .flat()
          .sort((a, b) => a - b);
        const figure = (name: string): number => columnOf(told, 'took', name)[at]!;
        if (own.length === 0) {
          assert.equal(figure('p50'), undefined);
          return;
        }
        assert.deepEqual([figure('min'), figure('max')], [own[0], own.at(-1)]);
        const rank = (p: number): number => ((own.length - 1) * p) / 100;
        for (const p of [50, 90, 95, 99]) {
          // Interpolated between two neighbours; each of them is known within 2.2 %.
          const [low, high] = [own[Math.floor(rank(p))]!, own[Math.ceil(rank(p))]!];
          assert.ok(
            figure(`p${p}`) >= low * 0.975 && figure(`p${p}`) <= high * 1.025,
            `p${p}: ${figure(`p${p}`)} of ${own}`,
          );
        }
      });
    }),
    { numRuns: 100 },
  );
});

test('many values, which histograms hold, are counted once', () => {
  const { workers, timeline } = setUp();
  timeline.start();
  for (let round = 1; round <= 5; round++) {
    for (let value = 0; value < 900; value++) workers[0]!('took', round * 1000 + value);
    timeline.step(round * 1000);
  }
  const told = timeline.timeline();
  assert.deepEqual(columnOf(told, 'took', 'count'), [900, 900, 900, 900, 900]);
  columnOf(told, 'took', 'p50').forEach((p50, at) => {
    const expected = (at + 1) * 1000 + 449.5;
    assert.ok(Math.abs(p50! / expected - 1) < 0.002, `${p50} for ${expected}`);
  });
});
