// k6's way of writing values, and the levels of its five methods.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Logger, type LogRecord } from '../../src/base/log.js';
import { makeConsole } from '../../src/vu/sandbox/console.js';
import { formatLine } from '../../src/vu/sandbox/format.js';

class Point {
  constructor(
    readonly x: number,
    readonly y: unknown,
  ) {}
}
const cycle: Record<string, unknown> = { name: 'loop' };
cycle.self = cycle;
const twice = { a: 1 };

const CASES: readonly (readonly [string, readonly unknown[], string])[] = [
  ['arguments are joined by a space', ['a', 1, true], 'a 1 true'],
  ['%s means nothing', ['%s', 'x'], '%s x'],
  ['nothing', [], ''],
  ['strings stand as they are', ['it\'s "so"'], 'it\'s "so"'],
  ['strings inside objects are quoted', [{ s: 'a "b"' }], '{ s: "a \\"b\\"" }'],
  ['objects and arrays on one line at any depth', [{ a: 1, b: [1, { c: [] }] }], '{ a: 1, b: [ 1, { c: [] } ] }'],
  ['empty ones', [[], {}], '[] {}'],
  ['null and undefined at the top', [null, undefined], 'null undefined'],
  ['null and undefined inside', [[null, undefined], { a: undefined }], '[ null, null ] { a: null }'],
  ['functions', [() => 1, [function named() {}]], '[object Function] [ [object Function] ]'],
  ['cycles', [cycle], '{ name: "loop", self: [Circular] }'],
  ['the same object twice is no cycle', [[twice, twice]], '[ { a: 1 }, { a: 1 } ]'],
  ['errors', [new TypeError('bad'), [new Error('x')]], 'TypeError: bad [ Error: x ]'],
  ['dates are quoted', [new Date(0)], '"1970-01-01T00:00:00.000Z"'],
  ['Map, Set and RegExp show nothing', [new Map([[1, 2]]), new Set([1]), /a/], '{} {} {}'],
  ['typed arrays', [new Uint8Array([1, 2]), new Float32Array(0)], 'Uint8Array(2) [ 1, 2 ] Float32Array(0) []'],
  ['ArrayBuffer', [new Uint8Array([0, 255]).buffer], 'ArrayBuffer { [Uint8Contents]: <00 ff>, byteLength: 2 }'],
  ['class instances look like plain objects', [new Point(1, 'y')], '{ x: 1, y: "y" }'],
  ['minus zero', [-0, [-0]], '0 [ 0 ]'],
  ['not numbers', [Number.NaN, 1 / 0, 10n, Symbol('s')], 'NaN Infinity 10 s'],
  ['symbols inside are texts', [[Symbol('s')], { a: Symbol() }], '[ "s" ] { a: "" }'],
  ['dates that are none', [new Date(Number.NaN), [new Date(Number.NaN)]], '{} [ {} ]'],
  ['keys that are no names', [{ 'a-b': 1, 'c d': 2, 5: 3 }], '{ 5: 3, a-b: 1, c d: 2 }'],
];

for (const [name, values, expected] of CASES) test(name, () => assert.equal(formatLine(values), expected));

test('each method writes to its level, marked as the console', () => {
  const records: LogRecord[] = [];
  const log = new Logger(
    (record) => records.push(record),
    () => 0,
    'info',
  );
  const console = makeConsole(log);
  for (const name of ['log', 'debug', 'info', 'warn', 'error'] as const) console[name](name);
  assert.deepEqual(
    records.map(({ level, message, fields }) => [level, message, fields]),
    [
      ['info', 'log', { source: 'console' }],
      ['info', 'info', { source: 'console' }],
      ['warning', 'warn', { source: 'console' }],
      ['error', 'error', { source: 'console' }],
    ],
  );
  assert.deepEqual(Object.keys(console), ['debug', 'error', 'info', 'log', 'warn']);
});
