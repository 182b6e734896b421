// k6/execution: what scripts learn of their VU, scenario, instance and test, in each stage of their life.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../helpers/script-run.js';

const HEAD = `import exec from 'k6/execution'; import { sleep } from 'k6'; import { Counter } from 'k6/metrics';
  const tell = (name, call) => {
    try { console.log(name + ' ' + JSON.stringify(call())); } catch (error) { console.log(name + ' ' + error.name); }
  };`;

test('a VU knows its numbers in every stage', async () => {
  const { code, said } = await runScript(`${HEAD}
    const who = (stage) => tell(stage, () => {
      const { idInInstance, idInTest, iterationInInstance, iterationInScenario } = exec.vu;
      return [__VU, idInInstance, idInTest, iterationInInstance, iterationInScenario];
    });
    export const options = { scenarios: {
      one: { executor: 'per-vu-iterations', iterations: 2, maxDuration: '1s', gracefulStop: '0s' },
      two: { executor: 'per-vu-iterations', iterations: 1, startTime: '1500ms', exec: 'other' },
    } };
    export function setup() { who('setup'); }
    export default function () { who('one'); }
    export function other() { who('two'); }
    export function teardown() { who('teardown'); }
    export function handleSummary() { who('summary'); return {}; }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'setup [0,0,0,0,0]',
    'one [1,1,1,0,0]',
    'one [1,1,1,1,1]',
    // The same VU goes on in the second scenario.
    'two [1,1,1,2,0]',
    'teardown [0,0,0,0,0]',
    'summary [0,0,0,0,0]',
  ]);
});

test('a scenario tells of itself, inside of it only', async () => {
  const { code, said } = await runScript(`${HEAD}
    export const options = { scenarios: { mine: { executor: 'shared-iterations', vus: 1, iterations: 3 } } };
    const began = Date.now();
    export function setup() { tell('setup', () => exec.scenario.name); }
    export default function () {
      const { name, executor, startTime, progress, iterationInTest, iterationInInstance } = exec.scenario;
      // The clock goes by whole milliseconds, and a timer may be a part of one early.
      if (!(startTime >= began - 2 && startTime <= Date.now() + 2 && startTime % 1 === 0)) console.log('wrong start');
      if (!(progress >= 0 && progress < 1)) console.log('wrong progress ' + progress);
      tell('vu', () => [name, executor, iterationInTest, iterationInInstance]);
    }
    export function teardown() { tell('teardown', () => exec.scenario.iterationInTest); }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'setup GoError',
    ...[0, 1, 2].map((n) => `vu ["mine","shared-iterations",${n},${n}]`),
    'teardown GoError',
  ]);
});

test('the instance counts what all workers do, and its time goes on', async () => {
  const { code, said } = await runScript(
    `${HEAD}
    export const options = { scenarios: {
      work: { executor: 'per-vu-iterations', vus: 3, iterations: 2, exec: 'work' },
    } };
    if (__VU === 0) tell('init', () => exec.instance.vusActive);
    export function work() {
      const { vusActive, vusInitialized } = exec.instance;
      if (vusActive < 1 || vusActive > 3 || vusInitialized !== 3) console.log('wrong ' + vusActive + vusInitialized);
      sleep(0.05);
    }
    export function teardown() {
      const { iterationsCompleted, iterationsInterrupted, currentTestRunDuration, vusInitialized } = exec.instance;
      // Timers go by whole milliseconds and may be a part of one early.
      if (currentTestRunDuration < 98) console.log('wrong duration ' + currentTestRunDuration);
      tell('teardown', () => [iterationsCompleted, iterationsInterrupted, vusInitialized]);
    }
  `,
    ['--workers', '2'],
  );
  assert.equal(code, 0);
  assert.deepEqual(
    said.filter((line) => !line.startsWith('init')),
    ['teardown [6,0,3]'],
  );
});

test('the options of the test are those that hold, and nobody can change them', async () => {
  const { code, said } = await runScript(
    `${HEAD}
    export const options = { vus: 2, iterations: 4, tags: { run: 'r' }, thresholds: { iterations: ['count==4'] } };
    if (__VU === 0) tell('init', () => exec.test.options);
    export function teardown() {
      const { options } = exec.test;
      tell('scenarios', () => Object.entries(options.scenarios).map(([name, { executor, vus, iterations }]) =>
        [name, executor, vus, iterations]));
      tell('tags', () => options.tags);
      tell('shortcuts', () => ['vus', 'iterations', 'duration', 'stages'].filter((key) => key in options));
      tell('unset', () => [options.rps, options.setupTimeout, 'consoleOutput' in options, 'preconnect' in options]);
      tell('change', () => { options.tags.run = 'other'; });
      tell('add', () => { options.more = 1; });
    }
    export default function () {}
  `,
    ['-i', '6'],
  );
  assert.equal(code, 99);
  assert.deepEqual(
    said.filter((line) => !line.startsWith('init')),
    [
      'scenarios [["default","shared-iterations",2,6]]',
      'tags {"run":"r"}',
      'shortcuts []',
      'unset [null,null,true,false]',
      'change TypeError',
      'add TypeError',
    ],
  );
});

test('tags that a VU sets go out with its samples and stay until it works for another scenario', async () => {
  const { code, said, points } = await runScript(`${HEAD}
    const seen = new Counter('seen');
    export const options = { scenarios: {
      one: { executor: 'per-vu-iterations', iterations: 2, maxDuration: '1s', gracefulStop: '0s' },
      two: { executor: 'per-vu-iterations', iterations: 1, startTime: '1500ms' },
    } };
    export default function () {
      const { tags } = exec.vu;
      seen.add(1);
      if (exec.scenario.name === 'two') return tell('two', () => [__VU, Object.keys(tags)]);
      tags.text = 'a';
      tags.number = 2;
      exec.vu.metrics.tags.flag = true;
      for (const value of [{}, null, undefined, []]) tell('refused', () => { tags.text = value; });
      seen.add(2);
      delete tags.flag;
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, [...Array(8).fill('refused TypeError'), 'two [1,["group","scenario"]]']);
  const one = { group: '', scenario: 'one' };
  assert.deepEqual(
    points('seen').map(({ tags }) => tags),
    [
      one,
      { ...one, text: 'a', number: '2', flag: 'true' },
      { ...one, text: 'a', number: '2' },
      { ...one, text: 'a', number: '2', flag: 'true' },
      { group: '', scenario: 'two' },
    ],
  );
});

test('metadata goes out with samples and is part of no metric', async () => {
  const { code, said, points } = await runScript(`${HEAD}
    const seen = new Counter('seen');
    export default function () {
      const { metadata } = exec.vu.metrics;
      seen.add(1);
      metadata.trace = 'abc';
      metadata.count = 3;
      tell('keys', () => [Object.keys(metadata), metadata.trace, 'trace' in metadata, 'other' in metadata]);
      tell('refused', () => { metadata.trace = {}; });
      seen.add(2);
      delete metadata.count;
      seen.add(3);
    }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['keys [["trace","count"],"abc",true,false]', 'refused TypeError']);
  assert.deepEqual(
    points('seen').map(({ metadata }) => metadata),
    [{}, { trace: 'abc', count: '3' }, { trace: 'abc' }],
  );
});

test('the objects of k6/execution are ordinary ones, whose parts cannot be replaced', async () => {
  const { code, said } = await runScript(
    `${HEAD}
    export default function () {
      exec.vu.note = exec.scenario.note = exec.instance.note = 'mine';
      tell('same', () => [exec.vu === exec.vu, exec.scenario === exec.scenario, exec.instance === exec.instance]);
      tell('tags', () => { exec.vu.tags = { other: 1 }; return [exec.vu.tags.other, exec.vu.tags.group]; });
      tell('defined', () => Object.defineProperty(exec.vu.tags, 'own', { value: 'text' }).own);
      tell('number', () => { exec.vu.idInTest = 7; });
      tell('labels', () => exec.vu.metrics.metadata);
    }
  `,
    ['--system-tags', 'vu,iter'],
  );
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'same [true,true,true]',
    'tags [null,""]',
    'defined "text"',
    'number TypeError',
    'labels {"vu":"1","iter":"0"}',
  ]);
});
