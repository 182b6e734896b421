import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { monotonicMs } from '../../src/base/clock.js';
import { scenario } from './configs.js';
import { FakeRun } from './fake-run.js';

/** `total` iterations in `durationMs`. */
function rate(total: number, durationMs: number, vus: Record<string, unknown>) {
  const config = scenario('constant-arrival-rate', { rate: total, duration: '1s', timeUnit: durationMs, ...vus });
  return { ...config, durationMs };
}

describe('open executors', { concurrency: 4 }, () => {
  test('idle VUs take turns: who has waited longest works next', async () => {
    const config = rate(40, 80, { preAllocatedVUs: 4 });
    const run = await new FakeRun({ config, workers: 1, lengthOf: () => 'now' }).finish();
    assert.deepEqual(
      run.started.map(({ slot }) => slot),
      Array.from({ length: 40 }, (_, n) => n % 4),
    );
  });

  test('a VU is active while it iterates, and not while it waits for its next iteration', async () => {
    const active: number[] = [];
    const config = rate(4, 120, { preAllocatedVUs: 50 });
    const run: FakeRun = new FakeRun({
      config,
      workers: 2,
      lengthOf: (_, number) => {
        active.push(run.active);
        return number < 2 ? 'never' : 'now';
      },
    });
    setTimeout(() => run.abort(), 1000);
    await run.finish();
    assert.deepEqual(run.faults, []);
    assert.deepEqual(active, [1, 2, 3, 3]);
  });

  test('an iteration that finds nobody idle is dropped, and the warning comes once for all workers', async () => {
    const config = rate(60, 1000, { preAllocatedVUs: 3, gracefulStop: 0 });
    const run = await new FakeRun({ config, workers: 3, lengthOf: () => 'never' }).finish();
    assert.equal(run.started.length, 3);
    assert.equal(run.drops, 57);
    assert.deepEqual(run.grown, []);
    assert.deepEqual(
      run.logged.map(({ level, message, fields }) => [level, message, fields]),
      [
        [
          'warning',
          'Insufficient VUs, reached 3 active VUs and cannot initialize more',
          { executor: 'constant-arrival-rate', scenario: 'test' },
        ],
      ],
    );
  });

  test('VUs are added one at a time up to maxVUs, each slot once', async () => {
    for (const workers of [1, 2, 3]) {
      const config = rate(200, 1000, { preAllocatedVUs: 2, maxVUs: 9, gracefulStop: 0 });
      const run = await new FakeRun({ config, workers, lengthOf: () => 'never', growMs: 2 }).finish();
      assert.deepEqual(run.faults, []);
      assert.deepEqual(run.grown.sort(), [2, 3, 4, 5, 6, 7, 8]);
      assert.equal(run.started.length, 9);
      assert.equal(run.started.length + run.drops, 200);
    }
  });

  test('a VU that cannot be made is said, and the run goes on', async () => {
    const config = rate(20, 100, { preAllocatedVUs: 0, maxVUs: 1 });
    const run = await new FakeRun({ config, workers: 1, growFails: true }).finish();
    assert.deepEqual(run.started, []);
    assert.equal(run.drops, 20);
    assert.equal(run.logged[0]!.level, 'error');
  });

  test('a worker without an idle VU hands its iterations to one that has some', async () => {
    for (const workers of [2, 3]) {
      const config = rate(240, 1800, { preAllocatedVUs: 60, gracefulStop: '20ms' });
      // The VUs of worker 0 never come back; the others have time for all, even after a pause of 200 ms.
      const lengthOf = (slot: number): 'now' | 'never' => (slot % workers === 0 ? 'never' : 'now');
      const run = await new FakeRun({ config, workers, lengthOf }).finish();
      assert.deepEqual(run.faults, []);
      assert.equal(run.drops, 0);
      assert.equal(run.started.length, 240);
      assert.equal(run.started.filter(({ worker }) => worker === 0).length, 60 / workers);
      assert.equal(run.lagsMs.length, 240);
    }
  });

  test('an iteration waits for the planned VUs that another scenario has not given back yet, and is not dropped', async () => {
    const config = rate(10, 200, { preAllocatedVUs: 2, maxVUs: 5 });
    const run = await new FakeRun({ config, workers: 1, lendMs: (slot) => 30 + slot, lengthOf: () => 'now' }).finish();
    assert.deepEqual(run.faults, []);
    assert.equal(run.started.length, 10);
    assert.deepEqual([run.drops, run.grown], [0, []]);
    assert.ok(run.started.every(({ atMs }) => atMs >= 25));
  });

  test('high rates start in batches; nothing is lost', async () => {
    const config = rate(20_000, 400, { preAllocatedVUs: 10 });
    const run = await new FakeRun({ config, workers: 2, lengthOf: () => 'now' }).finish();
    assert.equal(run.started.length, 20_000);
    assert.equal(run.drops, 0);
    assert.equal(run.lagsMs.length, 20_000);
    assert.ok(run.lagsMs.every((ms) => ms >= 0));
  });

  test('a thread that was held up starts what became due meanwhile, and says how late', async () => {
    const config = rate(200, 200, { preAllocatedVUs: 50 });
    const run = new FakeRun({ config, workers: 1, lengthOf: () => 'now' });
    setTimeout(() => {
      for (const untilMs = monotonicMs() + 60; monotonicMs() < untilMs; );
    }, 80);
    await run.finish();
    assert.equal(run.started.length, 200);
    assert.ok(Math.max(...run.lagsMs) >= 40);
  });

  test('a constant rate lasts as long as it says, a ramp until its last start', async () => {
    const constant = new FakeRun({ config: rate(1, 150, { preAllocatedVUs: 1 }), workers: 2, lengthOf: () => 'now' });
    await constant.finish();
    assert.ok(constant.elapsedMs >= 150);
    const stages = [
      { duration: 20, target: 100 },
      { duration: 60_000, target: 0 },
    ];
    const config = scenario('ramping-arrival-rate', { timeUnit: '1h', startRate: 100, stages, preAllocatedVUs: 1 });
    const started = monotonicMs();
    const ramp = await new FakeRun({ config, workers: 2 }).finish();
    assert.deepEqual(ramp.started, []);
    assert.ok(monotonicMs() - started < 30_000);
  });
});

// Not among the others, which take the thread from each other.
test('a VU that becomes idle takes what is due, not only once in a tick of the timer', async () => {
  const config = rate(20_000, 500, { preAllocatedVUs: 1 });
  const run = await new FakeRun({ config, workers: 1, lengthOf: () => 'busy' }).finish();
  assert.deepEqual(run.faults, []);
  assert.equal(run.started.length + run.drops, 20_000);
  assert.equal(new Set(run.numbers).size, run.started.length);
  // Whenever one ends the next one is due; ticks of a timer are a millisecond apart.
  const atOnce = run.started.filter(({ atMs }, i) => i > 0 && atMs - run.started[i - 1]!.atMs < 0.5).length;
  assert.ok(atOnce * 2 > run.started.length, `${atOnce} of ${run.started.length} came at once`);
});
