// Our index is the library's, for every value that the library can hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PagedHistogram } from '../../src/metrics/histogram.js';
import { countIndex, NUMBER_RANGE, PAGE_SLOTS, TIME_RANGE } from '../../src/metrics/layout.js';

const library = new PagedHistogram(NUMBER_RANGE.highest);

test('the index is the one of hdr-histogram-js over the whole range', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (value) => {
      assert.equal(countIndex(value), library.countsArrayIndex(value));
    }),
    { numRuns: 20_000 },
  );
  // Evenly over the powers of two, which whole numbers drawn evenly hardly ever are.
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 52 }), fc.double({ min: 1, max: 2, noNaN: true }), (power, mantissa) => {
      const value = Math.floor(mantissa * 2 ** power);
      assert.equal(countIndex(value), library.countsArrayIndex(value));
    }),
    { numRuns: 50_000 },
  );
});

test('the index is right at every edge', () => {
  for (let value = 0; value < 70_000; value++) assert.equal(countIndex(value), library.countsArrayIndex(value));
  for (let power = 1; power <= 53; power++) {
    for (const value of [2 ** power - 1, 2 ** power, 2 ** power + 1, 2 ** power * 1.5]) {
      if (value > Number.MAX_SAFE_INTEGER || !Number.isInteger(value)) continue;
      assert.equal(countIndex(value), library.countsArrayIndex(value), String(value));
    }
  }
});

test('a fraction counts as the whole number below it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 2 ** 52, noNaN: true }), (value) => {
      assert.equal(countIndex(value), library.countsArrayIndex(Math.floor(value)));
    }),
    { numRuns: 20_000 },
  );
});

test('ranges have as many counts as the library gives them', () => {
  for (const { highest, pages } of [TIME_RANGE, NUMBER_RANGE]) {
    assert.equal(new PagedHistogram(highest).countsArrayLength, pages * PAGE_SLOTS);
  }
});

test('the library reads back what its own methods wrote into pages', () => {
  const histogram = new PagedHistogram(TIME_RANGE.highest);
  for (let value = 1; value <= 10_000; value++) histogram.recordValue(value);
  assert.equal(histogram.totalCount, 10_000);
  assert.equal(histogram.getValueAtPercentile(50), histogram.highestEquivalentValue(5000));
  assert.equal(histogram.valueAtRank(0), 1);
  assert.throws(() => histogram.recordValue(2 ** 45), /outside/);
});
