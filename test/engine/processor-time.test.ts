import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { test } from 'node:test';
import { coresBetween, processorTime } from '../../src/engine/processor-time.js';

/** Until the machine has done as much, however slow it is at it. */
const ENOUGH_MS = 300;

test('what this process used and what others did are told apart', async () => {
  const other = spawn(process.execPath, ['-e', 'process.stdout.write("."); for (;;);']);
  await once(other.stdout, 'data');
  try {
    const from = processorTime();
    let to = from;
    while (to.machineMs - from.machineMs - (to.ownMs - from.ownMs) < ENOUGH_MS) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      to = processorTime();
    }
    const { own, others } = coresBetween(from, to);
    assert.ok(own > 0 && others > 0);
    // The system's clock of processor time is coarse.
    assert.ok(own + others < cpus().length * 1.2, `${own} + ${others}`);
  } finally {
    other.kill('SIGKILL');
    await once(other, 'exit');
  }
});

test('no time at all is no share of it', () => {
  const now = processorTime();
  assert.deepEqual(coresBetween(now, now), { own: 0, others: 0 });
});
