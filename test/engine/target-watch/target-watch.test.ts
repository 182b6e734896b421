// Watching real processes through both ways of reading them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { Logger } from '../../../src/base/log.js';
import { ProcSource } from '../../../src/engine/target-watch/linux/proc-source.js';
import type { ProcessSource } from '../../../src/engine/target-watch/process-source.js';
import { PsSource } from '../../../src/engine/target-watch/ps/ps-source.js';
import { TargetWatch } from '../../../src/engine/target-watch/target-watch.js';
import { childServer } from '../../helpers/child-server.js';

const SOURCES: readonly (readonly [string, () => ProcessSource, readonly NodeJS.Platform[]])[] = [
  ['/proc', () => new ProcSource(), ['linux']],
  ['ps', () => new PsSource(), ['linux', 'darwin', 'freebsd', 'openbsd']],
];

const watchOf = (source: ProcessSource): TargetWatch =>
  new TargetWatch({
    source,
    ownPid: process.pid,
    machineCores: 2,
    log: new Logger(
      () => {},
      () => 0,
    ),
  });

for (const [name, source, platforms] of SOURCES) {
  const skip = !platforms.includes(process.platform) && `no ${name} here`;

  test(`${name}: a process and its children, until they end`, { skip }, async () => {
    await using server = await childServer('cluster');
    const watch = watchOf(source());
    await watch.watchPids([server.pid]);
    await watch.restart();
    const first = (await watch.sample())!;
    assert.ok(first.memoryBytes > 30e6, `${first.memoryBytes}`);
    assert.equal(first.cpuCores, undefined, 'a moment is too short for cores');
    assert.equal(watch.usage()!.processes[0]!.processCount, 3);
    assert.deepEqual(watch.notes, []);
    await server.stop();
    await watch.sample();
    assert.equal(watch.notes.length, 1);
    assert.match(watch.notes[0]!, / ended before the test did$/);
    await watch.sample();
    const { ended, memoryBytes } = watch.usage()!.processes[0]!;
    assert.ok(ended && memoryBytes!.max >= first.memoryBytes);
    assert.equal(watch.notes.length, 1);
  });

  test(`${name}: a server that is started anew is found anew`, { skip }, async () => {
    const watch = watchOf(source());
    for (const round of [1, 2]) {
      await using server = await childServer();
      for (let again = 0; again < 2; again++) await watch.watchListeners([{ port: 8080, pids: [server.pid] }]);
      assert.deepEqual([...watch.livePorts], [8080]);
      await watch.sample();
      assert.equal(watch.usage()!.processes.length, round);
      await server.stop();
      await watch.sample();
      assert.deepEqual([...watch.livePorts], []);
    }
  });

  test(`${name}: no more are watched than the summary can bear`, { skip }, async () => {
    const watch = watchOf(source());
    const child = spawn('sh', ['-c', 'for i in $(seq 60); do sleep 30 & done; echo ready; read line'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    await once(child.stdout!, 'data');
    const sleepers = [...(await source().read([]))!.values()].filter(({ parentPid }) => parentPid === child.pid);
    assert.equal(sleepers.length, 60);
    await watch.watchListeners([{ port: 1, pids: sleepers.map(({ pid }) => pid) }]);
    await watch.restart();
    assert.equal(watch.usage()!.processes.length, 50);
    assert.equal(watch.notes.length, 1);
    process.kill(-child.pid!);
    await once(child, 'exit');
  });

  test(`${name}: whoever starts us is watched without us`, { skip }, async () => {
    const child = spawn('sleep', ['30']);
    const ended = once(child, 'exit');
    const watch = watchOf(source());
    await watch.watchPids([process.ppid]);
    await watch.restart();
    const { memoryBytes } = (await watch.sample())!;
    const { processCount } = watch.usage()!.processes[0]!;
    const alone = watchOf(source());
    await alone.watchPids([process.pid]);
    await alone.restart();
    await alone.sample();
    // This process has a child, and counts with it where it is named.
    assert.ok(alone.usage()!.processes[0]!.processCount >= 2);
    assert.ok(processCount >= 1 && memoryBytes > 0);
    child.kill();
    await ended;
  });

  test(`${name}: a process that is watched by itself is not in its parent's figures`, { skip }, async () => {
    await using server = await childServer('cluster');
    const watch = watchOf(source());
    const children = [...(await source().read([]))!.values()].filter(({ parentPid }) => parentPid === server.pid);
    await watch.watchPids([server.pid, children[0]!.pid]);
    await watch.restart();
    const sample = (await watch.sample())!;
    const { processes, memoryBytes } = watch.usage()!;
    assert.deepEqual(
      processes.map(({ processCount }) => processCount),
      [2, 1],
    );
    const sum = processes.reduce((total, one) => total + one.memoryBytes!.max, 0);
    assert.ok(Math.abs(sum - sample.memoryBytes) < 1 && memoryBytes!.max === sample.memoryBytes);
  });
}
