import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScenarioConfig } from '../../src/executors/config.js';
import { needsOf } from '../../src/executors/index.js';
import { Segment } from '../../src/shard/segment.js';
import { segmentsOf } from '../shard/sequences.js';
import { scenario } from './configs.js';
import { FakeRun, type FakeRunParts } from './fake-run.js';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const stop = { gracefulStop: '1s' };
const arrivalVus = { preAllocatedVUs: 3, maxVUs: 10 };

/** `iterations` when the plan says how many must be started or dropped. */
interface Case {
  readonly config: ScenarioConfig;
  readonly iterations?: number;
}

/** Short, but each as a script could have it, apart from durations below a second. */
const shortened = <Config extends ScenarioConfig>(config: Config, fields: Partial<Config>): Config => ({
  ...config,
  ...fields,
});

const cases: Case[] = [
  { config: scenario('shared-iterations', { vus: 5, iterations: 61, ...stop }), iterations: 61 },
  { config: scenario('per-vu-iterations', { vus: 5, iterations: 7, ...stop }), iterations: 35 },
  { config: shortened(scenario('constant-vus', { vus: 5, duration: '1s', ...stop }), { durationMs: 500 }) },
  {
    config: scenario('ramping-vus', {
      startVUs: 1,
      stages: [
        { duration: 300, target: 6 },
        { duration: 100, target: 2 },
        { duration: 200, target: 4 },
      ],
      gracefulRampDown: 1000,
      ...stop,
    }),
  },
  {
    config: shortened(scenario('constant-arrival-rate', { rate: 300, duration: '1s', ...arrivalVus, ...stop }), {
      durationMs: 200,
    }),
    iterations: 60,
  },
  {
    config: scenario('ramping-arrival-rate', {
      stages: [{ duration: 200, target: 600 }],
      ...arrivalVus,
      ...stop,
    }),
    iterations: 60,
  },
];

async function ran(parts: FakeRunParts): Promise<FakeRun> {
  const run = await new FakeRun(parts).finish();
  assert.deepEqual(run.faults, []);
  return run;
}

/** Holds for every executor however its VUs behave. */
function checkPlan(run: FakeRun, { config, iterations }: Case): void {
  const segment = run.parts.segment ?? Segment.whole;
  const { slots, planned, regularMs, maximumMs } = needsOf(config, segment);
  assert.equal(new Set(run.numbers).size, run.numbers.length, 'iteration numbers are unique');
  for (const { slot, worker } of run.borrows) {
    assert.ok(slot < slots);
    if (slot < planned) assert.equal((slot + (run.parts.offset ?? 0)) % run.parts.workers, worker);
  }
  const early = run.started.filter(({ atMs }) => atMs < 0);
  assert.deepEqual(early, []);
  const late = run.started.filter(({ atMs }) => atMs >= ('maxVUs' in config ? maximumMs : regularMs));
  assert.deepEqual(late, []);
  if (iterations !== undefined) assert.equal(run.started.length + run.drops, iterations);
}

for (const planned of cases)
  describe(planned.config.executor, { concurrency: 8 }, () => {
    const { executor } = planned.config;
    for (const workers of [1, 2, 3, 7]) {
      test(`${executor} keeps to the plan on ${workers} workers`, async () => {
        const run = await ran({ config: planned.config, workers, offset: workers - 1 });
        checkPlan(run, planned);
        assert.ok(run.started.length > 0);
        assert.ok(run.started.every(({ outcome }) => outcome === 'completed'));
        // Numbers are given in the order of starts: none is left out.
        assert.deepEqual(run.numbers, upTo(run.started.length));
      });

      test(`${executor} interrupts what never ends on ${workers} workers, at the end of gracefulStop`, async () => {
        const never = {
          ...planned.config,
          gracefulStopMs: 30,
          ...('maxDurationMs' in planned.config ? { maxDurationMs: 100 } : {}),
        };
        const run = await ran({ config: never, workers, lengthOf: () => 'never' });
        checkPlan(run, { ...planned, config: never });
        const { maximumMs } = needsOf(never, Segment.whole);
        for (const { outcome, endMs } of run.started) {
          assert.equal(outcome, 'interrupted');
          if (executor !== 'ramping-vus') assert.ok(endMs >= maximumMs, `${endMs}`);
        }
      });

      test(`${executor} ends at once on ${workers} workers when the test ends`, async () => {
        const run = new FakeRun({
          config: planned.config,
          workers,
          lengthOf: (_, number) => (number % 2 ? 'never' : 1),
        });
        let before = Number.NaN;
        setTimeout(() => {
          before = run.started.length;
          run.abort();
        }, 40);
        await run.finish();
        assert.deepEqual(run.faults, []);
        assert.ok(run.started.every(({ outcome }) => outcome !== 'running'));
        assert.equal(run.started.length, before);
      });

      test(`${executor} survives VUs that never wait on ${workers} workers`, async () => {
        const run = await ran({ config: planned.config, workers, lengthOf: () => 'now' });
        checkPlan(run, planned);
        assert.equal(run.deepest, 1);
      });
    }

    for (const workers of [1, 3]) {
      test(`${executor} waits for VUs that another scenario still has, on ${workers} workers`, async () => {
        const run = await ran({ config: planned.config, workers, lendMs: (slot) => (slot % 2 === 0 ? 0 : 30) });
        checkPlan(run, planned);
        assert.ok(run.started.length > 0);
      });

      test(`${executor} ends in time when no VU comes, on ${workers} workers`, async () => {
        const short = { ...planned.config, ...('maxDurationMs' in planned.config ? { maxDurationMs: 100 } : {}) };
        const run = await ran({ config: { ...short, gracefulStopMs: 30 }, workers, lendMs: () => 60_000 });
        assert.deepEqual(run.started, []);
        if (planned.iterations !== undefined) assert.equal(run.drops, planned.iterations);
      });

      test(`${executor} ends at once while it waits for VUs, on ${workers} workers`, async () => {
        const run = new FakeRun({ config: planned.config, workers, lendMs: () => 60_000 });
        setTimeout(() => run.abort(), 40);
        await run.finish();
        assert.deepEqual([run.faults, run.started], [[], []]);
      });
    }

    test(`${executor} before its start is ended by the end of the test`, async () => {
      const run = new FakeRun({ config: planned.config, workers: 2 });
      run.abort();
      await run.finish();
      assert.deepEqual(run.started, []);
      assert.deepEqual(run.dropped, []);
    });

    test(`${executor} in thirds numbers iterations over all segments without twins`, async () => {
      const runs = await Promise.all(
        segmentsOf(['0', '1/3', '2/3', '1']).map((segment) => ran({ config: planned.config, workers: 2, segment })),
      );
      for (const run of runs) checkPlan(run, { config: planned.config });
      const numbers = runs.flatMap((run) => run.numbers);
      assert.equal(new Set(numbers).size, numbers.length);
      if (planned.iterations !== undefined)
        assert.equal(
          runs.reduce((sum, run) => sum + run.started.length + run.drops, 0),
          planned.iterations,
        );
    });
  });
