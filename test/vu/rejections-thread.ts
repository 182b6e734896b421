// Runs in a worker thread: the test runner itself would take any unhandled rejection for its own.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { AnyFunction } from '../../src/k6/suspension.js';
import { resumed } from '../../src/suspension/failure.js';
import { gatedThen } from '../../src/suspension/promise-gate.js';
import { watchPromises } from '../../src/suspension/promises.js';
import { VuTimers } from '../../src/vu/sandbox/timers.js';
import { blockingFunction, operation } from '../helpers/by-hand.js';
import { Gate, TestVu } from '../helpers/vu.js';

const setTimer = (vu: TestVu, fn: AnyFunction, ms: number): number =>
  VuTimers.of(vu.loop).set('setTimeout', fn, ms, []);

const cases: Record<string, () => Promise<void>> = {
  async 'ends the iteration of the VU it belongs to'() {
    const [vu, other] = [new TestVu(1), new TestVu(2)];
    const gate = new Gate();
    const otherRun = other.iterate(
      blockingFunction(other, function* () {
        return resumed(yield operation(gate.wait, 'unharmed'));
      }),
    );
    const outcome = await vu.iterate(() => {
      void Promise.reject(new RangeError('lost'));
      setTimer(vu, () => {}, 60_000);
    });
    assert.equal(outcome.kind, 'threw');
    assert.equal((outcome as { error: Error }).error.message, 'Uncaught (in promise) RangeError: lost');
    gate.open();
    assert.deepEqual(await otherRun, { kind: 'returned', value: 'unharmed' });
  },
  async 'an async function that rejects'() {
    const vu = new TestVu();
    const outcome = await vu.iterate(async () => {
      await null;
      throw new Error('late');
    });
    assert.match(String((outcome as { error: Error }).error.stack), /^Uncaught \(in promise\) Error: late\n/);
  },
  async 'handled before the VU is free again'() {
    const vu = new TestVu();
    const gate = new Gate();
    const run = vu.iterate(
      blockingFunction(vu, function* () {
        const rejected = Promise.reject(new Error('handled later'));
        resumed(yield operation(gate.wait));
        yield* gatedThen(rejected, [undefined, () => 'handled']);
        return 'fine';
      }),
    );
    await pause(5);
    gate.open();
    assert.deepEqual(await run, { kind: 'returned', value: 'fine' });
  },
  async 'handled never, while another promise of the VU is pending'() {
    const vu = new TestVu();
    const outcome = await vu.iterate(() => {
      void new Promise(() => {});
      void Promise.reject('text');
    });
    assert.equal((outcome as { error: Error }).error.message, 'Uncaught (in promise) text');
  },
};

watchPromises();
for (const [name, run] of Object.entries(cases)) {
  let failure: string | undefined;
  try {
    await run();
  } catch (error) {
    failure = (error as Error).stack;
  }
  parentPort!.postMessage({ name, failure });
}
