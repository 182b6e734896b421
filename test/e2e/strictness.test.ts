// What passes in k6 and can be made to fail: exceptions of iterations, and thresholds over samples that never came.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

async function ends(script: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  await using folder = await tempFolder({ 'script.js': script });
  return await runSalvo(['run', '-q', ...args, 'script.js'], { cwd: folder.path, env });
}

const options = (more: string): string =>
  `export const options = { scenarios: { all: { executor: 'per-vu-iterations', vus: 3, iterations: 2 } }, ${more} };`;

test('--fail-on-exception: any exception of an iteration ends the run with 107, and is counted', async () => {
  const script = `import { fail } from 'k6'; import exec from 'k6/execution'; ${options('')}
    export default async () => { if (exec.vu.idInTest === 1) fail('no'); if (exec.vu.idInTest === 2) { await null; throw new Error('x'); } };`;
  assert.equal((await ends(script)).code, 0);
  const { code, stderr } = await ends(script, ['--fail-on-exception']);
  assert.equal(code, 107);
  assert.match(stderr, /E_EXCEPTIONS: the script threw 4 exceptions/);
  assert.equal((await ends(script, [], { SALVO_FAIL_ON_EXCEPTION: 'true' })).code, 107);
});

test('--fail-on-exception: interrupted iterations and errors that the script catches are none', async () => {
  const script = `import { sleep } from 'k6';
    export const options = { scenarios: { all: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s' } } };
    export default () => { try { throw new Error('caught'); } catch {} sleep(60); };`;
  assert.equal((await ends(script, ['--fail-on-exception'])).code, 0);
});

test('a crossed threshold is the stronger reason', async () => {
  const script = `${options("thresholds: { iterations: ['count>100'] }")} export default () => { throw new Error('x'); };`;
  assert.equal((await ends(script, ['--fail-on-exception'])).code, 99);
});

const EMPTY = `import http from 'k6/http'; import { Trend, Rate, Gauge, Counter } from 'k6/metrics';
  const metrics = [new Trend('never'), new Rate('nor'), new Gauge('neither'), new Counter('raised')];
  ${options("thresholds: { never: ['p(95)<5'], nor: ['rate<=1'], 'iteration_duration{scenario:typo}': ['avg<1000'], raised: ['count<1'] }")}
  export default () => {};`;

test('--fail-on-empty-threshold: rates, trends and parts without samples have failed, a counter is 0', async () => {
  assert.equal((await ends(EMPTY)).code, 0);
  const { code, stdout, stderr } = await ends(EMPTY, ['--fail-on-empty-threshold', '--junit=-']);
  assert.equal(code, 99);
  assert.match(stderr, /thresholds on metrics '(never|nor|iteration_duration\{scenario:typo\}|, )+' have been crossed/);
  assert.match(stdout, /✗ 'p\(95\)<5' no samples/);
  assert.match(stdout, /✗ 'rate<=1' no samples/);
  assert.match(stdout, /✗ 'avg<1000' no samples/);
  assert.match(stdout, /✓ 'count<1' count=0/);
  assert.match(stdout, /<testsuites [^>]*failures="3"/);
});

test('--fail-on-empty-threshold: what was measured is judged as ever', async () => {
  const script = `${options("thresholds: { iteration_duration: ['avg<60000'], iterations: ['count==6'] }")} export default () => {};`;
  assert.equal((await ends(script, ['--fail-on-empty-threshold'])).code, 0);
});
