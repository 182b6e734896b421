// What runs before the test is like it in everything but the numbers.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn, runningLine } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder, tempScript } from '../helpers/temp.js';

const COUNTED = `
  import http from 'k6/http';
  import exec from 'k6/execution';
  import { check } from 'k6';
  import { Counter, Trend } from 'k6/metrics';
  const own = new Counter('own');
  const numbers = new Trend('numbers');
  export function setup() { http.get(__ENV.URL + '/setup'); }
  export default function () {
    const res = http.get(__ENV.URL + '/');
    check(res, { 'status is 200': (r) => r.status === 200 });
    own.add(1);
    numbers.add(exec.scenario.iterationInTest);
  }
  export function teardown() { http.get(__ENV.URL + '/teardown'); }
`;

test('counts are those of the test alone, on the connections of the warm-up', async () => {
  await using server = await countingServer();
  await using files = await tempFolder({ 'script.js': COUNTED });
  const out = `${files.path}/summary.json`;
  const args = [
    '-u',
    '6',
    '-i',
    '600',
    '--workers',
    '2',
    '--warmup',
    '500ms',
    '-e',
    'COLD=yes',
    '--summary-export',
    out,
  ];
  const { code, stdout, stderr } = await runSalvo([
    'run',
    ...args,
    '-e',
    `URL=${server.url}`,
    `${files.path}/script.js`,
  ]);
  assert.equal(code, 0, stderr);
  assert.equal(counterIn(stdout, 'http_reqs'), 602);
  assert.equal(counterIn(stdout, 'iterations'), 600);
  assert.equal(counterIn(stdout, 'own'), 600);
  assert.match(stdout, /checks_succeeded\.*: 100\.00% 600 out of 600/);
  assert.deepEqual(runningLine(stdout), { complete: 600, interrupted: 0 });
  const iterations = server.byPath.get('GET /')!;
  assert.ok(iterations > 600, `${iterations} requests: nothing was run before the test`);
  assert.equal(server.byPath.get('GET /setup'), 1);
  assert.equal(server.byPath.get('GET /teardown'), 1);
  // One for each VU and for setup and teardown, which run in instances of their own.
  assert.ok(server.connections <= 8, `${server.connections} connections`);
  const { metrics } = JSON.parse(await readFile(out, 'utf8'));
  assert.deepEqual([metrics.numbers.min, metrics.numbers.max], [0, 599]);
});

test('JavaScript state is warm, __ITER and the data of setup() are new', async () => {
  await using script = await tempScript(`
    import { check, sleep } from 'k6';
    let before = 0;
    export function setup() { return { used: 0 }; }
    export default function (data) {
      if (__ITER === 0) check(data, { 'state is warm': () => before > 0, 'data is new': ({ used }) => used === 0 });
      data.used++;
      before++;
      sleep(0.001);
    }
  `);
  const { code, stdout, stderr } = await runSalvo(['run', '-u', '3', '-i', '300', '--warmup', '300ms', script.path]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /checks_succeeded\.*: 100\.00% 6 out of 6/);
});

test('cookies of the warm-up are gone, as those of any iteration before', async () => {
  const seen: (string | undefined)[] = [];
  await using server = await countingServer((request, response) => {
    seen.push(request.headers.cookie);
    response.setHeader('Set-Cookie', 'a=b');
    response.end('x');
  });
  await using script = await tempScript(`
    import http from 'k6/http';
    import { sleep } from 'k6';
    export default function () { http.get(__ENV.URL + '/'); sleep(0.5); }
  `);
  // One iteration in the warm-up and one in the test.
  const args = ['run', '-u', '1', '-i', '1', '--warmup', '100ms', '-e', `URL=${server.url}`, script.path];
  const { code, stderr } = await runSalvo(args);
  assert.equal(code, 0, stderr);
  assert.deepEqual(seen, [undefined, undefined]);
});

test('an arrival rate keeps its timetable and its VUs: what the warm-up has made is used', async () => {
  await using server = await countingServer((_request, response) => setTimeout(() => response.end('x'), 50));
  await using script = await tempScript(`
    import http from 'k6/http';
    export const options = { scenarios: { open: {
      executor: 'constant-arrival-rate', rate: 100, timeUnit: '1s', duration: '1s', preAllocatedVUs: 1, maxVUs: 40,
    } } };
    export default function () { http.get(__ENV.URL + '/'); }
  `);
  const args = ['run', '--warmup', '1s', '--workers', '2', '-e', `URL=${server.url}`, script.path];
  const { code, stdout, stderr } = await runSalvo(args);
  assert.equal(code, 0, stderr);
  const dropped = /dropped_iterations\.*: (\d+)/.exec(stdout)?.[1] ?? '0';
  assert.equal(counterIn(stdout, 'iterations') + Number(dropped), 100);
  assert.equal(counterIn(stdout, 'http_reqs'), counterIn(stdout, 'iterations'));
  assert.ok(server.requests > counterIn(stdout, 'http_reqs'));
  assert.ok(server.connections <= 40, `${server.connections} connections`);
});

test('Ctrl-C in the warm-up ends the run with a summary of nothing, and teardown runs', async () => {
  await using server = await countingServer();
  await using script = await tempScript(COUNTED);
  const args = ['-u', '2', '-d', '30s', '--warmup', '30s', '-e', `URL=${server.url}`];
  const begun = server.untilRequests(20);
  const cli = startSalvo(['run', ...args, script.path]);
  await begun;
  await cli.until(/warming up \(/);
  cli.kill('SIGINT');
  const { code, stdout } = await cli.done;
  assert.equal(code, 105);
  assert.deepEqual(runningLine(stdout), { complete: 0, interrupted: 0 });
  assert.equal(counterIn(stdout, 'http_reqs'), 2);
  assert.equal(server.byPath.get('GET /teardown'), 1);
});
