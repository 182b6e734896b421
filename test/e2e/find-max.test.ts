// The search through the command. What a rate does on a busy machine is not foreseen; that the objectives decide is.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RateStep } from '../../src/report/find-max/table.js';
import { runSalvo } from '../helpers/cli.js';
import { ownText } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder, tempScript } from '../helpers/temp.js';

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
  return { ...result, found: JSON.parse(text) as { maxRate?: number; steps: RateStep[] } };
}

test('doubles while the objectives hold, and every request of every step is counted', async () => {
  await using server = await countingServer();
  const flags = ['--slo', 'http_req_failed<1%,p(95)<1m', '--start-rate', '5', '--max-rate', '10', '--warmup', '0s'];
  const { code, found, stdout, stderr } = await findMax(server.url, ...flags);
  assert.equal(
    found.steps.reduce((sum, { round }) => sum + round.requests, 0),
    server.requests,
  );
  // Where others hold the processor even these rates may not be reached; what follows a step still follows.
  const held = found.steps.filter(({ result }) => result === 'held').map(({ rate }) => rate);
  assert.equal(code === 0, held.length > 0, stderr + stdout);
  assert.equal(found.maxRate, held.length > 0 ? Math.max(...held) : undefined);
  const [first, second] = found.steps;
  assert.equal(first!.rate, 5);
  if (first!.result === 'held') assert.equal(second!.rate, 10);
  if (second?.result === 'held') assert.equal(found.steps.length, 2);
  if (held.length > 0) assert.match(stdout, new RegExp(`${found.maxRate} iterations a second is the highest rate`));
});

test('objectives that never hold: no rate, and the exit code of crossed thresholds', async () => {
  await using server = await countingServer((_request, response) => response.writeHead(500).end());
  // Its objectives are judged, whatever is said of the script's.
  const flags = ['--slo', 'http_req_failed<1%', '--start-rate', '3', '--no-thresholds'];
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

test('objectives without a value, and log lines between what is tried and what came of it', async () => {
  await using server = await countingServer();
  await using script = await tempScript(`
    import http from 'k6/http';
    export function setup() { console.log('a line of the log'); }
    export default function () { http.get('${server.url}'); }
  `);
  const flags = ['--step', '1s', '--warmup', '0s', '--start-rate', '5', '--max-rate', '5'];
  const slo = 'checks>99%,http_req_duration{name:misspelt}:p(95)<1,dropped_iterations:count<1,p(95)<1m';
  const { stdout, stderr } = await runSalvo(['find-max', script.path, ...flags, '--slo', slo]);
  assert.deepEqual(
    [...stdout.matchAll(/Nothing was measured for (.*), so/g)].map(([, metric]) => metric),
    ['checks', 'http_req_duration{name:misspelt}'],
  );
  assert.match(stderr, /^step 1: 5\/s\n.*a line of the log.*\nstep 1: 5\/s \w+/);
});

test('a run that fails ends the search, and the steps before it are told', async () => {
  let asked = 0;
  await using server = await countingServer((_request, response) => response.end(String(++asked)));
  await using script = await tempScript(`
    import http from 'k6/http';
    export function setup() {
      if (Number(http.get('${server.url}').body) > 1) throw new Error('not twice');
    }
    export default function () {}
  `);
  const flags = ['--step', '1s', '--warmup', '0s', '--start-rate', '5', '--slo', 'iterations:count>0'];
  const { code, stdout, stderr } = await runSalvo(['find-max', script.path, ...flags]);
  assert.equal(code, 107, stderr);
  assert.match(stderr, /not twice/);
  assert.match(stdout, /The search was cut short: 5 iterations a second held/);
});

for (const [args, code, says] of [
  [['x.js', '--slo', ''], 104, /^E_BAD_SLO: --slo is no objective: it is empty/],
  [['x.js', '--slo', 'p(95)'], 104, /is no objective/],
  [['x.js', '--precision', '0'], 104, /--precision must be above 0/],
  [['x.js', '--vus', '3'], 255, /--vus/],
  [['x.js', '--summary-json', 'x.json'], 255, /unknown flag: --summary-json/],
] as const)
  test(`find-max ${args.join(' ')}: exit code ${code}`, async () => {
    const result = await runSalvo(['find-max', ...args]);
    assert.equal(result.code, code, result.stderr);
    assert.match(ownText(result.stderr), says);
  });
