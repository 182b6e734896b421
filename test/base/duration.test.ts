import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatDuration, parseDuration, parseGoDuration } from '../../src/base/duration.js';

test('Go durations', () => {
  const rows: readonly [string, number | undefined][] = [
    ['0', 0],
    ['10s', 10_000],
    ['1h2m3.5s', 3_723_500],
    ['100ms', 100],
    ['1.5m', 90_000],
    ['.5s', 500],
    ['1.s', 1000],
    ['250us', 0.25],
    ['250µs', 0.25],
    ['7ns', 0.000007],
    ['-1m', -60_000],
    ['+1m', 60_000],
    ['1.1s100us', 1100.1],
    ['', undefined],
    ['-', undefined],
    ['10', undefined],
    ['s', undefined],
    ['1x', undefined],
    ['1s ', undefined],
    ['1d', undefined],
    ['1s,', undefined],
  ];
  for (const [text, ms] of rows) assert.equal(parseGoDuration(text), ms, text);
});

test("k6's durations have days and bare milliseconds too", () => {
  const rows: readonly [unknown, number | undefined][] = [
    ['1d', 86_400_000],
    ['1d12h', 129_600_000],
    ['2d0s', 172_800_000],
    ['500', 500],
    ['-500', -500],
    ['1.5', 1.5],
    [' 10s ', 10_000],
    [250, 250],
    [0, 0],
    ['1d-1h', undefined],
    ['1.5d', undefined],
    ['1dd', undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [true, undefined],
    [null, undefined],
    ['ten seconds', undefined],
  ];
  for (const [value, ms] of rows) assert.equal(parseDuration(value), ms, String(value));
});

test('durations are written as Go writes them', () => {
  const rows: readonly [number, string][] = [
    [0, '0s'],
    [1, '1ms'],
    [0.25, '250µs'],
    [0.000007, '7ns'],
    [1500, '1.5s'],
    [60_000, '1m0s'],
    [90_500, '1m30.5s'],
    [3_600_000, '1h0m0s'],
    [129_600_000, '36h0m0s'],
    [-90_000, '-1m30s'],
  ];
  for (const [ms, text] of rows) assert.equal(formatDuration(ms), text);
});

test('what is written reads back the same, to the nanosecond', () => {
  // Ten days in ns stay well inside exact doubles.
  fc.assert(
    fc.property(fc.integer({ min: -864_000_000_000_000, max: 864_000_000_000_000 }), (ns) => {
      const ms = ns / 1e6;
      const read = parseGoDuration(formatDuration(ms))!;
      assert.ok(Math.abs(read - ms) < 1e-6, `${formatDuration(ms)} gave ${read} for ${ms}`);
    }),
  );
});
