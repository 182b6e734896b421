import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatDuration, parseGoDuration } from '../../src/base/duration.js';
import { humanBytes, humanNumber, humanTime, percentOf } from '../../src/report/text/values.js';
import { displayWidth, padTo } from '../../src/report/text/width.js';

test('times in the unit that suits them, cut off at two decimals', () => {
  const shown: readonly (readonly [number, string])[] = [
    [0, '0s'],
    [0.0000009, '0ns'],
    [0.000041, '41ns'],
    [0.00209, '2.09µs'],
    [0.57, '570µs'],
    [0.9119, '911.9µs'],
    [1.4399, '1.43ms'],
    [999.999, '999.99ms'],
    [1000, '1s'],
    [2009, '2s'],
    [2019, '2.01s'],
    [59_999, '59.99s'],
    [60_000, '1m0s'],
    [90_999, '1m30s'],
    [3_600_000, '1h0m0s'],
    [5_425_000, '1h30m25s'],
    [-1.5, '-1.5ms'],
  ];
  for (const [ms, text] of shown) assert.equal(humanTime(ms, ''), text);
});

test('a fixed unit has two decimals always, rounded', () => {
  assert.deepEqual(
    (['s', 'ms', 'us'] as const).map((unit) => humanTime(1234.5678, unit)),
    ['1.23s', '1234.57ms', '1234567.80µs'],
  );
});

test('law: a shown time is a duration that is at most 1 % below the real one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000_000_000 }), (ns) => {
      const shown = parseGoDuration(humanTime(ns / 1e6, ''))! * 1e6;
      return shown <= ns && shown >= ns - Math.max(1, ns * 0.01);
    }),
  );
});

test('law: what has at most two decimals in its unit comes back exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 99_999 }), fc.constantFrom(0.00001, 0.01), (hundredths, scale) => {
      const ms = hundredths * scale;
      assert.ok(Math.abs(parseGoDuration(humanTime(ms, ''))! - ms) < 1e-6);
    }),
  );
  for (const text of ['1m30s', '2s', '999.99ms', '12.34µs', '1h0m59s']) {
    assert.equal(humanTime(parseGoDuration(text)!, ''), text);
    assert.equal(formatDuration(parseGoDuration(text)!), text);
  }
});

test('data in thousands, one decimal below ten', () => {
  const shown: readonly (readonly [number, string])[] = [
    [0, '0 B'],
    [2.5, '2.5 B'],
    [324, '324 B'],
    [1000, '1.0 kB'],
    [5700, '5.7 kB'],
    [9949, '9.9 kB'],
    [36_400, '36 kB'],
    [1_000_000, '1.0 MB'],
    [1_300_000_000, '1.3 GB'],
    [-1500, '-1.5 kB'],
  ];
  for (const [bytes, text] of shown) assert.equal(humanBytes(bytes), text);
});

test('numbers with at most six decimals and no zeros at the end', () => {
  assert.deepEqual([1, 1.5, 19.590250001, 0.1 + 0.2, 1e21, -2.25].map(humanNumber), [
    '1',
    '1.5',
    '19.59025',
    '0.3',
    '1e+21',
    '-2.25',
  ]);
});

test('law: 100 % means all, and a percentage is never rounded up', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (some, total) => {
      const count = Math.min(some, total);
      const text = percentOf(count, total);
      assert.match(text, /^\d+\.\d\d%$/);
      assert.equal(text === '100.00%', count === total);
      const below = (count / total) * 100 - Number.parseFloat(text);
      assert.ok(below > -1e-9 && below < 0.01 + 1e-9);
    }),
  );
  assert.equal(percentOf(0, 0), '0.00%');
});

test('East Asian letters take two columns, colours and marks none', () => {
  assert.equal(displayWidth('한글 ok'), 7);
  assert.equal(displayWidth(`\u001b[31mé\u001b[0m`), 1);
  assert.equal(padTo('µs', 4), 'µs  ');
  assert.equal(padTo('long', 2), 'long');
});
