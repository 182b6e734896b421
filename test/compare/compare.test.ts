// The comparison itself, without k6: Salvo against Salvo is equal, and what is planted is found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Case } from './case.js';
import { CASES } from './cases/index.js';
import { once } from './cases/scripts.js';
import { curveOf, follows } from './curve.js';
import { type Difference, differencesOf, steady } from './difference.js';
import { reasonToKeep } from './kept.js';
import { runCase } from './run-case.js';
import { salvo } from './tools.js';

const script = (path: string): string =>
  once(`console.log(http.get(BASE + '${path}').status); check(1, { one: true }); throw new Error('boo');`);
/** Without those that are kept: the generator's own figures are never the same twice. */
const toMend = (found: readonly Difference[]): Difference[] => found.filter(({ reason }) => reason === undefined);
const sample: Case = { name: 'here/sample', script: script('/status/200'), ordered: true };

test('every case has a name of its own, and there are hundreds', () => {
  assert.equal(new Set(CASES.map(({ name }) => name)).size, CASES.length);
  assert.ok(CASES.length >= 300, `${CASES.length} cases`);
});

test('the same run twice is equal, whatever the number of workers', async () => {
  const first = await runCase(sample, salvo(1));
  assert.equal(first.entries.get('order: of console lines'), 'info 200');
  assert.equal(first.entries.get('exception: Error: boo'), 1);
  assert.equal(first.entries.get('server: connections'), 1);
  const again = new Map([
    [1, await runCase(sample, salvo(1))],
    [2, await runCase(sample, salvo(2))],
  ]);
  assert.deepEqual(toMend(differencesOf(sample.name, first, again)), []);
});

test('another answer of the server is seen in console, samples, summary and record', async () => {
  const good = await runCase(sample, salvo(1));
  const bad = await runCase({ ...sample, script: script('/status/404') }, salvo(1));
  const found = toMend(differencesOf(sample.name, good, new Map([[1, bad]])));
  const aspects = new Set(found.map(({ key }) => key.split(':')[0]));
  assert.deepEqual([...aspects].sort(), ['order', 'sample', 'server']);
  // In the summary too, which is not told again where the samples are.
  assert.equal(good.entries.get('export: http_req_failed passes'), 0);
  assert.equal(bad.entries.get('export: http_req_failed passes'), 1);
});

test('slack lets counts differ, not texts', async () => {
  const one = await runCase(sample, salvo(1));
  const two = await runCase({ ...sample, args: ['--iterations', '2'] }, salvo(1));
  const keys = (slack: number): string[] =>
    toMend(differencesOf(sample.name, one, new Map([[1, two]]), slack)).map(({ key }) => key);
  assert.ok(keys(0).some((key) => key.startsWith('sample: iterations')));
  assert.deepEqual(
    keys(1).filter((key) => /^(sample|server)/.test(key) && !key.includes('data_')),
    [],
  );
  assert.ok(keys(1).includes('order: of console lines'));
});

test('what does not come back is no difference', () => {
  const difference = (key: string, salvo: string) => ({ key, k6: '1', salvo, workers: [1], reason: undefined });
  const first = [difference('sample: a', '2'), difference('sample: b', '2')];
  assert.deepEqual(steady(first, [difference('sample: b', '3')]), [difference('sample: b', '2')]);
});

test('another kind of error is no matter of words', () => {
  const shown = (salvo: string) => ({ key: 'order: of console lines', k6: 'info GoError theirs | info on', salvo });
  assert.notEqual(reasonToKeep('any', shown('info GoError ours | info on')), undefined);
  assert.equal(reasonToKeep('any', shown('info TypeError ours | info on')), undefined);
});

test('a curve of VUs forgives lateness and the moment between two requests, not a VU too few', () => {
  const held = (...spans: readonly (readonly [number, number])[]): number[] =>
    curveOf(
      spans.map(([arrivedMs, closedMs]) => ({ line: '', headers: [], body: '', cut: false, arrivedMs, closedMs })),
      3000,
    );
  const reference = held([0, 1000], [0, 1000], [1000, 2000], [1000, 2000]);
  assert.equal(follows(held([0, 1000], [90, 1000], [1030, 2100], [1040, 2020]), reference), true);
  assert.equal(follows(held([0, 1000], [0, 1000], [1000, 2000]), reference), false);
  assert.equal(follows(held([0, 1000], [0, 1000], [1000, 2000], [1400, 2000]), reference), false);
  assert.equal(follows(held([0, 1000], [0, 1900], [1000, 2000], [1000, 2000]), reference), false);
  assert.equal(follows(held([0, 1000], [0, 1000]), reference), false);
});
