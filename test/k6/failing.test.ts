// fail() ends its iteration wherever it stands, once, with its message; the run goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failEverywhere, failuresIn } from './fail-everywhere.js';
import { nested, places, timed } from './places.js';

for (const before of ['', 'sleep(0.005); '])
  for (const [kind, some] of Object.entries({ nested, timed }))
    test(`fail() ${before === '' ? 'at once' : 'behind a wait'} ends its iteration: ${kind}`, async () => {
      const run = await failEverywhere(
        some,
        (place) => `${before}fail(${JSON.stringify(`failed in ${place}`)}); console.log('went on');`,
      );
      assert.equal(run.code, 0);
      assert.deepEqual(failuresIn(run), Object.keys(some).sort());
      assert.deepEqual(run.said, []);
      assert.equal(run.points('iterations').length, Object.keys(some).length);
    });

test('a failure can be caught wherever it stands', async () => {
  const run = await failEverywhere(
    places,
    (place) => `try { sleep(0.001); fail('out'); } catch (error) { console.log(${JSON.stringify(place)} + error); }`,
  );
  assert.equal(run.code, 0);
  assert.deepEqual(failuresIn(run), []);
  const caught = Object.keys(places).map((place) => `${place}GoError: out`);
  assert.deepEqual([...run.said].sort(), caught.sort());
});
