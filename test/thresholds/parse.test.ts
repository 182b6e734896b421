// The grammar of threshold expressions and of metric keys, and where a fault is said to be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '../../src/thresholds/fault.js';
import { parseGoFloat } from '../../src/thresholds/go-float.js';
import { parseMetricKey } from '../../src/thresholds/metric-key.js';
import { parseExpression } from '../../src/thresholds/parse.js';

function faultOf(parse: () => unknown): Fault {
  try {
    parse();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return assert.fail('it was accepted');
}

test('expressions', () => {
  const table: [string, string, string, number][] = [
    ['p(95)<500', 'p(95)', '<', 500],
    ['p(99.9) <= 1e3', 'p(99.9)', '<=', 1000],
    ['  avg   >=  -0.5  ', 'avg', '>=', -0.5],
    ['rate==1', 'rate', '==', 1],
    ['rate===1.', 'rate', '===', 1],
    ['count!=0', 'count', '!=', 0],
    ['value>.25', 'value', '>', 0.25],
    ['med<+Inf', 'med', '<', Number.POSITIVE_INFINITY],
    ['max<0x1p4', 'max', '<', 16],
    ['min>0', 'min', '>', 0],
  ];
  for (const [source, text, operator, limit] of table) {
    const parsed = parseExpression(source);
    assert.deepEqual([parsed.aggregation.text, parsed.operator, parsed.limit], [text, operator, limit], source);
  }
  const { aggregation } = parseExpression('p(99.9)<1');
  assert.equal(aggregation.method === 'p' && aggregation.percentile, 99.9);
});

test('faults of expressions have a place', () => {
  const table: [string, number, RegExp][] = [
    ['', 0, /comparison/],
    ['p(95)', 5, /comparison/],
    ['p(95)=500', 9, /comparison/],
    ['<500', 0, /before/],
    ['avg<', 4, /behind/],
    ['avg< ', 5, /behind/],
    ['avg<5ms', 4, /"5ms" is not a number/],
    ['avg< 1,000', 5, /not a number/],
    ['avg<1<2', 4, /"1<2"/],
    ['mean<5', 0, /no aggregation/],
    [' p95<5', 1, /no aggregation/],
    ['p(95<5', 4, /\) of the percentile/],
    ['p(101)<5', 2, /from 0 to 100/],
    ['p(-1)<5', 2, /from 0 to 100/],
    ['p()<5', 2, /from 0 to 100/],
    ['p(nan)<5', 2, /from 0 to 100/],
    ['avg\t<5', 0, /no aggregation/],
    ['avg<\t5', 4, /not a number/],
    ['AVG<5', 0, /no aggregation/],
  ];
  for (const [source, at, message] of table) {
    const fault = faultOf(() => parseExpression(source));
    assert.match(fault.message, message, source);
    assert.equal(fault.at, at, source);
  }
  assert.match(faultOf(() => parseExpression('mean<5')).describe('mean<5'), /at character 1 of "mean<5"/);
});

test('numbers are read as Go reads them', () => {
  const table: [string, number | undefined][] = [
    ['1', 1],
    ['-1.5', -1.5],
    ['1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['1E-2', 0.01],
    ['infinity', Number.POSITIVE_INFINITY],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['NaN', Number.NaN],
    ['0x1.8p1', 3],
    ['-0X.8p0', -0.5],
    ['', undefined],
    ['.', undefined],
    ['0x10', undefined],
    ['0xp1', undefined],
    ['1e', undefined],
    ['1 ', undefined],
    ['1_000', undefined],
    ['1e999', undefined],
    ['+nan', undefined],
    ['five', undefined],
  ];
  for (const [text, value] of table) assert.equal(parseGoFloat(text), value, text);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(parseGoFloat(String(value)), value === 0 ? 0 : value);
    }),
  );
});

test('metric keys', () => {
  const table: [string, string, Record<string, string> | undefined][] = [
    ['http_req_duration', 'http_req_duration', undefined],
    ['my_metric', 'my_metric', undefined],
    ['m{status:200}', 'm', { status: '200' }],
    ['m{ status : 200 , name : a b }', 'm', { status: '200', name: 'a b' }],
    [`m{name:"a", other:'b'}`, 'm', { name: 'a', other: 'b' }],
    ['m{name:"a,b:c",x:1}', 'm', { name: 'a,b:c', x: '1' }],
    ['m{group:::outer::inner}', 'm', { group: '::outer::inner' }],
    ['m{name:http://\u0024{}.com}', 'm', { name: 'http://\u0024{}.com' }],
    ["m{name:it's}", 'm', { name: "it's" }],
    ['m{url:http://host/{id}/x}', 'm', { url: 'http://host/{id}/x' }],
  ];
  for (const [key, metric, tags] of table) assert.deepEqual(parseMetricKey(key), { metric, tags }, key);
});

test('faults of metric keys have a place', () => {
  const table: [string, number][] = [
    ['', 0],
    ['m}', 1],
    ['m{a:b', 1],
    ['m{a:b}c', 6],
    ['m{}', 2],
    ['m{a}', 2],
    ['m{a:}', 4],
    ['m{:b}', 2],
    ['m{a:b,}', 6],
    ['m{a:b,c}', 6],
    ['{a:b}', 0],
    ['m{a:""}', 4],
  ];
  for (const [key, at] of table) assert.equal(faultOf(() => parseMetricKey(key)).at, at, key);
});
