// A thread that is gone: named, what was measured is kept, the exit code says so, nothing hangs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

const GET_ONCE = `
  import http from 'k6/http';
  export const options = { vus: 4, duration: '1m' };
  export default function () { http.get(__ENV.URL); }
`;

test('a worker that is terminated in the middle of a run is reported by name and its numbers are kept', async () => {
  await using server = await countingServer();
  await using script = await tempScript(GET_ONCE);
  const cli = startSalvo(['run', '--workers', '2', '-e', `URL=${server.url}`, script.path], {
    env: { SALVO_TEST_TERMINATE_WORKER: '1' },
  });
  await server.untilRequests(200);
  cli.kill('SIGUSR2');
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 109);
  assert.match(stderr, /worker 1 died: it was terminated/);
  const counted = counterIn(stdout, 'http_reqs');
  // Four VUs had at most one request each under way.
  assert.ok(counted >= server.requests - 4 && counted <= server.requests, `${counted} of ${server.requests}`);
});

test('a worker whose heap is full is reported, and the run ends with what the others measured', async () => {
  await using script = await tempScript(`
    import { sleep } from 'k6';
    const kept = [];
    export const options = { vus: 2, duration: '1m' };
    export default function () {
      if (__VU === 2) for (;;) kept.push(new Array(1000).fill(__ITER).map((x) => ({ x })));
      sleep(0.01);
    }
  `);
  const { code, stdout, stderr } = await runSalvo(['run', '--workers', '2', '--worker-heap-mb', '64', script.path]);
  assert.equal(code, 109);
  assert.match(stderr, /worker 1 died: its heap is full/);
  assert.ok(counterIn(stdout, 'iterations') > 0);
});
