import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded, speedupOf } from '../../../src/report/scaling/bootstrap.js';
import { median, quantile } from '../../../src/report/scaling/median.js';

const ratios = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 15 });
const close = (a: number, b: number): void =>
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} ${b}`);

test('the estimate lies in its interval, and the interval within what was measured', () => {
  fc.assert(
    fc.property(ratios, (measured) => {
      const { estimate, low, high } = speedupOf(measured);
      assert.ok(low <= estimate && estimate <= high, `${low} ${estimate} ${high}`);
      assert.ok(low >= Math.min(...measured) && high <= Math.max(...measured));
    }),
    { numRuns: 60 },
  );
});

test('rounds that all say the same leave no doubt', () => {
  assert.deepEqual(speedupOf([1.9, 1.9, 1.9]), { estimate: 1.9, low: 1.9, high: 1.9 });
});

test('twice the ratios are twice the speedup and twice the interval', () => {
  fc.assert(
    fc.property(ratios, (measured) => {
      const [one, two] = [speedupOf(measured), speedupOf(measured.map((ratio) => ratio * 2))];
      for (const key of ['estimate', 'low', 'high'] as const) close(two[key], one[key] * 2);
    }),
    { numRuns: 40 },
  );
});

test('the same rounds give the same interval', () => {
  fc.assert(
    fc.property(ratios, (measured) => assert.deepEqual(speedupOf(measured), speedupOf(measured))),
    { numRuns: 20 },
  );
});

test('the interval holds the true ratio about as often as it says', () => {
  const random = seeded(7);
  const trials = 300;
  let held = 0;
  for (let trial = 0; trial < trials; trial++) {
    // Noise that is symmetric, so that the true median is known.
    const { low, high } = speedupOf(Array.from({ length: 15 }, () => 1.8 + (random() - 0.5) * 0.4));
    if (low <= 1.8 && 1.8 <= high) held++;
  }
  assert.ok(held / trials > 0.9, `${held} of ${trials}`);
});

test('the generator of numbers is even over its range and differs by seed', () => {
  const random = seeded(3);
  const counts = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 100_000; draw++) counts[Math.floor(random() * 10)]!++;
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 500, String(count));
  assert.notEqual(seeded(1)(), seeded(2)());
});

test('median and quantile', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.ok(Number.isNaN(median([])));
  assert.equal(quantile([1, 2, 3], 0), 1);
  assert.equal(quantile([1, 2, 3], 1), 3);
});
