// Ends that come from outside or by force: signals, endless loops, scripts that eat the thread.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn, runningLine } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

test('Ctrl-C interrupts what runs, then teardown and summary follow, and the exit code is 105', async () => {
  await using server = await countingServer((request, response) => {
    if (request.url === '/teardown') response.end('ok');
  });
  await using script = await tempScript(`
    import http from 'k6/http';
    export const options = { vus: 4, duration: '1m' };
    export default function () {
      try { http.get(__ENV.URL + '/never-answers'); } finally { http.get(__ENV.URL + '/finally'); }
    }
    export function teardown() { http.get(__ENV.URL + '/teardown'); }
  `);
  const cli = startSalvo(['run', '--workers', '2', '-e', `URL=${server.url}`, script.path]);
  await server.untilRequests(4);
  cli.kill('SIGTERM');
  const { code, stdout } = await cli.done;
  assert.equal(code, 105);
  assert.deepEqual(runningLine(stdout), { complete: 0, interrupted: 4 });
  assert.equal(server.byPath.get('GET /teardown'), 1);
  assert.equal(server.byPath.get('GET /finally'), undefined);
  // Only teardown's own request was measured: an interrupted one leaves no sample.
  assert.equal(counterIn(stdout, 'http_reqs'), 1);
  assert.match(stdout, /4 requests were in flight when iterations were interrupted/);
});

test('a second Ctrl-C ends everything at once', async () => {
  await using server = await countingServer(() => {});
  await using script = await tempScript(`
    import http from 'k6/http';
    export default function () { http.get(__ENV.URL + '/a'); }
    export function teardown() { http.get(__ENV.URL + '/teardown-never-answers'); }
  `);
  const cli = startSalvo(['run', '-e', `URL=${server.url}`, script.path]);
  await server.untilRequests(1);
  cli.kill('SIGINT');
  await server.untilRequests(2);
  cli.kill('SIGINT');
  const { code, stdout } = await cli.done;
  assert.equal(code, 105);
  assert.doesNotMatch(stdout, /TOTAL RESULTS/);
});

test('an iteration that loops for ever ends with the graceful stop, and the rest is still summarised', async () => {
  await using script = await tempScript(`
    import { sleep } from 'k6';
    export const options = { scenarios: {
      good: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' },
      bad: { executor: 'per-vu-iterations', vus: 1, maxDuration: '1s', gracefulStop: '0s', exec: 'loop' },
    } };
    export default function () { sleep(0.1); }
    export function loop() { for (;;) {} }
  `);
  const { code, stdout, stderr } = await runSalvo(['run', '--workers', '2', script.path], { limitMs: 20_000 });
  assert.equal(code, 0, stderr);
  assert.match(stderr, /never gives its thread back/);
  assert.ok(counterIn(stdout, 'iterations') >= 5);
  assert.ok(runningLine(stdout).interrupted >= 1);
});

test('Ctrl-C ends endless loops in init code and in iterations', async () => {
  await using init = await tempScript('console.log("init-now"); for (;;) {}\nexport default function () {}');
  const inInit = await runSalvo(['run', init.path], {
    signals: [{ signal: 'SIGINT', whenOutput: /init-now/ }],
    limitMs: 20_000,
  });
  assert.equal(inInit.code, 105);
  await using iteration = await tempScript('export default function () { console.log("looping-now"); for (;;) {} }');
  const inVu = await runSalvo(['run', iteration.path], {
    signals: [{ signal: 'SIGINT', whenOutput: /looping-now/ }],
    limitMs: 20_000,
  });
  assert.equal(inVu.code, 105);
  assert.equal(runningLine(inVu.stdout).interrupted, 1);
});

test('deep recursion is an exception of that iteration; the run goes on', async () => {
  await using script = await tempScript(`
    export const options = { iterations: 2 };
    function down(n) { return down(n + 1) + 1; }
    export default function () { down(0); }
  `);
  const { code, stdout, stderr } = await runSalvo(['run', script.path]);
  assert.equal(code, 0);
  assert.match(stderr, /RangeError/);
  assert.equal(counterIn(stdout, 'iterations'), 2);
});

test('a flood of promises ends with the run', async () => {
  await using script = await tempScript(`
    export const options = { scenarios: { s: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' } } };
    export default async function () { for (;;) await Promise.resolve(); }
  `);
  const { code, stdout } = await runSalvo(['run', script.path], { limitMs: 20_000 });
  assert.equal(code, 0);
  assert.equal(runningLine(stdout).interrupted, 1);
});

test('Ctrl-C ends a script whose VUs, not its first instance, loop in init code', async () => {
  await using script = await tempScript(`
    if (__VU > 0) { console.log('stuck-now'); for (;;) {} }
    export default function () {}
    export function handleSummary() { return { stdout: 'own summary' }; }
  `);
  const { code, stdout } = await runSalvo(['run', '-u', '2', script.path], {
    signals: [{ signal: 'SIGINT', whenOutput: /stuck-now/ }],
    limitMs: 20_000,
  });
  assert.equal(code, 105);
  assert.match(stdout, /own summary/);
});

test('Ctrl-C does not wait for VUs that are slow to make', async () => {
  const HOURS = 3600;
  for (const [how, wait] of [
    ['sleeps', `sleep(${HOURS})`],
    ['awaits', `await new Promise((resolve) => setTimeout(resolve, ${HOURS * 1000}))`],
  ]) {
    await using script = await tempScript(`
      import { sleep } from 'k6';
      if (__VU > 0) { console.log('slow-now'); ${wait}; }
      export default function () { console.log('iteration'); }
      export function teardown() { console.log('teardown'); }
      export function handleSummary() { return { stdout: 'own summary' }; }
    `);
    const { code, stdout, stderr } = await runSalvo(['run', '-u', '3', script.path], {
      signals: [{ signal: 'SIGINT', whenOutput: /slow-now/ }],
    });
    assert.equal(code, 105, how);
    assert.match(stdout, /own summary/, how);
    assert.doesNotMatch(stderr, /iteration|teardown/, how);
  }
});

test('log lines that the terminal cannot take in time are dropped, counted and said', async () => {
  await using script = await tempScript(`
    export default function () { for (let i = 0; i < 100000; i++) console.log(i); }
  `);
  const { code, stdout, stderr } = await runSalvo(['run', script.path]);
  assert.equal(code, 0);
  const dropped = Number(/dropped (\d+) log lines/.exec(stdout)?.[1] ?? 0);
  assert.equal(stderr.match(/source=console/g)?.length, 100_000 - dropped);
});
