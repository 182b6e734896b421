// The first duty: what the tool counted is what the server counted, for any number of workers, cut short or not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn, runningLine } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

const GET_ONCE = `
  import http from 'k6/http';
  import { check } from 'k6';
  export default function () {
    const res = http.get(__ENV.URL + '/');
    check(res, { 'status is 200': (r) => r.status === 200 });
  }
`;

for (const workers of [1, 2, 3, 5]) {
  test(`7 VUs share 2,003 iterations on ${workers} workers, each exactly once`, async () => {
    await using server = await countingServer();
    await using script = await tempScript(GET_ONCE);
    const args = ['run', '-u', '7', '-i', '2003', '--workers', String(workers), '-e', `URL=${server.url}`];
    const { code, stdout, stderr } = await runSalvo([...args, script.path]);
    assert.equal(code, 0, stderr);
    assert.equal(server.requests, 2003);
    assert.equal(counterIn(stdout, 'http_reqs'), 2003);
    assert.equal(counterIn(stdout, 'iterations'), 2003);
    assert.match(stdout, /checks_succeeded\.*: 100\.00% 2003 out of 2003/);
  });

  test(`a run on ${workers} workers that Ctrl-C cuts short accounts for every answered request`, async () => {
    await using server = await countingServer();
    await using script = await tempScript(GET_ONCE);
    const args = ['run', '-u', '7', '-d', '1m', '--workers', String(workers), '-e', `URL=${server.url}`];
    const stopping = server.untilRequests(500);
    const cli = startSalvo([...args, script.path]);
    await stopping;
    cli.kill('SIGINT');
    const { code, stdout } = await cli.done;
    assert.equal(code, 105);
    const { complete, interrupted } = runningLine(stdout);
    assert.equal(counterIn(stdout, 'http_reqs'), complete);
    // An interrupted iteration's request may have reached the server or not; nothing else may differ.
    assert.ok(interrupted <= 7, `${interrupted} interrupted`);
    assert.ok(server.requests >= complete && server.requests <= complete + interrupted, `${server.requests} requests`);
  });
}

test('what was counted does not depend on how a VU finds its function', async () => {
  await using server = await countingServer();
  await using script = await tempScript(`
      import http from 'k6/http';
      import { group, sleep } from 'k6';
      export const options = { scenarios: {
        a: { executor: 'per-vu-iterations', vus: 3, iterations: 5, exec: 'one' },
        b: { executor: 'shared-iterations', vus: 2, iterations: 7, exec: 'two' },
      } };
      export function one() { [1, 2].forEach(() => http.get(__ENV.URL + '/one')); }
      export function two() { group('g', () => { sleep(0.001); http.post(__ENV.URL + '/two', 'x'); }); }
    `);
  const { code, stdout, stderr } = await runSalvo(['run', '-e', `URL=${server.url}`, '--workers', '2', script.path]);
  assert.equal(code, 0, stderr);
  assert.equal(server.byPath.get('GET /one'), 30);
  assert.equal(server.byPath.get('POST /two'), 7);
  assert.equal(counterIn(stdout, 'http_reqs'), 37);
  assert.equal(counterIn(stdout, 'iterations'), 22);
});
