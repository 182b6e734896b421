// group(): its result, the path that samples carry, its duration, and what is left when it ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../helpers/script-run.js';

const HEAD =
  "import { group, sleep } from 'k6'; import { Counter } from 'k6/metrics'; const seen = new Counter('seen');";

test('the group gives what its function returns, and samples carry its path', async () => {
  const { code, said, points } = await runScript(`${HEAD}
    export default function () {
      seen.add(0);
      console.log(group('outer', () => {
        seen.add(1);
        const inner = group('inner', () => { sleep(0.001); seen.add(2); return 'inner result'; });
        seen.add(3);
        return inner + ', outer result';
      }));
      console.log(group('nothing', () => {}));
      seen.add(4);
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['inner result, outer result', 'undefined']);
  assert.deepEqual(
    points('seen').map(({ value, tags }) => `${value} ${tags.group}`),
    ['0 ', '1 ::outer', '2 ::outer::inner', '3 ::outer', '4 '],
  );
});

test('each group has a duration, also one that threw; after it the path is that of before', async () => {
  const { said, points } = await runScript(`${HEAD}
    export default function () {
      for (const wait of [false, true]) {
        try {
          group('outer', () => group('throws', () => { if (wait) sleep(0.02); throw new Error('broken'); }));
        } catch (error) { console.log(error.message); }
        seen.add(1);
      }
    }
  `);
  assert.deepEqual(said, ['broken', 'broken']);
  assert.deepEqual(
    points('group_duration').map(({ tags }) => tags.group),
    ['::outer::throws', '::outer', '::outer::throws', '::outer'],
  );
  const [, , inner, outer] = points('group_duration').map(({ value }) => value);
  // Timers go by whole milliseconds and may be a part of one early.
  assert.ok(inner! >= 19 && outer! >= inner!, `${inner} in ${outer}`);
  assert.deepEqual(
    points('seen').map(({ tags }) => tags.group),
    ['', ''],
  );
});

test('a group that an error of the script leaves does not show in what the iteration itself reports', async () => {
  const { code, points } = await runScript(`${HEAD}
    export const options = { iterations: 2 };
    export default function () { group('left', () => { throw new Error('out'); }); }
  `);
  assert.equal(code, 0);
  for (const metric of ['iteration_duration', 'iterations'])
    assert.deepEqual(
      points(metric).map(({ tags }) => tags.group),
      ['', ''],
      metric,
    );
});

test('tags that the script sets in a group outlive it', async () => {
  const { points } = await runScript(`
    import exec from 'k6/execution';
    ${HEAD}
    export default function () {
      group('g', () => { exec.vu.tags.step = 'two'; seen.add(1); });
      seen.add(2);
    }
  `);
  assert.deepEqual(
    points('seen').map(({ tags }) => [tags.group, tags.step]),
    [
      ['::g', 'two'],
      ['', 'two'],
    ],
  );
});

test('wrong calls throw', async () => {
  const { code, said, points } = await runScript(`${HEAD}
    const tell = (call) => { try { call(); console.log('done'); } catch (error) { console.log(error.name); } };
    if (__VU === 0) tell(() => group('in init', () => {}));
    export default function () {
      tell(() => group('a::b', () => {}));
      tell(() => group('async', async () => {}));
      seen.add(1);
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['GoError', 'GoError', 'GoError']);
  assert.deepEqual(points('group_duration'), []);
  assert.equal(points('seen')[0]!.tags.group, '');
});
