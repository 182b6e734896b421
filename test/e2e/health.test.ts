// Is it the generator? Extreme cases only, so that the answer does not depend on the machine.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { helloServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

const WAITING = `
  import http from 'k6/http';
  import { sleep } from 'k6';
  export default function () { http.get(__ENV.URL + '/'); sleep(0.05); }
`;
/** Each iteration computes longer than an event loop may be held up. */
const COMPUTING = `
  import { sleep } from 'k6';
  export default function () { const until = Date.now() + 30; while (Date.now() < until); sleep(0.001); }
`;
const openModel = (rate: number): string => `
  export const options = { scenarios: { open: {
    executor: 'constant-arrival-rate', rate: ${rate}, timeUnit: '1s', duration: '1s', preAllocatedVUs: 50, gracefulStop: '1s',
  } } };
`;

const verdict = (stdout: string): string | undefined => /█ GENERATOR \n\n {4}(\w+):/.exec(stdout)?.[1];

for (const [model, script, args] of [
  ['closed', WAITING, ['-u', '20', '-d', '1s']],
  ['open', openModel(30) + WAITING, []],
] as const) {
  test(`a slow server under a ${model} model is not the generator's fault`, async () => {
    await using server = await helloServer(300);
    await using file = await tempScript(script);
    const run = ['run', ...args, '--workers', '2', '--fail-on-saturation', '-e', `URL=${server.url}`, file.path];
    const { code, stdout, stderr } = await runSalvo(run);
    assert.equal(code, 0, stderr);
    assert.equal(verdict(stdout), 'ok', stdout);
  });
}

for (const [model, script, args] of [
  ['closed', COMPUTING, ['-u', '50', '-d', '1s']],
  ['open', openModel(2000) + COMPUTING, []],
] as const) {
  test(`a generator that a ${model} model overloads says so, and fails when it is to`, async () => {
    await using file = await tempScript(script);
    const run = ['run', ...args, '--workers', '2', file.path];
    const lenient = await runSalvo(run);
    assert.equal(lenient.code, 0, lenient.stderr);
    assert.equal(verdict(lenient.stdout), 'saturated', lenient.stdout);
    const strict = await runSalvo([...run, '--fail-on-saturation']);
    assert.equal(strict.code, 255, strict.stderr);
    assert.equal(verdict(strict.stdout), 'saturated', strict.stdout);
    assert.match(strict.stderr, /the generator was saturated: (worker \d|machine busy): /);
  });
}

test('what the generator measures of itself takes part in thresholds and the export, not in the list of metrics', async () => {
  await using file = await tempScript(`
    import { sleep } from 'k6';
    export const options = { vus: 4, duration: '1s', thresholds: {
      generator_utilization: ['max<=1'],
      generator_loop_delay: ['min<1000'],
      generator_sleep_lateness: ['min<1000'],
      generator_memory: ['value>1000000'],
      generator_heap: ['value>100000'],
      generator_cpu: ['max>0'],
    } };
    export default function () { sleep(0.02); }
    export function handleSummary(data) {
      return { [__ENV.OUT]: JSON.stringify(data.metrics), stdout: '' };
    }
  `);
  const out = `${file.path}.out.json`;
  const { code, stderr } = await runSalvo(['run', '-e', `OUT=${out}`, file.path]);
  assert.equal(code, 0, stderr);
  const metrics = JSON.parse(await readFile(out, 'utf8'));
  assert.ok(metrics.generator_utilization.values.max > 0);
  // The sleeps were asked for 20 ms; what is measured is only what came on top.
  assert.ok(metrics.generator_sleep_lateness.values.min < 20);
  assert.equal(metrics.generator_memory.contains, 'data');
});
