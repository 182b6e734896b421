// init, setup, VU code, teardown, handleSummary: when each runs, what it is given, and what its failure means.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

/** Counts what reaches it by path; scripts report their steps by requests. */
const REPORTING = `
  import http from 'k6/http';
  import exec from 'k6/execution';
  import { sleep, fail } from 'k6';
  const tell = (step) => http.get(__ENV.URL + '/' + step);
`;

async function runReporting(script: string, args: readonly string[] = [], onServer?: (count: () => number) => void) {
  const server = await countingServer();
  const file = await tempScript(REPORTING + script);
  try {
    onServer?.(() => server.requests);
    const result = await runSalvo(['run', '--workers', '2', '-e', `URL=${server.url}`, ...args, file.path]);
    return { ...result, steps: Object.fromEntries(server.byPath) };
  } finally {
    await file[Symbol.asyncDispose]();
    await server.close();
  }
}

test('setup runs once and its data reaches every VU of every worker as its own copy', async () => {
  const { code, steps, stderr } = await runReporting(`
    export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: 6, iterations: 3 } } };
    export function setup() { tell('setup'); return { list: [1, 2], when: new Date(0) }; }
    export default function (data) {
      if (typeof data.when !== 'string' || new Date(data.when).getTime() !== 0) fail('data came as ' + JSON.stringify(data));
      data.list.push(3);
      tell('seen-' + data.list.length);
    }
    export function teardown(data) { tell('teardown-' + data.list.length); }
  `);
  assert.equal(code, 0, stderr);
  assert.deepEqual(steps, {
    'GET /setup': 1,
    'GET /seen-3': 6,
    'GET /seen-4': 6,
    'GET /seen-5': 6,
    'GET /teardown-2': 1,
  });
});

test('an exception in setup ends with 107, without iterations and without teardown, and says where', async () => {
  const { code, steps, stderr } = await runReporting(`
    export function setup() { tell('setup'); throw new Error('no database'); }
    export default function () { tell('iteration'); }
    export function teardown() { tell('teardown'); }
  `);
  assert.equal(code, 107);
  assert.deepEqual(steps, { 'GET /setup': 1 });
  assert.match(stderr, /setup\(\) threw: Error: no database/);
  assert.match(stderr, /script\.js:7:\d+/);
});

test('setup data that JSON cannot hold is refused', async () => {
  const { code, stderr } = await runReporting(`
    export function setup() { return { ratio: NaN }; }
    export default function () {}
  `);
  assert.equal(code, 255);
  assert.match(stderr, /ratio is NaN/);
});

test('setup and teardown that take too long end with 100 and 101', async () => {
  const slowSetup = await runReporting(`
    export const options = { setupTimeout: '300ms' };
    export function setup() { sleep(30); }
    export default function () { tell('iteration'); }
    export function teardown() { tell('teardown'); }
  `);
  assert.equal(slowSetup.code, 100);
  assert.deepEqual(slowSetup.steps, {});
  assert.match(slowSetup.stderr, /setup\(\) execution timed out after 300ms/);
  const slowTeardown = await runReporting(`
    export const options = { teardownTimeout: '300ms' };
    export default function () { tell('iteration'); }
    export function teardown() { for (;;) {} }
  `);
  assert.equal(slowTeardown.code, 101);
  assert.deepEqual(slowTeardown.steps, { 'GET /iteration': 1 });
});

test('exec.test.abort() ends the test with 108, uncatchably, and teardown still runs', async () => {
  const { code, steps, stderr } = await runReporting(`
    export const options = { vus: 4, duration: '1m' };
    export default function () {
      sleep(0.05);
      try { exec.test.abort('enough'); tell('after-abort'); } catch { tell('caught'); } finally { tell('finally'); }
    }
    export function teardown() { tell('teardown'); }
  `);
  assert.equal(code, 108);
  assert.deepEqual(steps, { 'GET /teardown': 1 });
  assert.match(stderr, /test aborted: enough/);
});

test('exec.test.abort() in init and in setup ends with 108', async () => {
  const inSetup = await runReporting(`
    export function setup() { exec.test.abort('not today'); }
    export default function () { tell('iteration'); }
  `);
  assert.equal(inSetup.code, 108);
  assert.deepEqual(inSetup.steps, {});
  const inInit = await runReporting(`
    exec.test.abort('never');
    export default function () { tell('iteration'); }
  `);
  assert.equal(inInit.code, 108);
  assert.deepEqual(inInit.steps, {});
});

test('a VU whose init code ends the test, or throws, leaves nothing but handleSummary', async () => {
  for (const [act, exit, reason] of [
    ["exec.test.abort('later');", 108, /test aborted: later/],
    ["await null; exec.test.abort('later');", 108, /test aborted: later/],
    ["throw new Error('later');", 107, /the init code threw: Error: later/],
  ] as const) {
    const own = `
      if (__VU > 0) { ${act} }
      export const options = { vus: 4, iterations: 4 };
      export function setup() { tell('setup'); }
      export default function () { tell('iteration'); }
      export function teardown() { tell('teardown'); }
    `;
    const summed = await runReporting(`${own}
      export function handleSummary(data) { return { stdout: 'own summary of ' + Object.keys(data).join() }; }
    `);
    assert.equal(summed.code, exit, act);
    assert.deepEqual(summed.steps, {}, act);
    assert.match(summed.stderr, reason);
    if (exit === 108) assert.doesNotMatch(summed.stderr, /init code threw/);
    assert.match(summed.stdout, /own summary of .*metrics/, act);
    const plain = await runReporting(own);
    assert.equal(plain.code, exit, act);
    assert.doesNotMatch(plain.stdout, /TOTAL RESULTS/, act);
  }
});

test('exec.test.fail() lets the test go on and ends with 110', async () => {
  const { code, steps } = await runReporting(`
    export const options = { iterations: 3, thresholds: { iterations: ['count>100'] } };
    export default function () { exec.test.fail('wrong'); tell('iteration'); }
  `);
  assert.equal(code, 110);
  assert.deepEqual(steps, { 'GET /iteration': 3 });
});

test('an exception in teardown ends with 107', async () => {
  const { code, stderr } = await runReporting(`
    export default function () {}
    export function teardown() { throw new Error('cannot clean'); }
  `);
  assert.equal(code, 107);
  assert.match(stderr, /teardown\(\) threw: Error: cannot clean/);
});

test('exceptions and fail() in iterations are logged, count as iterations, and exit with 0', async () => {
  const { code, stdout, stderr } = await runReporting(`
    export const options = { iterations: 4 };
    export default function () { if (__ITER % 2) fail('by fail'); throw new TypeError('by throw'); }
  `);
  assert.equal(code, 0);
  assert.match(stdout, /iterations\.*: 4 /);
  assert.match(stderr, /by fail/);
  assert.match(stderr, /TypeError: by throw/);
});

test('a threshold that fails ends with 99; with abortOnFail early, after teardown', async () => {
  const atEnd = await runReporting(`
    export const options = { iterations: 2, thresholds: { iterations: ['count>100'] } };
    export default function () {}
  `);
  assert.equal(atEnd.code, 99);
  assert.match(atEnd.stderr, /thresholds on metrics 'iterations' have been crossed/);
  const early = await runReporting(`
    export const options = {
      vus: 2, duration: '1m',
      thresholds: { iterations: [{ threshold: 'count<1', abortOnFail: true }] },
    };
    export default function () { sleep(0.01); }
    export function teardown() { tell('teardown'); }
  `);
  assert.equal(early.code, 99);
  assert.deepEqual(early.steps, { 'GET /teardown': 1 });
});

test('handleSummary decides what is written; its failure costs only its output', async () => {
  const custom = await runReporting(`
    export default function () {}
    export function handleSummary(data) {
      return { stdout: 'iterations: ' + data.metrics.iterations.values.count, stderr: 'to stderr' };
    }
  `);
  assert.equal(custom.code, 0);
  assert.match(custom.stdout, /iterations: 1/);
  assert.doesNotMatch(custom.stdout, /TOTAL RESULTS/);
  assert.match(custom.stderr, /to stderr/);
  const broken = await runReporting(`
    export default function () {}
    export function handleSummary() { throw new Error('no summary today'); }
  `);
  assert.equal(broken.code, 0);
  assert.match(broken.stderr, /no summary today/);
  assert.match(broken.stdout, /TOTAL RESULTS/);
});

test('an empty result of handleSummary prints nothing, and what is no text is said', async () => {
  const returning = (result: string) =>
    runReporting(`export default function () {} export function handleSummary() { return ${result}; }`);
  const empty = await returning('{}');
  assert.equal(empty.code, 0);
  assert.doesNotMatch(empty.stdout, /TOTAL RESULTS/);
  const nothing = await returning('undefined');
  assert.match(nothing.stdout, /TOTAL RESULTS/);
  const wrong = await returning(`{ 'stdout': 'kept', 'a.json': { a: 1 } }`);
  // As in k6 the rest of it goes with it.
  assert.doesNotMatch(wrong.stdout, /kept|TOTAL RESULTS/);
  assert.match(wrong.stderr, /returned no text for a\.json: give a string or an ArrayBuffer/);
});

test('a handleSummary that is no function is an error in the log, and the run goes on', async () => {
  const { code, steps, stdout, stderr } = await runReporting(`
    export const handleSummary = 5;
    export default function () { tell('iteration'); }
  `);
  assert.equal(code, 0);
  assert.deepEqual(steps, { 'GET /iteration': 1 });
  assert.match(stderr, /level=error msg="exported 'handleSummary' must be a function"/);
  assert.match(stdout, /TOTAL RESULTS/);
});

test('handleSummary that takes too long costs only its output', async () => {
  const { code, stdout, stderr } = await runReporting(`
    export const options = { handleSummaryTimeout: '300ms' };
    export default function () {}
    export function handleSummary() { sleep(60); return { stdout: 'late' }; }
  `);
  assert.equal(code, 0);
  assert.match(stderr, /handleSummary\(\) execution timed out after 300ms/);
  assert.match(stdout, /TOTAL RESULTS/);
});

test('exec.test.abort() in teardown ends with 108, exec.test.fail() in setup with 110', async () => {
  const abort = await runReporting(`
    export default function () {}
    export function teardown() { exec.test.abort('too late'); }
  `);
  assert.equal(abort.code, 108);
  assert.match(abort.stderr, /test aborted: too late/);
  const fail = await runReporting(`
    export function setup() { exec.test.fail('not like this'); }
    export default function () { tell('iteration'); }
  `);
  assert.equal(fail.code, 110);
  assert.deepEqual(fail.steps, { 'GET /iteration': 1 });
});

test('the first reason decides: an abort wins over the threshold that fails as well', async () => {
  const { code } = await runReporting(`
    export const options = { thresholds: { iterations: ['count>100'] } };
    export default function () { exec.test.abort(); }
  `);
  assert.equal(code, 108);
});

test('k6/execution numbers are unique over workers and dense', async () => {
  const { code, steps, stderr } = await runReporting(`
    export const options = { scenarios: { s: { executor: 'constant-vus', vus: 6, duration: '1s' } } };
    export default function () {
      tell('iteration-' + exec.scenario.iterationInTest);
      if (exec.vu.iterationInScenario === 0) tell('vu-' + exec.vu.idInTest);
      sleep(0.05);
    }
  `);
  assert.equal(code, 0, stderr);
  const numbers = Object.entries(steps).flatMap(([step, times]) => (/iteration-/.test(step) ? [times] : []));
  assert.ok(numbers.every((times) => times === 1));
  for (let number = 0; number < numbers.length; number++) assert.equal(steps[`GET /iteration-${number}`], 1);
  for (let vu = 1; vu <= 6; vu++) assert.equal(steps[`GET /vu-${vu}`], 1);
});

test('check() and group() refuse async functions, in whatever form they were written', async () => {
  const { code, steps, stderr } = await runReporting(`
    import { check, group } from 'k6';
    async function declared() { return false; }
    class Page { async method() {} static async fixed() {} field = async () => {}; }
    const page = new Page();
    const refused = (name, call) => {
      try { call(); } catch (error) { if (/does not support async functions/.test(error.message)) tell(name); }
    };
    export default function () {
      refused('arrow', () => check(1, { ok: async () => { sleep(0.001); return false; } }));
      for (const fn of [declared, page.method, Page.fixed, page.field]) refused('value', () => check(1, { ok: fn }));
      refused('group', () => group('g', async () => { sleep(0.001); }));
      refused('group', () => group('g', declared));
      if (check(1, { ok: () => Promise.resolve(false) })) tell('a-promise-is-truthy');
    }
  `);
  assert.equal(code, 0, stderr);
  assert.deepEqual(steps, {
    'GET /arrow': 1,
    'GET /value': 4,
    'GET /group': 2,
    'GET /a-promise-is-truthy': 1,
  });
});

test('exec.vu.tags shows the tags of run and scenario, whether or not a metric is split by them', async () => {
  const { code, steps, stderr } = await runReporting(`
    export const options = {
      tags: { run: 'r', both: 'run' },
      scenarios: { s: { executor: 'per-vu-iterations', iterations: 2, tags: { part: 'p', both: 'scenario' } } },
    };
    export function setup() { tell('setup-' + Object.keys(exec.vu.tags)); }
    export default function () {
      const { tags } = exec.vu;
      tell(['run', 'both', 'part', 'own'].map((key) => key + '=' + tags[key]).join());
      tell(Object.keys(tags).sort().join());
      tags.own = 1;
      delete tags.part;
    }
  `);
  assert.equal(code, 0, stderr);
  assert.deepEqual(steps, {
    'GET /setup-group,run,both': 1,
    'GET /run=r,both=scenario,part=p,own=undefined': 1,
    'GET /both,group,part,run,scenario': 1,
    'GET /run=r,both=scenario,part=undefined,own=1': 1,
    'GET /both,group,own,run,scenario': 1,
  });
});

test('whatever a script throws costs its iteration and nothing else', async () => {
  const { code, steps, stderr } = await runReporting(`
    export const options = { iterations: 7 };
    const circle = {};
    circle.circle = circle;
    const odd = new Error('odd');
    odd.stack = 5;
    const things = [
      () => { throw circle; },
      () => { throw { big: 10n }; },
      () => { throw odd; },
      () => { throw new Proxy({}, { get() { throw 1; } }); },
      () => { throw null; },
      () => { Promise.reject(circle); },
      () => { tell('survived'); },
    ];
    export default function () { things[exec.scenario.iterationInTest](); }
  `);
  assert.equal(code, 0, stderr);
  assert.deepEqual(steps, { 'GET /survived': 1 });
  assert.match(stderr, /Error: odd/);
  assert.match(stderr, /Uncaught \(in promise\) \[object Object\]/);
});
