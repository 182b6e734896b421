// Latencies as if every request had been sent when it was due, beside those that k6 knows.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

interface TrendData {
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

async function trendsOf(script: string, args: readonly string[], url: string): Promise<Record<string, TrendData>> {
  await using files = await tempFolder({ 'script.js': script });
  const out = `${files.path}/out.json`;
  const stats = ['--summary-trend-stats', 'count,min,max', '--summary-export', out];
  const { code, stderr } = await runSalvo(['run', ...args, ...stats, '-e', `URL=${url}`, `${files.path}/script.js`]);
  assert.equal(code, 0, stderr);
  return JSON.parse(await readFile(out, 'utf8')).metrics;
}

const GET = `
  import http from 'k6/http';
  export function setup() { http.get(__ENV.URL + '/setup'); }
  export default function () { http.get(__ENV.URL + '/'); }
`;

test('open model: what an iteration began late by is part of its requests', async () => {
  await using server = await countingServer();
  // The first iteration holds up the thread for 400 ms, so those due meanwhile begin up to as much late.
  const script = `
    import http from 'k6/http';
    import exec from 'k6/execution';
    export const options = { scenarios: { open: {
      executor: 'constant-arrival-rate', rate: 50, timeUnit: '1s', duration: '1s', preAllocatedVUs: 60,
    } } };
    export function setup() { http.get(__ENV.URL + '/setup'); }
    export default function () {
      if (exec.scenario.iterationInTest === 0) { const until = Date.now() + 400; while (Date.now() < until); }
      http.get(__ENV.URL + '/');
    }
  `;
  const {
    http_req_duration: plain,
    http_req_duration_corrected: corrected,
    iteration_lag: lag,
  } = await trendsOf(script, ['--workers', '1'], server.url);
  assert.equal(corrected!.count, 50);
  assert.equal(plain!.count, 51);
  assert.ok(lag!.max >= 300, `lag of ${lag!.max} ms`);
  assert.ok(corrected!.max >= lag!.max, `${corrected!.max} ms is less than the lag of ${lag!.max} ms`);
  assert.ok(corrected!.min > 0);
});

test('closed model: a long wait stands for the requests that were not sent, when it is known how often they should be', async () => {
  await using server = await countingServer((_request, response) => setTimeout(() => response.end('x'), 500));
  const args = ['-u', '1', '-i', '2', '--workers', '1', '--expected-interval', '100ms'];
  const { http_req_duration: plain, http_req_duration_corrected: corrected } = await trendsOf(GET, args, server.url);
  assert.equal(plain!.count, 3);
  // Each of 500 ms and a bit: itself, and what is left of it in steps of 100 ms down to 100 ms; slow machines add steps.
  assert.ok(corrected!.count >= 2 * 5, `${corrected!.count} values`);
  assert.ok(corrected!.min >= 100 && corrected!.min < 200, `the smallest is ${corrected!.min} ms`);
  assert.ok(corrected!.max >= 500);
});

test('closed model: without an expected interval nothing is corrected', async () => {
  await using server = await countingServer();
  const metrics = await trendsOf(GET, ['-u', '1', '-i', '2'], server.url);
  assert.equal(metrics.http_req_duration_corrected, undefined);
});
