// Before its first VU a worker exchanges requests with itself, so that the first request of a test is like the others.
// How much that brings is no matter for a test; that it happens, and that nothing of it is seen, is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Logger } from '../../src/base/log.js';
import type { ThreadContext } from '../../src/k6/context.js';
import { builtinMetrics } from '../../src/metrics/builtin.js';
import { Recorder } from '../../src/metrics/recorder.js';
import { exchangeWithItself } from '../../src/vu/own-exchange.js';
import { resolveFrom } from '../helpers/options.js';
import { runScript } from '../helpers/script-run.js';
import { countingServer } from '../helpers/servers.js';

for (const script of [
  {},
  { httpDebug: 'full', blacklistIPs: ['127.0.0.0/8'], blockHostnames: ['*'], hosts: { '127.0.0.1': '127.0.0.2:1' } },
  { rps: 1, noConnectionReuse: true, discardResponseBodies: true, throw: true },
])
  test(`the exchanges succeed and leave nothing behind: ${JSON.stringify(script)}`, async () => {
    const said: unknown[] = [];
    const metrics = new Recorder({
      plan: { submetrics: [], breakdowns: [], seriesLimit: 100, systemTags: ['url'], runTags: {} },
      announce: (message) => said.push(message),
    });
    const builtin = builtinMetrics(metrics);
    const made = said.length;
    const thread = {
      options: resolveFrom({ script }).options,
      metrics,
      builtin,
      log: new Logger(
        (record) => said.push(record),
        () => 0,
        'debug',
      ),
      throttle: () => said.push('throttled'),
      test: { options: script },
    } as unknown as ThreadContext;
    assert.equal(await exchangeWithItself(thread, ['k6', 'k6/http']), 6);
    assert.equal(said.length, made);
  });

test('a test counts its own requests only', async () => {
  await using server = await countingServer();
  const { code, points, stderr } = await runScript(
    `
    import http from 'k6/http';
    export const options = { rps: 100, noConnectionReuse: true };
    export default function () { http.get(__ENV.URL); }
  `,
    ['-e', `URL=${server.url}`],
  );
  assert.equal(code, 0, stderr);
  assert.equal(server.requests, 1);
  for (const metric of ['http_reqs', 'iterations', 'data_sent', 'http_req_connecting'])
    assert.equal(points(metric).length, 1, metric);
  assert.equal(points('checks').length, 0);
});
