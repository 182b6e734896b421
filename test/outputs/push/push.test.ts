// Outputs that push, through whole runs: whatever the server does, the load goes on, and every sample is accounted for.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type RunningCli, startSalvo } from '../../helpers/cli.js';
import { counterIn } from '../../helpers/output.js';
import { tempFolder } from '../../helpers/temp.js';
import { Collector } from './collector.js';

const MAIN = join(import.meta.dirname, 'main.js');
const SCRIPT = `
  import { Counter } from 'k6/metrics';
  import { sleep } from 'k6';
  const mine = new Counter('mine');
  export default function () {
    for (let i = 0; i < 100; i++) mine.add(1);
    sleep(0.01);
  }
`;

/** Samples of all metrics that the end of a run says were lost, and of how many. */
function saidLost(text: string): { lost: number; all: number; why: string } {
  const [, lost, all, why] = /^ +- output push .*?: (\d+) of (\d+) samples were not written: (.*)$/m.exec(text) ?? [];
  return { lost: Number(lost ?? 0), all: Number(all ?? 0), why: why ?? '' };
}

function start(
  collector: Collector,
  flags: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): RunningCli {
  const args = ['run', '-u', '4', '--workers', '2', '--out', `push=${collector.url}`, ...flags, 'script.js'];
  return startSalvo(args, { cwd: folder, main: MAIN, env });
}

test('a server that is there gets everything, and nothing is said', async () => {
  await using collector = await Collector.start();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const { code, stdout, stderr } = await start(collector, ['-i', '200'], folder.path).done;
  assert.equal(code, 0, stderr);
  assert.match(stdout, /output: push \(http:/);
  assert.equal(collector.arrived.get('mine'), 20_000);
  assert.equal(collector.arrived.get('iterations'), 200);
  assert.equal(stderr, '');
});

test('a server that answers nothing until all iterations are done does not hold up one of them', async () => {
  await using collector = await Collector.start();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const waiting: (() => void)[] = [];
  collector.answer = (take) => void waiting.push(take);
  const cli = start(collector, ['-i', '300'], folder.path);
  await cli.until(/ 300 complete/);
  collector.answer = (take) => take();
  for (const take of waiting) take();
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 0, stderr);
  assert.equal(collector.arrived.get('mine'), 30_000);
  assert.equal(saidLost(stdout).lost, 0);
});

test('a slow server gets everything after the run', async () => {
  await using collector = await Collector.start();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  collector.answer = (take) => void setTimeout(take, 50);
  const { code, stderr } = await start(collector, ['-i', '300'], folder.path).done;
  assert.equal(code, 0, stderr);
  assert.equal(collector.arrived.get('mine'), 30_000);
});

test('a server that is away for a while costs what was tried too often, and what it was is said', async () => {
  await using collector = await Collector.start();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  await collector.stop();
  const cli = start(collector, ['-d', '4s'], folder.path);
  await cli.until(/output push .*: connect ECONNREFUSED .*; trying again/);
  await cli.until(/[1-9]\d\d complete/);
  await collector.listen();
  await cli.until(/output push .* takes samples again/);
  const { code, stdout } = await cli.done;
  assert.equal(code, 0);
  const { lost, all, why } = saidLost(stdout);
  assert.ok(collector.arrived.get('mine')! > 0);
  if (lost === 0) assert.equal(collector.arrived.get('mine'), counterIn(stdout, 'mine'));
  else {
    assert.equal(collector.total + lost, all);
    assert.match(why, /^connect ECONNREFUSED/);
  }
});

test('a server that is gone at the end: what arrived and what is said to be lost are all there was', async () => {
  await using collector = await Collector.start();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const cli = start(collector, ['-d', '3s'], folder.path);
  await cli.until(/[1-9]\d\d complete/);
  // Nothing is on its way that the server has taken and could not acknowledge any more.
  collector.answer = (_take, response) => void response.writeHead(503).end();
  await cli.until(/status 503; trying again/);
  await collector.stop();
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 0, stderr);
  const { lost, all, why } = saidLost(stdout);
  assert.ok(lost > 0 && collector.total > 0);
  assert.equal(collector.total + lost, all);
  assert.match(why, /ECONNREFUSED|503/);
  assert.match(stderr, /output push .* takes no more samples: connect ECONNREFUSED/);
});

test('what a server refuses for good is dropped, and the next samples go out', async () => {
  await using collector = await Collector.start();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  collector.answer = (take, response) => (collector.requests <= 3 ? response.writeHead(400).end() : take());
  const { code, stdout } = await start(collector, ['-i', '300'], folder.path).done;
  assert.equal(code, 0);
  const { lost, all, why } = saidLost(stdout);
  assert.equal(why, 'status 400');
  assert.ok(lost > 0);
  assert.equal(collector.total + lost, all);
});

test('after Ctrl-C everything that was counted arrives', async () => {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  await using collector = await Collector.start();
  const cli = start(collector, ['-d', '1m'], folder.path);
  await cli.until(/[1-9]\d\d complete/);
  cli.kill('SIGINT');
  const { code, stdout } = await cli.done;
  assert.equal(code, 105);
  assert.equal(collector.arrived.get('mine'), counterIn(stdout, 'mine'));
});

test('so does what a worker had counted that died', async () => {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  await using collector = await Collector.start();
  const cli = start(collector, ['-d', '1m'], folder.path, { SALVO_TEST_TERMINATE_WORKER: '0' });
  await cli.until(/[1-9]\d\d complete/);
  cli.kill('SIGUSR2');
  const { code, stdout } = await cli.done;
  assert.equal(code, 109);
  // The thread may end between counting a sample and handing it on.
  const missing = counterIn(stdout, 'mine') - collector.arrived.get('mine')!;
  assert.ok(missing === 0 || missing === 1, `${missing} missing`);
});

test('a second Ctrl-C does not wait for a server that does not answer', async () => {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  await using collector = await Collector.start();
  collector.answer = () => {};
  const cli = start(collector, ['-d', '1m'], folder.path);
  await cli.until(/[1-9]\d\d complete/);
  cli.kill('SIGINT');
  await cli.until(/once more ends everything/);
  cli.kill('SIGINT');
  const { code, stderr } = await cli.done;
  assert.equal(code, 105);
  assert.match(stderr, /samples were not written: /);
});
