// The executors as the server sees them: real runs on 1, 2 and 3 workers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

for (const workers of [1, 2, 3]) {
  test(`constant-arrival-rate accounts for every iteration of its timetable on ${workers} workers`, async () => {
    await using server = await countingServer();
    await using script = await tempScript(`
      import http from 'k6/http';
      export const options = { scenarios: { s: {
        executor: 'constant-arrival-rate', rate: 500, duration: '2s', preAllocatedVUs: 60, maxVUs: 300,
      } } };
      export default function () { http.get(__ENV.URL); }
    `);
    const run = ['run', '--workers', String(workers), '-e', `URL=${server.url}`, script.path];
    const { code, stdout, stderr } = await runSalvo(run);
    assert.equal(code, 0, stderr);
    // On a machine that is too busy for the rate some find no VU; those are said, and none is lost between the two.
    const dropped = /dropped_iterations/.test(stdout) ? counterIn(stdout, 'dropped_iterations') : 0;
    assert.equal(server.requests + dropped, 1000);
    assert.equal(counterIn(stdout, 'iterations'), server.requests);
  });

  test(`ramping-vus never has more VUs than its curve on ${workers} workers`, async () => {
    // Every VU holds one request open for as long as it is active, so the server sees the curve.
    let most = 0;
    let now = 0;
    await using server = await countingServer((request, response) => {
      now++;
      most = Math.max(most, now);
      request.socket.once('close', () => now--);
      setTimeout(() => {
        now--;
        request.socket.removeAllListeners('close');
        response.end('ok');
      }, 20);
    });
    await using script = await tempScript(`
      import http from 'k6/http';
      export const options = { scenarios: { s: {
        executor: 'ramping-vus', startVUs: 0, gracefulRampDown: '0s',
        stages: [{ duration: '1s', target: 30 }, { duration: '500ms', target: 30 }, { duration: '1s', target: 0 }],
      } } };
      export default function () { http.get(__ENV.URL); }
    `);
    const run = ['run', '--workers', String(workers), '-e', `URL=${server.url}`, script.path];
    const { code, stderr } = await runSalvo(run);
    assert.equal(code, 0, stderr);
    assert.ok(most <= 30, `${most} VUs at once`);
    assert.ok(most > 0);
  });

  test(`shared-iterations leaves no worker idle while a slow VU holds its last one, on ${workers} workers`, async () => {
    await using server = await countingServer();
    await using script = await tempScript(`
      import http from 'k6/http';
      import { sleep } from 'k6';
      export const options = { scenarios: { s: { executor: 'shared-iterations', vus: 6, iterations: 120 } } };
      export default function () { http.get(__ENV.URL + '/vu/' + __VU); sleep(__VU === 1 ? 0.5 : 0.01); }
    `);
    const run = ['run', '--workers', String(workers), '-e', `URL=${server.url}`, script.path];
    const { code, stdout, stderr } = await runSalvo(run);
    assert.equal(code, 0, stderr);
    assert.equal(counterIn(stdout, 'iterations'), 120);
    // The slow VU had two turns at most before the five others had done the rest.
    assert.ok((server.byPath.get('GET /vu/1') ?? 0) <= 2, `${server.byPath.get('GET /vu/1')} by the slow VU`);
  });
}

test('execution segments add up to the whole test', async () => {
  await using server = await countingServer();
  await using script = await tempScript(`
    import http from 'k6/http';
    import exec from 'k6/execution';
    export const options = { scenarios: { s: { executor: 'shared-iterations', vus: 5, iterations: 11 } } };
    export default function () { http.get(__ENV.URL + '/' + exec.scenario.iterationInTest); }
  `);
  const shares: number[] = [];
  for (const segment of ['0:1/3', '1/3:2/3', '2/3:1']) {
    const before = server.requests;
    const args = ['--execution-segment', segment, '--execution-segment-sequence', '0,1/3,2/3,1'];
    const { code, stderr } = await runSalvo(['run', ...args, '--workers', '2', '-e', `URL=${server.url}`, script.path]);
    assert.equal(code, 0, stderr);
    shares.push(server.requests - before);
  }
  assert.deepEqual(shares, [5, 4, 2]);
  assert.deepEqual([...server.byPath.keys()].sort(), Array.from({ length: 11 }, (_, i) => `GET /${i}`).sort());
});

test('scenarios have their own environment, tags, function and start, and VUs keep their state between them', async () => {
  await using server = await countingServer();
  await using script = await tempScript(`
    import http from 'k6/http';
    let calls = 0;
    export const options = { scenarios: {
      first: { executor: 'per-vu-iterations', vus: 2, iterations: 2, env: { WHO: 'first' }, exec: 'work' },
      second: { executor: 'per-vu-iterations', vus: 2, iterations: 1, startTime: '1s', env: { WHO: 'second' }, exec: 'work',
                gracefulStop: '0s', maxDuration: '5s' },
    } };
    export function work() { calls++; http.get(__ENV.URL + '/' + __ENV.WHO + '/' + calls); }
  `);
  const { code, stderr } = await runSalvo(['run', '--workers', '1', '-e', `URL=${server.url}`, script.path]);
  assert.equal(code, 0, stderr);
  assert.equal(server.byPath.get('GET /first/1'), 2);
  assert.equal(server.byPath.get('GET /first/2'), 2);
  // The first scenario could have run for ten minutes, so its VUs are not the second one's.
  assert.equal(server.requests, 6);
});

test('minIterationDuration makes each VU wait after a short iteration', async () => {
  await using script = await tempScript(`
    export const options = { vus: 2, duration: '1s', minIterationDuration: '300ms' };
    export default function () {}
  `);
  const { code, stdout, stderr } = await runSalvo(['run', '--workers', '2', script.path]);
  assert.equal(code, 0, stderr);
  const iterations = counterIn(stdout, 'iterations');
  assert.ok(iterations >= 4 && iterations <= 8, `${iterations} iterations`);
});

const TWO_SCENARIOS = `
  export const options = { scenarios: {
    one: { executor: 'per-vu-iterations', vus: 1 },
    four: { executor: 'per-vu-iterations', vus: 4 },
  } };
  export default function () {}
`;

test('a scenario of which nothing falls into the segment is not there', async () => {
  await using script = await tempScript(TWO_SCENARIOS);
  const { code, stdout, stderr } = await runSalvo(['run', '--execution-segment', '1/2:1', script.path]);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /\(50\.00%\) 1 scenario, 2 max VUs/);
  assert.doesNotMatch(stdout, /^\W*one\b/m);
});

test('a scenario that can do nothing at all is said', async () => {
  await using script = await tempScript(`
    export const options = { scenarios: { none: {
      executor: 'constant-arrival-rate', rate: 5, duration: '1s', preAllocatedVUs: 0,
    } } };
    export default function () {}
  `);
  const { code, stderr } = await runSalvo(['run', script.path]);
  assert.equal(code, 0);
  assert.match(stderr, /level=warning msg="scenario none does nothing: it has no VUs/);
});

test('a ramping arrival rate is done when all has started, although its last stage goes on', async () => {
  await using script = await tempScript(`
    export const options = { scenarios: { ramp: {
      executor: 'ramping-arrival-rate', startRate: 50, preAllocatedVUs: 5,
      stages: [{ duration: '500ms', target: 50 }, { duration: 0, target: 0 }, { duration: '20s', target: 0 }],
    } } };
    export default function () {}
  `);
  const { stdout } = await runSalvo(['run', script.path]);
  assert.match(stdout, /^ramp ✓ \[ 100% \]/m);
});

test('more groups and checks than the limit of series are said in the log, whoever makes the summary', async () => {
  await using script = await tempScript(`
    import { check } from 'k6';
    export default function () { for (let i = 0; i < 50; i++) check(1, { ['check ' + i]: true }); }
    export const handleSummary = () => ({ stdout: 'mine' });
  `);
  const { stdout, stderr } = await runSalvo(['run', '-q', '--series-limit', '20', script.path]);
  assert.equal(stdout, 'mine');
  assert.match(stderr, /level=warning msg="\d+ samples came after the limit of series was reached/);
});

test('VUs that wait for arrivals are not active: vus and exec.instance count those in an iteration', async () => {
  await using script = await tempScript(`
    import { sleep } from 'k6';
    import exec from 'k6/execution';
    export const options = {
      scenarios: { s: { executor: 'constant-arrival-rate', rate: 4, duration: '2500ms', preAllocatedVUs: 40 } },
      thresholds: { vus: [{ threshold: 'value<20', abortOnFail: true }], vus_max: ['value==40'] },
    };
    export default function () { sleep(0.3); console.log('active ' + (exec.instance.vusActive < 20)); }
  `);
  const { code, stderr } = await runSalvo(['run', '--workers=2', script.path]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /active true/);
  assert.doesNotMatch(stderr, /active false/);
});

test('iterationInInstance counts without gaps and twins in each part of a test, by every executor', async () => {
  const scenarios = {
    shared: { executor: 'shared-iterations', vus: 5, iterations: 31 },
    perVu: { executor: 'per-vu-iterations', vus: 5, iterations: 4 },
    rate: { executor: 'constant-arrival-rate', rate: 30, duration: '1s', preAllocatedVUs: 7 },
    ramp: {
      executor: 'ramping-arrival-rate',
      startRate: 30,
      preAllocatedVUs: 7,
      stages: [{ duration: '1s', target: 30 }],
    },
  };
  await using script = await tempScript(`
    import exec from 'k6/execution';
    export const options = { scenarios: ${JSON.stringify(scenarios)} };
    export default function () {
      console.log(exec.scenario.name + ' ' + exec.scenario.iterationInInstance + ' ' + exec.scenario.iterationInTest);
    }
  `);
  const inTest: Record<string, number[]> = {};
  for (const segment of ['0:1/3', '1/3:2/3', '2/3:1']) {
    const part = [`--execution-segment=${segment}`, '--execution-segment-sequence=0,1/3,2/3,1'];
    const { code, stderr } = await runSalvo(['run', '--workers=2', ...part, script.path]);
    assert.equal(code, 0, stderr);
    for (const name of Object.keys(scenarios)) {
      const seen = [...stderr.matchAll(new RegExp(`"${name} (\\d+) (\\d+)"`, 'g'))];
      const inInstance = seen.map(([, number]) => Number(number)).sort((a, b) => a - b);
      assert.ok(seen.length > 0, `${name} in ${segment}`);
      assert.deepEqual(
        inInstance,
        inInstance.map((_, index) => index),
        `${name} in ${segment}`,
      );
      inTest[name] = [...(inTest[name] ?? []), ...seen.map(([, , number]) => Number(number))];
    }
  }
  for (const [name, numbers] of Object.entries(inTest)) assert.equal(new Set(numbers).size, numbers.length, name);
});
