import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bestRate, nextRate, type Search, type Tried } from '../../../src/report/find-max/next-rate.js';

const SEARCH: Search = { start: 50, max: 100_000, precision: 0.05 };

/** Tries until the search ends, against something that holds up to `capacity`. */
function search(capacity: number, settings: Search): Tried[] {
  const tried: Tried[] = [];
  for (let rate = nextRate(tried, settings); rate !== undefined; rate = nextRate(tried, settings)) {
    tried.push({ rate, held: rate <= capacity });
    assert.ok(tried.length < 100, 'the search does not end');
  }
  return tried;
}

const settings = fc.record({
  start: fc.integer({ min: 1, max: 10_000 }),
  max: fc.integer({ min: 1, max: 1_000_000 }),
  precision: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
});

test('the answer holds, and is as near to the capacity as was asked for', () => {
  fc.assert(
    fc.property(settings, fc.integer({ min: 1, max: 2_000_000 }), (wanted, capacity) => {
      const tried = search(capacity, wanted);
      const best = bestRate(tried)!;
      const reachable = Math.min(capacity, wanted.max);
      assert.ok(best <= reachable);
      assert.ok(
        reachable < Math.max(best + 1, best * (1 + wanted.precision)) || best === wanted.max,
        `${best} of ${reachable}`,
      );
    }),
  );
});

test('no rate is tried twice, none above the maximum, and there are few', () => {
  fc.assert(
    fc.property(settings, fc.integer({ min: 0, max: 2_000_000 }), (wanted, capacity) => {
      const rates = search(capacity, wanted).map(({ rate }) => rate);
      assert.equal(new Set(rates).size, rates.length);
      assert.ok(rates.every((rate) => rate >= 1 && rate <= wanted.max && Number.isInteger(rate)));
      // Doublings to the maximum, then halvings of a doubling.
      assert.ok(
        rates.length <= 22 + Math.ceil(Math.log2(Math.LN2 / Math.log1p(wanted.precision))) + 3,
        String(rates.length),
      );
    }),
  );
});

test('nothing holds: down to one, then the end', () => {
  assert.deepEqual(
    search(0, SEARCH).map(({ rate }) => rate),
    [50, 25, 12, 6, 3, 1],
  );
  assert.equal(bestRate(search(0, SEARCH)), undefined);
});

test('everything holds: up to the maximum', () => {
  assert.deepEqual(
    search(1e9, { ...SEARCH, max: 300 }).map(({ rate }) => rate),
    [50, 100, 200, 300],
  );
});

test('a rate that held above one that failed is not believed', () => {
  assert.equal(
    bestRate([
      { rate: 50, held: true },
      { rate: 100, held: false },
      { rate: 120, held: true },
    ]),
    50,
  );
});
