import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { spansOf } from '../../src/executors/ramp.js';
import { scenario } from './configs.js';
import { FakeRun } from './fake-run.js';

const loops = { vus: 3, iterations: 9, gracefulStop: '100ms' };

describe('closed executors', { concurrency: 8 }, () => {
  test('shared iterations: who is fast does more, and a slow VU delays only its own', async () => {
    const config = scenario('shared-iterations', { vus: 3, iterations: 20 });
    const run = await new FakeRun({ config, workers: 3, lengthOf: (slot) => (slot === 1 ? 300 : 1) }).finish();
    const bySlot = [0, 1, 2].map((slot) => run.started.filter((start) => start.slot === slot).length);
    assert.equal(run.started.length, 20);
    assert.ok(bySlot[1]! < bySlot[0]! && bySlot[1]! < bySlot[2]!, `${bySlot}`);
  });

  test('shared iterations: what nobody claimed by maxDuration is dropped once, not once on each worker', async () => {
    const config = { ...scenario('shared-iterations', loops), maxDurationMs: 500 };
    const run = await new FakeRun({ config, workers: 3, lengthOf: () => 'never' }).finish();
    assert.equal(run.started.length, 3);
    assert.deepEqual(
      run.dropped.map(({ iterations, slot }) => [iterations, slot]),
      [[6, undefined]],
    );
  });

  test('per-vu iterations: each VU that is cut drops what it has left', async () => {
    const config = { ...scenario('per-vu-iterations', loops), maxDurationMs: 800 };
    const lengthOf = (slot: number): 'now' | 'never' => (slot === 2 ? 'never' : 'now');
    const run = await new FakeRun({ config, workers: 2, lengthOf }).finish();
    assert.equal(run.started.length, 9 + 9 + 1);
    assert.deepEqual(run.dropped, [{ worker: 0, iterations: 8, slot: 2 }]);
  });

  test('the end of the test drops nothing: k6 does not count it', async () => {
    for (const executor of ['shared-iterations', 'per-vu-iterations'] as const) {
      const run = new FakeRun({ config: scenario(executor, loops), workers: 2, lengthOf: () => 'never' });
      setTimeout(() => run.abort(), 20);
      await run.finish();
      assert.equal(run.drops, 0);
    }
  });

  test('VUs that never wait leave the event loop its turns, and get even parts', async () => {
    const config = { ...scenario('constant-vus', { vus: 20, duration: '1s' }), durationMs: 600 };
    const run = new FakeRun({ config, workers: 2, lengthOf: () => 'now' });
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await run.finish();
    clearInterval(timer);
    assert.ok(turns >= 2, `${turns} turns`);
    const bySlot = Array.from({ length: 20 }, (_, slot) => run.started.filter((start) => start.slot === slot).length);
    assert.ok(Math.max(...bySlot) - Math.min(...bySlot) <= Math.max(...bySlot) / 2 + 2, `${bySlot}`);
  });

  const ramp = {
    startVUs: 0,
    stages: [
      { duration: 500, target: 8 },
      { duration: 500, target: 0 },
      { duration: 500, target: 8 },
    ],
    gracefulStop: '50ms',
  };

  test('ramping VUs start iterations inside their spans only', async () => {
    const config = scenario('ramping-vus', { ...ramp, gracefulRampDown: 0 });
    for (const length of [1, 'now'] as const) {
      const run = await new FakeRun({ config, workers: 3, lengthOf: () => length }).finish();
      assert.deepEqual(run.faults, []);
      const outside = run.started.filter(
        ({ slot, atMs }) => !spansOf(config, slot).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs),
      );
      assert.deepEqual(outside, []);
    }
  });

  // Only the VUs whose spans are long enough for any machine to be there in time.
  const lower = ({ slot }: { slot: number }): boolean => slot < 4;

  test('a ramp that comes back in time finds the iteration of before still running', async () => {
    const config = scenario('ramping-vus', { ...ramp, gracefulRampDown: '1s' });
    const run = await new FakeRun({ config, workers: 2, lengthOf: () => 'never' }).finish();
    assert.deepEqual(run.faults, []);
    assert.deepEqual(
      run.started
        .filter(lower)
        .map(({ slot }) => slot)
        .sort(),
      [0, 1, 2, 3],
    );
    assert.ok(run.started.filter(lower).every(({ endMs }) => endMs >= 1550));
  });

  test('a ramp that does not come back in time interrupts, and begins anew', async () => {
    const config = scenario('ramping-vus', { ...ramp, gracefulRampDown: 0 });
    const run = await new FakeRun({ config, workers: 2, lengthOf: () => 'never' }).finish();
    assert.deepEqual(run.faults, []);
    assert.deepEqual(
      run.started
        .filter(lower)
        .map(({ slot }) => slot)
        .sort(),
      [0, 0, 1, 1, 2, 2, 3, 3],
    );
  });

  test('a thousand VUs cause no warning of leaking listeners', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): void => void warnings.push(warning);
    process.on('warning', listen);
    const stages = [{ duration: 50, target: 1000 }];
    const config = scenario('ramping-vus', { stages, gracefulRampDown: 0, gracefulStop: 0 });
    await new FakeRun({ config, workers: 1 }).finish();
    process.off('warning', listen);
    assert.deepEqual(warnings, []);
  });
});
