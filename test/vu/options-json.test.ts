import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsToText } from '../../src/vu/options-json.js';

test('what is undefined falls out of the options, and whole numbers of any size are numbers', () => {
  const options = { vus: 2n, throw: undefined, cloud: { name: 'x', list: [undefined, 1] } };
  assert.equal(optionsToText(options), '{"vus":2,"cloud":{"name":"x","list":[null,1]}}');
  assert.equal(optionsToText(undefined), undefined);
  assert.equal(optionsToText(null), 'null');
});

test('functions are no options, wherever they stand', () => {
  assert.throws(() => optionsToText(() => ({ vus: 2 })), /options is a function$/);
  assert.throws(() => optionsToText({ cloud: { list: [() => 1] } }), /options\.cloud\.list\[0\] is a function$/);
});

test('every number that JSON has no place for is named with its place', () => {
  const twice = { target: Number.NaN };
  const options = {
    rps: Number.POSITIVE_INFINITY,
    stages: [{ target: 1 }, twice],
    scenarios: { a: { stages: [twice] } },
  };
  assert.throws(
    () => optionsToText(options),
    /options\.rps is Infinity, options\.stages\[1\]\.target is NaN, options\.scenarios\.a\.stages\[0\]\.target is NaN$/,
  );
  assert.throws(() => optionsToText(Number.NaN), /options is NaN$/);
});
