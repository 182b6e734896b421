import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Share, vuNumber } from '../../src/shard/share.js';

const workers = fc.integer({ min: 1, max: 8 });
const sharesOf = (count: number, offset: number): Share[] =>
  Array.from({ length: count }, (_, index) => new Share({ index, count }, offset));
const upTo = (total: number): number[] => Array.from({ length: total }, (_, index) => index);
const ascending = (a: number, b: number): number => a - b;

test('every slot lives on one worker, none has two more than another', () => {
  fc.assert(
    fc.property(workers, fc.nat(20), fc.nat(100), (count, offset, total) => {
      const shares = sharesOf(count, offset);
      assert.deepEqual(shares.flatMap((share) => share.slots(total)).sort(ascending), upTo(total));
      for (const share of shares) assert.ok(share.slots(total).every((slot) => share.owns(slot)));
      const sizes = shares.map((share) => share.count(total));
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    }),
  );
});

test('every iteration is started by one worker, in proportion to its VUs', () => {
  fc.assert(
    fc.property(workers, fc.nat(20), fc.integer({ min: 1, max: 30 }), fc.nat(20), (count, offset, vus, rounds) => {
      const started = sharesOf(count, offset).map((share) =>
        upTo(share.count(vus) * rounds).map((own) => share.iteration(own, vus)),
      );
      assert.deepEqual(started.flat().sort(ascending), upTo(vus * rounds));
      for (const numbers of started) assert.deepEqual(numbers, numbers.toSorted(ascending));
    }),
  );
});

test('with VUs a multiple of the workers, iteration n starts on worker n mod W', () => {
  for (const share of sharesOf(4, 0))
    assert.deepEqual(
      upTo(9).map((own) => share.iteration(own, 12) % 4),
      Array(9).fill(share.slot(0)),
    );
});

test('VU numbers have no gap and no twin, whatever the pools', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }), (pools) => {
      const numbers = pools.flatMap((size, worker) => upTo(size).map((own) => vuNumber(pools, worker, own)));
      assert.deepEqual(numbers.sort(ascending), upTo(numbers.length));
    }),
  );
});
