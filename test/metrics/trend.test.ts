// Trends over several workers come back right: counts exactly, percentiles exactly at first and within the histogram's precision later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PAGE_SLOTS } from '../../src/metrics/layout.js';
import { exactPercentile, mergedTrend, PRECISION } from './helpers/bench-of-workers.js';

const PERCENTILES = [0, 1, 5, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100];

/** A stream of numbers from a seed; long lists are too slow to draw one by one. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function assertAgrees(lists: readonly (readonly number[])[], contains: 'time' | 'default'): void {
  const stats = mergedTrend(lists, contains);
  const sorted = Float64Array.from(lists.flat()).sort();
  assert.equal(stats.count, sorted.length);
  assert.equal(stats.min, sorted[0]);
  assert.equal(stats.max, sorted.at(-1));
  const sum = lists.map((values) => values.reduce((a, b) => a + b, 0)).reduce((a, b) => a + b, 0);
  assert.equal(stats.sum, sum);
  assert.equal(stats.saturated, 0);
  for (const p of PERCENTILES) {
    const expected = exactPercentile(sorted, p);
    const rank = (p / 100) * (sorted.length - 1);
    // Between two values of unlike size the error is one of their sizes, not of the point between them.
    const size = Math.max(Math.abs(sorted[Math.floor(rank)]!), Math.abs(sorted[Math.ceil(rank)]!));
    const error = Math.abs(stats.percentile(p) - expected);
    assert.ok(error <= size * PRECISION, `p(${p}) of ${sorted.length}: ${stats.percentile(p)} instead of ${expected}`);
  }
}

/** From 1 to 200,000 values, small numbers as likely as large ones. */
const length = fc.double({ min: 0, max: Math.log(200_000), noNaN: true }).map((power) => Math.round(Math.exp(power)));

test('times of 1 to 5 workers are merged within the precision, and counted exactly', () => {
  const shapes: ((random: number) => number)[] = [
    (random) => random * 1000,
    (random) => -Math.log(1 - random) * 20,
    (random) => 0.01 * 10 ** (random * 8),
    (random) => Math.round(random * 300),
  ];
  const workers = fc.array(length, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(workers, fc.nat(), fc.nat(shapes.length - 1), (lengths, seed, shape) => {
      const random = stream(seed);
      const lists = lengths.map((n) => Array.from({ length: n }, () => shapes[shape]!(random())));
      assertAgrees(lists, 'time');
    }),
    { numRuns: 25 },
  );
});

test('custom trends with fractions, negative numbers and unlike scales come back right', () => {
  const scale = fc.integer({ min: -30, max: 40 });
  const worker = fc.record({ length, scale, offset: fc.constantFrom(0, 0.25, 0.5, 1) });
  fc.assert(
    fc.property(fc.array(worker, { minLength: 1, maxLength: 4 }), fc.nat(), (workers, seed) => {
      const random = stream(seed);
      const lists = workers.map((one) =>
        Array.from({ length: one.length }, () => {
          const sign = random() < one.offset ? -1 : 1;
          return sign * 2 ** (one.scale - random() * 10);
        }),
      );
      assertAgrees(lists, 'default');
    }),
    { numRuns: 40 },
  );
});

test('up to 1,024 values in each worker the percentiles are exactly those of the sorted values', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), {
    minLength: 1,
    maxLength: 500,
  });
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (lists, p) => {
        const stats = mergedTrend(lists, 'default');
        assert.equal(stats.exact, true);
        assert.equal(stats.percentile(p), exactPercentile(Float64Array.from(lists.flat()).sort(), p));
      },
    ),
  );
  const full = mergedTrend(
    [Array.from({ length: 1024 }, (_, i) => i), Array.from({ length: 1024 }, (_, i) => -i)],
    'time',
  );
  assert.equal(full.exact, true);
  assert.equal(mergedTrend([Array.from({ length: 1025 }, (_, i) => i)], 'time').exact, false);
});

test('k6 interpolates between neighbours', () => {
  const stats = mergedTrend([[100, 0], [50]], 'time');
  assert.deepEqual(
    [0, 25, 50, 90, 100].map((p) => stats.percentile(p)),
    [0, 25, 50, 90, 100],
  );
  const one = mergedTrend([[7]], 'time');
  assert.equal(one.percentile(95), 7);
  assert.equal(mergedTrend([[]], 'time').percentile(95), 0);
  assert.equal(mergedTrend([[-0, -0, 5]], 'default').percentile(50), 0);
});

test('whole numbers stay whole after the histogram has taken over', () => {
  // Up to here each whole number has a bucket to itself.
  const values = Array.from({ length: 5000 }, (_, i) => i % (PAGE_SLOTS - 1));
  const stats = mergedTrend([values], 'default');
  assert.equal(stats.exact, false);
  assert.equal(stats.percentile(50), exactPercentile(Float64Array.from(values).sort(), 50));
  assert.equal(mergedTrend([new Array<number>(3000).fill(0)], 'default').percentile(99), 0);
});

test('times over the range stand in the last bucket and are counted', () => {
  const hours = [...new Array<number>(2000).fill(5), ...new Array<number>(30).fill(7_200_000)];
  const stats = mergedTrend([hours], 'time');
  assert.equal(stats.saturated, 30);
  assert.equal(stats.count, 2030);
  assert.equal(stats.max, 7_200_000);
  assert.equal(stats.percentile(100), 7_200_000);
  assert.equal(stats.percentile(50), 5);
  assert.ok(stats.percentile(99.5) >= 3_600_000 && stats.percentile(99.5) <= 7_200_000);
});

test('a custom value far above everything before saturates, and far smaller ones keep their place', () => {
  const values = [
    ...new Array<number>(1025).fill(1),
    ...new Array<number>(10).fill(1e-3),
    ...new Array<number>(5).fill(1e9),
  ];
  const stats = mergedTrend([values], 'default');
  assert.equal(stats.saturated, 5);
  assert.equal(stats.max, 1e9);
  assert.ok(Math.abs(stats.percentile(0.5) - 1e-3) <= 1e-3 * PRECISION);
});

test('the largest and smallest doubles do no harm', () => {
  const many = [...new Array<number>(2000).fill(Number.MAX_VALUE / 4096), Number.MIN_VALUE, -1e-300, 0];
  const stats = mergedTrend([many, [1e-200, 3]], 'default');
  assert.equal(stats.count, 2005);
  assert.ok(PERCENTILES.every((p) => Number.isFinite(stats.percentile(p))));
  assert.equal(stats.percentile(100), Number.MAX_VALUE / 4096);
});
