// What a trend says as data is all of it: read back and merged it is the trend of all values together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { build, encodeIntoCompressedBase64 } from 'hdr-histogram-js';
import type { TrendStats } from '../../src/metrics/snapshot.js';
import { type TrendData, trendFromData, trendToData } from '../../src/metrics/trend-data.js';
import { exactPercentile, mergedTrend, PRECISION } from './helpers/bench-of-workers.js';

/** Times are counted in whole ones; in ms. */
const NANOSECOND = 1e-6;
const PERCENTILES = [0, 1, 25, 50, 75, 90, 95, 99, 99.9, 100];

/** As it comes out of a file. */
const asRead = (stats: TrendStats): TrendData => JSON.parse(JSON.stringify(trendToData(stats)));

const list = (make: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.array(make, { minLength: 1, maxLength: 40 }), fc.constantFrom(1, 1, 30, 150))
    .map(([values, times]) =>
      Array.from({ length: values.length * times }, (_, at) => values[at % values.length]! * (1 + at / 10_000)),
    );

function assertUnion(runs: readonly (readonly number[])[][], contains: 'time' | 'default'): void {
  const merged = trendFromData(
    runs.map((lists) => asRead(mergedTrend(lists, contains))),
    contains,
  );
  const sorted = Float64Array.from(runs.flat(2)).sort();
  assert.equal(merged.count, sorted.length);
  assert.deepEqual([merged.min, merged.max], [sorted[0], sorted.at(-1)]);
  for (const p of PERCENTILES) {
    const rank = (p / 100) * (sorted.length - 1);
    const size = Math.max(Math.abs(sorted[Math.floor(rank)]!), Math.abs(sorted[Math.ceil(rank)]!));
    const [expected, got] = [exactPercentile(sorted, p), merged.percentile(p)];
    assert.ok(
      Math.abs(got - expected) <= size * PRECISION + NANOSECOND,
      `p(${p}) of ${sorted.length}: ${got} instead of ${expected}`,
    );
  }
}

test('law: times of several runs merge to the percentiles of the union', () => {
  const runs = fc.array(
    fc.array(list(fc.double({ min: 0.001, max: 60_000, noNaN: true })), { minLength: 1, maxLength: 3 }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(runs, (lists) => assertUnion(lists, 'time')),
    { numRuns: 60 },
  );
});

// Nine decimal orders of magnitude next to each other keep their thousandth; smaller ones become coarser.
test('law: numbers of either sign and of unlike scales too', () => {
  const number = fc
    .oneof(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.double({ min: -1000, max: 1000, noNaN: true }),
      fc.double({ min: 1e6, max: 1e8, noNaN: true }),
    )
    .map((value) => (Math.abs(value) < 0.5 ? 0 : value));
  const runs = fc.array(fc.array(list(number), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(runs, (lists) => assertUnion(lists, 'default')),
    { numRuns: 60 },
  );
});

test('a file of another precision is read as precisely as it is', () => {
  const values = Array.from({ length: 5000 }, (_, at) => 1 + at / 10);
  for (const numberOfSignificantValueDigits of [2, 5] as const) {
    const coarse = build({ bitBucketSize: 64, highestTrackableValue: 3.6e12, numberOfSignificantValueDigits });
    for (const value of values) coarse.recordValue(Math.round(value * 1e6));
    const figures = { count: 5000, sum: 0, min: 1, max: 500.9, saturated: 0, clipped: 0 };
    const positive = encodeIntoCompressedBase64(coarse);
    const stats = trendFromData([{ ...figures, factor: 1e6, whole: false, positive, negative: '' }], 'time');
    const precision = PRECISION + 10 ** -numberOfSignificantValueDigits;
    for (const p of PERCENTILES) {
      const expected = exactPercentile(Float64Array.from(values), p);
      const got = stats.percentile(p);
      assert.ok(Math.abs(got - expected) <= expected * precision, `p(${p}): ${got} instead of ${expected}`);
    }
  }
});

test('few values stay exact over runs', () => {
  const merged = trendFromData([asRead(mergedTrend([[3, 1]], 'time')), asRead(mergedTrend([[2]], 'time'))], 'time');
  assert.equal(merged.exact, true);
  assert.deepEqual(merged.content(), { values: [1, 2, 3] });
  assert.equal(merged.percentile(75), 2.5);
});

test('merging what was merged changes nothing', () => {
  const values = Array.from({ length: 5000 }, (_, at) => ((at * 7919) % 5000) / 7);
  const once = asRead(mergedTrend([values, values], 'time'));
  const again = JSON.parse(JSON.stringify(trendToData(trendFromData([once], 'time'))));
  assert.deepEqual(again, once);
  assert.ok(!('values' in once) && once.positive !== '' && once.negative === '');
});

test('no values, and many zeros', () => {
  const empty = trendFromData([], 'time');
  assert.deepEqual([empty.count, empty.min, empty.max, empty.percentile(50)], [0, 0, 0, 0]);
  const zeros = trendFromData(
    [asRead(mergedTrend([new Array(1000).fill(0), new Array(6000).fill(0)], 'default'))],
    'default',
  );
  assert.deepEqual([zeros.count, zeros.percentile(99)], [7000, 0]);
});

test('fractions that one worker still holds as they came are not rounded', () => {
  const merged = mergedTrend([new Array(2000).fill(1), [0.25, 0.5, 0.5]], 'default');
  assert.ok(Math.abs(merged.percentile(0.05) - 0.5) < PRECISION);
});
