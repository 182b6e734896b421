// The search through the command. What a rate does on a busy machine is not foreseen; that the objectives decide is.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Step } from '../../src/report/find-max/table.js';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

const SCRIPT = `
  import http from 'k6/http';
  export const options = { vus: 3, duration: '1h', thresholds: { iterations: ['count>1e9'] } };
  export function load() { http.get(__ENV.URL); }
`;

async function findMax(url: string, ...flags: string[]) {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const args = ['find-max', 'script.js', '--exec', 'load', '--step', '1s', '--json', 'out.json', '-e', `URL=${url}`];
  const result = await runSalvo([...args, ...flags], { cwd: folder.path });
  const text = await readFile(join(folder.path, 'out.json'), 'utf8');
  return { ...result, found: JSON.parse(text) as { maxRate?: number; steps: Step[] } };
}

test('doubles while the objectives hold, and every request of every step is counted', async () => {
  await using server = await countingServer();
  const flags = ['--slo', 'http_req_failed<1%,p(95)<1m', '--start-rate', '5', '--max-rate', '10', '--warmup', '0s'];
  const { code, found, stdout, stderr } = await findMax(server.url, ...flags);
  assert.equal(code, 0, stderr + stdout);
  assert.equal(found.maxRate, 10);
  assert.deepEqual(
    found.steps.map(({ rate, result }) => `${rate} ${result}`),
    ['5 held', '10 held'],
  );
  assert.equal(
    found.steps.reduce((sum, { round }) => sum + round.requests, 0),
    server.requests,
  );
  assert.match(stdout, /10 iterations a second is the highest rate/);
});

test('objectives that never hold: no rate, and the exit code of crossed thresholds', async () => {
  await using server = await countingServer((_request, response) => response.writeHead(500).end());
  const flags = ['--slo', 'http_req_failed<1%', '--start-rate', '3'];
  const { code, found, stdout } = await findMax(server.url, ...flags);
  assert.equal(code, 99);
  // Every step is warmed up, and that does not count.
  assert.ok(server.requests > found.steps.reduce((sum, { round }) => sum + round.requests, 0));
  assert.equal(found.maxRate, undefined);
  assert.deepEqual(
    found.steps.map(({ rate, result }) => `${rate} ${result}`),
    ['3 objective', '1 objective'],
  );
  assert.match(stdout, /No rate held http_req_failed<1%\./);
});

for (const [args, code, says] of [
  [['x.js', '--slo', 'p(95)'], 104, /is no objective/],
  [['x.js', '--precision', '0'], 104, /--precision must be above 0/],
  [['x.js', '--vus', '3'], 255, /--vus/],
] as const)
  test(`find-max ${args.join(' ')}: exit code ${code}`, async () => {
    const result = await runSalvo(['find-max', ...args]);
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, says);
  });
