// CPU and memory of the processes under test, beside what those say of themselves.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { ProcessUsage, TargetUsage } from '../../src/report/target-usage.js';
import { childServer } from '../helpers/child-server.js';
import { runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

const onLinux = { skip: process.platform !== 'linux' && 'listening processes are found on Linux only' };

const SCRIPT = `
  import http from 'k6/http';
  import { sleep } from 'k6';
  const thresholds = JSON.parse(__ENV.THRESHOLDS || '{}');
  export const options = __ENV.END ? { thresholds } : { vus: 2, thresholds };
  if (__ENV.END) {
    options.scenarios = {
      work: { executor: 'constant-vus', vus: 2, duration: '3s' },
      end: { executor: 'per-vu-iterations', startTime: __ENV.END, exec: 'end' },
    };
  }
  export default function () { http.get(__ENV.URL + (__ENV.REQUEST || '/work')); sleep(0.01); }
  export function end() { http.get(__ENV.URL + '/end'); }
`;

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly target: TargetUsage | undefined;
  readonly lines: readonly { readonly metric: string; readonly data: { readonly value: number } }[];
}

/** A run with this load, its summary and its samples. */
async function watched(url: string, ...flags: readonly string[]): Promise<Outcome> {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const [summary, samples] = [`${folder.path}/summary.json`, `${folder.path}/samples.json`];
  const files = ['--summary-json', summary, '--out', `json=${samples}`];
  const run = await runSalvo(['run', ...files, '-e', `URL=${url}`, ...flags, `${folder.path}/script.js`]);
  const document = JSON.parse(await readFile(summary, 'utf8'));
  const lines = (await readFile(samples, 'utf8')).trim().split('\n');
  return { ...run, target: document.target?.runs[0], lines: lines.map((line) => JSON.parse(line)) };
}

const onlyProcess = ({ target, stdout }: Outcome): ProcessUsage => {
  assert.equal(target?.processes.length, 1, stdout);
  return target!.processes[0]!;
};

test('the CPU of a process is what it measures itself, and its metrics are judged and written', async () => {
  await using server = await childServer();
  const ownMs = async (): Promise<number> => Number(await (await fetch(`${server.url}/cpu`)).text());
  const before = await ownMs();
  const thresholds = JSON.stringify({ target_cpu: ['max>0', 'avg<64'], target_memory: ['max>1000000', 'max<1'] });
  const flags = ['--watch-pid', String(server.pid), '-d', '1500ms', '-e', `THRESHOLDS=${thresholds}`];
  const run = await watched(server.url, ...flags);
  const usedMs = (await ownMs()) - before;
  assert.equal(run.code, 99, run.stderr);
  assert.match(run.stdout, /✓ 'max>0' max=0\.\d+/);
  assert.match(run.stdout, /✗ 'max<1' max=\d+ MB/);
  const { pid, name, port, processCount, ended, cpuCores, memoryBytes, watchedMs } = onlyProcess(run);
  assert.deepEqual([pid, name, port, processCount, ended], [server.pid, 'node server.js', undefined, 1, false]);
  // Told in steps of 10 ms; what is used before and after the scenarios is not counted.
  const countedMs = cpuCores!.average * watchedMs;
  assert.ok(countedMs <= usedMs + 20, `${countedMs} of ${usedMs} ms`);
  assert.ok(countedMs >= usedMs * 0.5 - 20, `${countedMs} of ${usedMs} ms`);
  assert.ok(watchedMs >= 1400, `${watchedMs}`);
  assert.ok(memoryBytes!.average > 10e6 && memoryBytes!.max >= memoryBytes!.average);
  assert.match(
    run.stdout,
    new RegExp(`█ TARGET \n\n {4}node server\\.js \\(pid ${pid}\\): 0\\.\\d\\d of \\d+ cores, `),
  );
  assert.doesNotMatch(run.stdout, /target_memory\.{3}/);
  for (const metric of ['target_cpu', 'target_memory']) {
    const points = run.lines.filter((line) => line.metric === metric && 'value' in line.data);
    assert.ok(points.length >= 1 && points.every(({ data }) => data.value > 0), metric);
  }
});

test('auto finds who listens, with the children that do the work', onLinux, async () => {
  await using server = await childServer('cluster');
  const run = await watched(server.url, '--watch-pid', 'auto', '-d', '1500ms');
  assert.equal(run.code, 0, run.stderr);
  const { pid, port, processCount, cpuCores } = onlyProcess(run);
  assert.deepEqual([pid, port, processCount], [server.pid, server.port, 3]);
  // The parent only hands connections out.
  assert.ok(cpuCores!.average > 0.05, `${cpuCores!.average} cores`);
});

test('a process that is named is not found a second time', onLinux, async () => {
  await using server = await childServer();
  const run = await watched(
    server.url,
    '--watch-pid',
    `auto,${server.pid}`,
    '--watch-pid',
    String(server.pid),
    '-d',
    '1s',
  );
  assert.equal(onlyProcess(run).port, undefined);
  assert.doesNotMatch(run.stderr, /watch-pid/);
});

test('nothing of the warm-up counts', onLinux, async () => {
  await using server = await childServer();
  const run = await watched(server.url, '--watch-pid', 'auto', '--warmup', '1500ms', '-d', '1500ms');
  const { watchedMs } = onlyProcess(run);
  assert.ok(watchedMs >= 1400 && run.target!.watchedMs === watchedMs, `${watchedMs} of ${run.target!.watchedMs}`);
  // Of the test alone, on a machine that stands still for no longer than a second; found within the warm-up.
  assert.ok(watchedMs < 2600, `${watchedMs}`);
});

test('a process that ends is said once, and what was measured stays', async () => {
  await using server = await childServer();
  const run = await watched(server.url, '--watch-pid', String(server.pid), '-e', 'END=2s');
  assert.equal(run.code, 0, run.stderr);
  assert.equal(
    run.stderr.match(/the watched process node server\.js \(pid \d+\) ended before the test did/g)?.length,
    1,
  );
  const { ended, memoryBytes } = onlyProcess(run);
  assert.ok(ended && memoryBytes!.max > 10e6);
  assert.match(run.stdout, /█ NOTES \n\n {4}- the watched process node server\.js/);
});

test('what cannot be watched is said', async () => {
  const gone = await childServer();
  await gone.stop();
  await using folder = await tempFolder({ 'script.js': 'export default function () {}' });
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runSalvo(['run', ...args, `${folder.path}/script.js`], { env });
  const missing = await run(['--watch-pid', String(gone.pid)]);
  assert.equal(missing.code, 104, missing.stderr);
  assert.match(missing.stderr, new RegExp(`--watch-pid: there is no running process ${gone.pid}\n`));
  const misspelt = await run(['--watch-pid', 'nginx']);
  assert.equal(misspelt.code, 255);
  assert.match(misspelt.stderr, /--watch-pid: must be the number of a process or auto, got "nginx"/);
  const variable = await run([], { SALVO_WATCH_PID: '0' });
  assert.equal(variable.code, 104);
  assert.match(variable.stderr, /SALVO_WATCH_PID: must be the number of a process or auto, got "0"/);
});

test('auto without a target on this machine says so', onLinux, async () => {
  await using folder = await tempFolder({ 'script.js': 'export default function () {}' });
  const { code, stderr } = await runSalvo(['run', '--watch-pid', 'auto', `${folder.path}/script.js`]);
  assert.equal(code, 0);
  assert.match(stderr, /--watch-pid auto found no connection to a process of this machine/);
});

test('a threshold without a process to judge warns', async () => {
  await using folder = await tempFolder({
    'script.js': SCRIPT.replace(/default function.*/, 'default function () {}'),
  });
  const thresholds = 'THRESHOLDS={"target_cpu":["max<1"]}';
  const { code, stderr } = await runSalvo(['run', '-e', thresholds, `${folder.path}/script.js`]);
  assert.equal(code, 0);
  assert.match(stderr, /the threshold on target_cpu has nothing to judge without --watch-pid/);
});

test('the demo watches its target', async () => {
  const { code, stdout, stderr } = await runSalvo(['demo', '--vus', '2', '--duration', '1s']);
  assert.ok(code === 0 || code === 99, stderr);
  assert.match(stdout, /█ TARGET \n\n {4}node process\.js \(pid \d+\): .* of memory, /);
});
