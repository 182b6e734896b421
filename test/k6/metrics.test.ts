// k6/metrics: how metrics are declared, what may be added to them, and what comes of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../helpers/script-run.js';

const HEAD = "import { Counter, Gauge, Rate, Trend } from 'k6/metrics';";

test('numbers, booleans and numeric strings are added', async () => {
  const { code, said, points, stdout } = await runScript(`${HEAD}
    const metrics = [new Counter('my_counter'), new Gauge('my_gauge'), new Rate('my_rate'), new Trend('my_trend')];
    export default function () {
      for (const metric of metrics) console.log([2, true, false, '3', '0.5'].map((value) => metric.add(value)).join());
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, Array(4).fill('true,true,true,true,true'));
  for (const metric of ['my_counter', 'my_gauge', 'my_trend'])
    assert.deepEqual(
      points(metric).map(({ value }) => value),
      [2, 1, 0, 3, 0.5],
      metric,
    );
  assert.deepEqual(
    points('my_rate').map(({ value }) => Number(value !== 0)),
    [1, 1, 0, 1, 1],
  );
  assert.match(stdout, /my_counter\.+: 6\.5 /);
  assert.match(stdout, /my_rate\.+: 80\.00% 4 out of 5/);
  assert.match(stdout, /my_gauge\.+: 0\.5 +min=0 +max=3/);
  assert.match(stdout, /my_trend\.+: avg=1\.3 +min=0 +med=1 +max=3/);
});

test('what is no number is refused with a warning, or with an exception where the script wants one', async () => {
  const script = `${HEAD}
    const mine = new Counter('mine');
    export default function () {
      for (const value of ['text', NaN, undefined, null, {}, () => 1]) {
        try { console.log(mine.add(value)); } catch (error) { console.log(error.name); }
      }
    }
  `;
  const warned = await runScript(script);
  assert.deepEqual(warned.said, Array(6).fill('false'));
  assert.equal(warned.log.filter(({ msg }) => /invalid value for metric 'mine'/.test(msg)).length, 6);
  assert.deepEqual(warned.points('mine'), []);
  const thrown = await runScript(script, ['--throw']);
  assert.deepEqual(thrown.said, Array(6).fill('GoError'));
  assert.deepEqual(thrown.points('mine'), []);
});

test('add() that was taken off its metric says so', async () => {
  const { code, said } = await runScript(`${HEAD}
    const mine = new Counter('mine');
    export default function () {
      const { add } = mine;
      try { add(1); } catch (error) { console.log(error.name, error.message); }
      console.log([1, 2].map((value) => mine.add(value)).join());
    }
  `);
  assert.equal(code, 0);
  const why = 'add() was called without its metric: write metric.add(value), or (value) => metric.add(value)';
  assert.deepEqual(said, [`GoError ${why}`, 'true,true']);
});

test('a value is read as the language reads numbers', async () => {
  const { said, points } = await runScript(`${HEAD}
    const mine = new Trend('mine');
    export default function () {
      for (const value of ['', ' ', [], [5], new Date(7), '0x10', { valueOf: () => 3 }, 5n, Symbol('s')]) {
        try { console.log(mine.add(value)); } catch (error) { console.log(error.name); }
      }
    }
  `);
  assert.deepEqual(said, [...Array<string>(7).fill('true'), 'TypeError', 'TypeError']);
  assert.deepEqual(
    points('mine').map(({ value }) => value),
    [0, 0, 0, 5, 7, 16, 3],
  );
});

test('tags that are a text are its characters; others than objects are none', async () => {
  const { said, points } = await runScript(`${HEAD}
    import { check } from 'k6';
    const mine = new Trend('mine');
    export default function () {
      for (const tags of ['xy', 5, true, ['q']]) { console.log(mine.add(1, tags)); check(1, { held: true }, tags); }
    }
  `);
  assert.deepEqual(said, Array(4).fill('true'));
  for (const name of ['mine', 'checks']) {
    const own = points(name).map(({ tags }) => Object.entries(tags).filter(([key]) => /^\d$/.test(key)));
    assert.deepEqual(
      own,
      [
        [
          ['0', 'x'],
          ['1', 'y'],
        ],
        [],
        [],
        [['0', 'q']],
      ],
      name,
    );
  }
});

test('a sample carries the tags of its VU and its own; a value that no tag can have throws', async () => {
  const { said, points } = await runScript(`${HEAD}
    const mine = new Trend('mine');
    export default function () {
      mine.add(1, { text: 'a', number: 2, flag: true });
      mine.add(2);
      for (const tag of [{}, null, undefined, []]) {
        try { mine.add(3, { tag }); console.log('added'); } catch (error) { console.log(error.name); }
      }
    }
  `);
  assert.deepEqual(said, Array(4).fill('GoError'));
  const common = { scenario: 'default', group: '' };
  assert.deepEqual(
    points('mine').map(({ tags }) => tags),
    [{ ...common, text: 'a', number: '2', flag: 'true' }, common],
  );
});

test('a metric is declared in init code, under a name that k6 takes', async () => {
  const { code, said } = await runScript(`${HEAD}
    const tell = (call) => { try { call(); console.log('done'); } catch (error) { console.log(error.name); } };
    const first = new Counter('twice');
    if (__VU === 0) {
      for (const name of ['ab', 'A_1', '_x', 'a'.repeat(129)]) tell(() => new Trend(name));
      for (const name of ['a', '1a', 'a-b', 'a b', '', undefined, 'a'.repeat(130)]) tell(() => new Trend(name));
      tell(() => new Counter('twice'));
      tell(() => new Rate('twice'));
      tell(() => first.add(1));
      console.log(first.name);
      tell(() => { first.name = 'other'; });
    }
    export default function () {
      tell(() => new Counter('too_late'));
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    ...Array(4).fill('done'),
    ...Array(7).fill('GoError'),
    ...['done', 'GoError', 'GoError', 'twice', 'TypeError'],
    'GoError',
  ]);
});

test('a metric of times is shown as times, and thresholds on its tags are judged', async () => {
  const script = (limit: number) => `${HEAD}
    const wait = new Trend('wait', true);
    const plain = new Trend('plain');
    export const options = { thresholds: { 'wait{step:b}': ['max<${limit}'] } };
    export default function () {
      wait.add(1500, { step: 'a' });
      wait.add(20, { step: 'b' });
      plain.add(1500);
    }
  `;
  const held = await runScript(script(100));
  assert.equal(held.code, 0, held.stderr);
  assert.match(held.stdout, /wait\.+: avg=760ms +min=20ms .*max=1\.5s/);
  assert.match(held.stdout, /plain\.+: avg=1500 /);
  assert.equal((await runScript(script(10))).code, 99);
});
