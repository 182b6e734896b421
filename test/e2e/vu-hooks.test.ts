// vuSetup() and vuTeardown(): once per VU, before its first iteration and after its last one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';
import { runScript } from '../helpers/script-run.js';
import { countingServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

test('each VU logs in once and out once, whatever it does in between, on all workers', async () => {
  await using server = await countingServer();
  await using script = await tempScript(`
    import http from 'k6/http';
    import { sleep } from 'k6';
    export const options = { vus: 5, iterations: 40 };
    let session;
    export const setup = () => ({ user: 'ada' });
    export function vuSetup(data) {
      http.get(__ENV.URL + '/login');
      sleep(0.01);
      if (session !== undefined) throw new Error('twice');
      session = data.user + __VU;
    }
    export default function () {
      if (session !== 'ada' + __VU) throw new Error('no session');
      http.get(__ENV.URL + '/work');
    }
    export async function vuTeardown(data) {
      if (data.user !== 'ada') throw new Error('no data');
      const { status } = await http.asyncRequest('GET', __ENV.URL + '/logout/' + session);
      if (status === 200) session = undefined;
    }
  `);
  const { code, stdout, stderr } = await runSalvo(['run', '--workers=2', '-e', `URL=${server.url}`, script.path]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr.includes('level=error'), false, stderr);
  // Shared iterations: a VU that others leave nothing to does not begin, and has nothing to take back.
  const logins = server.byPath.get('GET /login')!;
  assert.ok(logins >= 1 && logins <= 5);
  const logouts = [...server.byPath].filter(([path]) => path.startsWith('GET /logout/ada'));
  assert.deepEqual([logouts.length, logouts.every(([, count]) => count === 1)], [logins, true]);
  assert.equal(server.byPath.get('GET /work'), 40);
  assert.equal(counterIn(stdout, 'iterations'), 40);
  assert.equal(counterIn(stdout, 'http_reqs'), server.requests);
});

test('a vuTeardown that throws counts, also when the VU has begun in a warm-up', async () => {
  await using script = await tempScript(`
    import { sleep } from 'k6';
    export const options = { vus: 2, duration: '1s' };
    export default function () { sleep(0.01); }
    export function vuTeardown() { throw new Error('not out'); }
  `);
  const args = ['run', '--workers=2', '--warmup=300ms', '--fail-on-exception', script.path];
  const { code, stdout, stderr } = await runSalvo(args);
  assert.equal(counterIn(stdout, 'vu_hook_errors'), 2);
  assert.match(stderr, /the script threw 2 exceptions/);
  assert.equal(code, 107);
});

test('hooks of a scenario run in it once, those of the script around them; their samples say where they come from', async () => {
  const { code, said, points } = await runScript(`
    import exec from 'k6/execution';
    import { Counter } from 'k6/metrics';
    const marks = new Counter('marks');
    const tell = (what) => {
      marks.add(1);
      console.log([what, exec.scenario.name, __ENV.WHO, exec.vu.idInTest].join());
    };
    const once = { executor: 'per-vu-iterations', vus: 1, maxDuration: '1s', gracefulStop: '0s' };
    export const options = { scenarios: {
      one: { ...once, iterations: 2, vuSetup: 'begin', vuTeardown: 'end', env: { WHO: 'first' } },
      two: { ...once, iterations: 1, startTime: '1500ms', vuTeardown: 'end', env: { WHO: 'second' } },
    } };
    export const vuSetup = () => tell('vuSetup');
    export const vuTeardown = () => tell('vuTeardown');
    export const begin = () => tell('begin');
    export const end = () => tell('end');
    export default () => tell('iteration');
    export const teardown = () => console.log('teardown');
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'vuSetup,one,first,1',
    'begin,one,first,1',
    'iteration,one,first,1',
    'iteration,one,first,1',
    'iteration,two,second,1',
    'end,two,second,1',
    'end,one,first,1',
    'vuTeardown,one,first,1',
    'teardown',
  ]);
  const groups = points('marks').map(({ tags }) => tags.group);
  assert.deepEqual(groups, ['::vuSetup', '::vuSetup', '', '', '', ...Array(3).fill('::vuTeardown')]);
  assert.equal(points('iterations').length, 3);
  assert.equal(points('iteration_duration').length, 3);
});

test('a hook that throws is said and counted, and the VU goes on', async () => {
  const { code, stdout, log, points } = await runScript(`
    export const options = {
      scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: 2 } },
      thresholds: { vu_hook_errors: ['count<4'] },
    };
    export function vuSetup() { throw new Error('no login'); }
    export default function () {}
    export async function vuTeardown() { await null; throw new Error('no logout'); }
  `);
  assert.equal(code, 99);
  assert.equal(counterIn(stdout, 'iterations'), 4);
  const hooks = (log as readonly { msg: string; hook?: string }[]).filter(({ hook }) => hook !== undefined);
  assert.deepEqual(
    hooks.map(({ msg, hook }) => `${hook}: ${msg.split('\n')[0]}`),
    [
      ...Array(2).fill('vuSetup: Error: no login'),
      ...Array(2).fill('vuTeardown: Uncaught (in promise) Error: no logout'),
    ],
  );
  assert.equal(points('vu_hook_errors').length, 4);
});

test('the end of the scenario interrupts vuSetup(), and vuTeardown() runs all the same', async () => {
  const { code, said, stdout, points } = await runScript(`
    import { sleep } from 'k6';
    export const options = { scenarios: { s: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s' } } };
    export function vuSetup() { try { sleep(600); } finally { console.log('finally'); } }
    export default function () { console.log('iteration'); }
    export function vuTeardown() { console.log('vuTeardown'); }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['vuTeardown', 'vuTeardown']);
  assert.equal(points('iterations').length, 0);
  assert.match(stdout, /vus_max/);
});

test('vuTeardown() has the time that teardown() has', async () => {
  const { code, said, log, points } = await runScript(`
    import { sleep } from 'k6';
    export const options = { teardownTimeout: '300ms', scenarios: { s: { executor: 'per-vu-iterations', vus: 3 } } };
    export default function () {}
    export function vuTeardown() { if (__VU > 1) sleep(600); console.log('done ' + __VU); }
    export function teardown() { console.log('teardown'); }
  `);
  assert.equal(code, 0);
  assert.deepEqual(said, ['done 1', 'teardown']);
  assert.ok(log.some(({ msg }) => msg === '2 VUs were interrupted in vuTeardown(): it took longer than 0.3 s'));
  assert.deepEqual(
    points('vu_hook_errors').map(({ value }) => value),
    [2],
  );
});

test('Ctrl-C ends the iterations, and vuTeardown() still runs', { skip: process.platform === 'win32' }, async () => {
  await using script = await tempScript(`
    import { sleep } from 'k6';
    export const options = { vus: 2, duration: '10m' };
    export default function () { console.log('working'); sleep(600); }
    export function vuTeardown() { sleep(0.01); console.log('logged out'); }
  `);
  const run = startSalvo(['run', '--workers=2', script.path]);
  await run.until(/working[\s\S]*working/);
  run.kill('SIGINT');
  const { code, stderr } = await run.done;
  assert.equal(code, 105);
  assert.equal(stderr.match(/logged out/g)?.length, 2, stderr);
});

test('a hook must be a function that the script exports', async () => {
  await using wrong = await tempScript('export const vuSetup = 1; export default function () {}');
  const value = await runSalvo(['run', wrong.path]);
  assert.notEqual(value.code, 0);
  assert.match(value.stderr, /vuSetup/);
  await using unknown = await tempScript(`
    export const options = { scenarios: { s: { executor: 'shared-iterations', vuTeardown: 'leave' } } };
    export default function () {}`);
  const name = await runSalvo(['run', unknown.path]);
  assert.equal(name.code, 104);
  assert.match(name.stderr, /scenarios\.s\.vuTeardown: leave is not a function that the script exports/);
});
