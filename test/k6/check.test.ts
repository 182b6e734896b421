// check(): what holds, what is counted, and where it may be called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Point, runScript } from '../helpers/script-run.js';

const HEAD = "import { check, group, sleep } from 'k6';";
/** The name of each check that was counted, and how it ended. */
const told = (points: readonly Point[]): string[] => points.map(({ tags, value }) => `${tags.check}=${value}`);

test('a condition is a value or a function of what is checked; each is counted, and all of them must hold', async () => {
  const { code, said, points } = await runScript(`${HEAD}
    export default function () {
      const res = { status: 200, body: '' };
      console.log(check(res, { 'is 200': (r) => r.status === 200, 'is there': true, 'is not empty': 'text' }));
      console.log(check(res, { 'has a body': (r) => r.body, first: () => 1, zero: 0, nothing: null }));
      console.log(check(null, { 'gets null': (value) => value === null }));
      console.log(check(undefined, {}));
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['true', 'false', 'true', 'true']);
  assert.deepEqual(told(points('checks')), [
    ...['is 200=1', 'is there=1', 'is not empty=1'],
    ...['has a body=0', 'first=1', 'zero=0', 'nothing=0'],
    'gets null=1',
  ]);
});

test('a check carries the tags of its VU and its own', async () => {
  const { points } = await runScript(`${HEAD}
    export const options = { tags: { run: 'r' } };
    export default function () {
      group('outer', () => check(1, { a: true }, { mine: 'yes', number: 2, flag: false }));
      check(1, { b: true });
    }
  `);
  const [a, b] = points('checks');
  const common = { scenario: 'default', run: 'r' };
  assert.deepEqual(a!.tags, { ...common, group: '::outer', check: 'a', mine: 'yes', number: '2', flag: 'false' });
  assert.deepEqual(b!.tags, { ...common, group: '', check: 'b' });
});

test('a condition that throws has failed, the error goes on, and later conditions are not asked', async () => {
  const { code, said, points } = await runScript(`${HEAD}
    export default function () {
      for (const pause of [0, 0.001]) {
        try {
          check(1, {
            before: () => { if (pause) sleep(pause); return true; },
            throws: () => { if (pause) sleep(pause); throw new Error('broken'); },
            after: () => { console.log('asked'); return true; },
          });
        } catch (error) { console.log(error.message); }
      }
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['broken', 'broken']);
  assert.deepEqual(told(points('checks')), ['before=1', 'throws=0', 'before=1', 'throws=0']);
});

test('conditions may wait', async () => {
  const { said, points } = await runScript(`${HEAD}
    export default function () {
      console.log(check(2, {
        waits: (value) => { sleep(0.002); return value === 2; },
        nested: (value) => [1, 2].some((each) => { sleep(0.001); return each === value; }),
        inner: () => check(1, { 'of another': () => { sleep(0.001); return false; } }),
      }));
    }
  `);
  assert.deepEqual(said, ['false']);
  assert.deepEqual(told(points('checks')), ['waits=1', 'nested=1', 'of another=0', 'inner=0']);
});

test('wrong calls throw and count nothing', async () => {
  const { code, said, points } = await runScript(`${HEAD}
    const tell = (call) => { try { call(); console.log('done'); } catch (error) { console.log(error.name); } };
    if (__VU === 0) tell(() => check(1, { 'in init': true }));
    export default function () {
      tell(() => check(1, { 'a::b': true }));
      tell(() => check(1, { a: true }, { tag: {} }));
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['GoError', 'GoError', 'GoError']);
  assert.deepEqual(points('checks'), []);
});

test('failed checks alone never fail a run', async () => {
  const { code, stdout } = await runScript(`${HEAD}
    export const options = { iterations: 3 };
    export default function () { check(1, { never: false, sometimes: __ITER === 1 }); }
  `);
  assert.equal(code, 0);
  assert.match(stdout, /checks_failed\.+: 83\.33% 5 out of 6/);
});
