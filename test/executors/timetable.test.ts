import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { needsOf } from '../../src/executors/index.js';
import type { Timetable } from '../../src/executors/timetable.js';
import { arrivals } from '../../src/executors/timetable.js';
import { Segment } from '../../src/shard/segment.js';
import type { Shard } from '../../src/shard/share.js';
import { segmentsOf, sequences } from '../shard/sequences.js';
import { type Configs, constantRates, rampingRates, rateOf, scenario } from './configs.js';

type ArrivalConfig = Configs['constant-arrival-rate' | 'ramping-arrival-rate'];
const timetable = (config: ArrivalConfig): Timetable => rateOf(config).timetable();
const arrivalsOf = (config: ArrivalConfig, segment: Segment, shard: Shard, offset: number): number[] =>
  all(arrivals({ needs: needsOf(config, segment), shard, offset }, timetable(config)));

function all(due: Timetable): number[] {
  const list: number[] = [];
  for (let at = due(0); at !== undefined; at = due(list.length)) list.push(at);
  return list;
}
const toMs = (list: readonly number[]): number[] => list.map(Math.round);
const range = (count: number, step: number, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + index * step);

const pool = { preAllocatedVUs: 7 };

test('a constant rate starts at 0, and as many as the rate says', () => {
  const config = scenario('constant-arrival-rate', { rate: 10, duration: '1s', ...pool });
  assert.deepEqual(all(timetable(config)), range(10, 100));
  const fast = all(timetable(scenario('constant-arrival-rate', { rate: 2000, duration: '10s', ...pool })));
  assert.equal(fast.length, 20_000);
  assert.equal(fast.at(-1), 9999.5);
});

test('the period is whole nanoseconds, rounded down', () => {
  const due = timetable(scenario('constant-arrival-rate', { rate: 3, duration: '1h', ...pool }));
  assert.equal(due(1), 333.333333);
  assert.equal(due(3000), 999_999.999);
  assert.equal(all(timetable(scenario('constant-arrival-rate', { rate: 3, duration: '10s', ...pool }))).length, 30);
});

test('a ramp that is level starts when the first iteration is full', () => {
  const stages = [{ duration: '1s', target: 10 }];
  assert.deepEqual(
    all(timetable(scenario('ramping-arrival-rate', { startRate: 10, stages, ...pool }))),
    range(10, 100, 100),
  );
});

test('10 to 10 to 0: ten at every 100 ms, then 1105.57, 1225.40, 1367.54, 1552.79 and 2000', () => {
  const stages = [
    { duration: '1s', target: 10 },
    { duration: '1s', target: 0 },
  ];
  const due = all(timetable(scenario('ramping-arrival-rate', { startRate: 10, stages, ...pool })));
  // The roots of 10t - 5t² = 1 … 5. A run of k6 was seen to start at 1106, 1226, 1368, 1554 and 2000: these and its lag.
  const roots = range(5, 1, 1).map((area) => 2000 - 1000 * Math.sqrt(1 - area / 5));
  assert.deepEqual(toMs(due), [...range(10, 100, 100), ...toMs(roots)]);
  for (const [at, seen] of [1106, 1226, 1368, 1554, 2000].entries()) assert.ok(Math.abs(due[10 + at]! - seen) < 1.3);
});

test('stages of no length jump, stages of no rate wait, and what has begun is carried over', () => {
  const stages = [
    { duration: 50, target: 10 }, // half an iteration
    { duration: 0, target: 0 },
    { duration: 10_000, target: 0 },
    { duration: 0, target: 10 },
    { duration: 150, target: 10 },
  ];
  const due = timetable(scenario('ramping-arrival-rate', { startRate: 10, stages, ...pool }));
  assert.deepEqual(all(due), [10_100, 10_200]);
});

test('10/s with 7 VUs in thirds: each start has its place and its time', () => {
  const config = scenario('constant-arrival-rate', { rate: 10, duration: 1050, ...pool });
  const shard = { index: 0, count: 1 };
  const due = segmentsOf(['0', '1/3', '2/3', '1']).map((segment) => arrivalsOf(config, segment, shard, 0));
  assert.deepEqual(due, [
    [0, 300, 500, 700, 1000],
    [100, 400, 800],
    [200, 600, 900],
  ]);
});

/** The due times of all iterations by the definition: walk along the curve, in exact fractions of an iteration. */
function areaByMs(config: ArrivalConfig, untilMs: number): number {
  if (!('stages' in config)) return (config.rate * untilMs) / config.timeUnitMs;
  let [area, startMs, from] = [0, 0, config.startRate];
  for (const { durationMs, target } of config.stages) {
    const insideMs = Math.min(durationMs, untilMs - startMs);
    if (insideMs < 0) break;
    const rateThere = durationMs === 0 ? target : from + ((target - from) * insideMs) / durationMs;
    area += ((from + rateThere) / 2) * (insideMs / config.timeUnitMs);
    [from, startMs] = [target, startMs + durationMs];
  }
  return area;
}

test('iteration k of a ramp is due when the area under the curve is k + 1; none is late, none is missing', () => {
  fc.assert(
    fc.property(rampingRates, (config) => {
      const due = all(timetable(config));
      const total = areaByMs(config, Number.POSITIVE_INFINITY);
      assert.ok(Math.abs(due.length - total) <= 1 && due.length <= total + 1e-6, `${due.length} of ${total}`);
      for (const [k, at] of due.entries()) {
        assert.ok(at >= (due[k - 1] ?? 0));
        // Where the curve is flat at 0 a nanosecond moves the area by next to nothing, and rounding moves the time a lot.
        assert.ok(Math.abs(areaByMs(config, at) - (k + 1)) < 1e-6, `iteration ${k} at ${at}`);
      }
    }),
  );
});

test('the workers of all segments together start the plan of one worker: nothing twice, nothing missing', () => {
  fc.assert(
    fc.property(
      fc.oneof(constantRates, rampingRates),
      sequences,
      fc.integer({ min: 1, max: 8 }),
      fc.nat(7),
      (config, points, count, offset) => {
        const alone = arrivalsOf(config, Segment.whole, { index: 0, count: 1 }, 0);
        assert.deepEqual(alone, config.maxVUs === 0 ? [] : all(timetable(config)));
        const parts = segmentsOf(points).map((segment) =>
          range(count, 1).map((index) => arrivalsOf(config, segment, { index, count }, offset)),
        );
        assert.deepEqual(
          parts.flat(2).sort((a, b) => a - b),
          alone.toSorted((a, b) => a - b),
        );
        for (const [at, workers] of parts.entries()) {
          const vus = needsOf(config, segmentsOf(points)[at]!).slots;
          if (vus === 0) assert.deepEqual(workers.flat(), []);
        }
      },
    ),
  );
});

test('the rate at a moment follows the curve', () => {
  const stages = [
    { duration: '10s', target: 120 },
    { duration: '0s', target: 60 },
    { duration: '10s', target: 60 },
  ];
  const config = scenario('ramping-arrival-rate', { startRate: 0, timeUnit: '1m', stages, ...pool });
  assert.deepEqual(
    [0, 5000, 10_000, 15_000, 99_000].map((ms) => rateOf(config).at(ms)),
    [0, 1, 1, 1, 1],
  );
  assert.equal(rateOf(config).highest, 2);
  assert.equal(
    rateOf(scenario('constant-arrival-rate', { rate: 30, timeUnit: '1m', duration: '1m', ...pool })).at(5),
    0.5,
  );
});
