import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ScenarioConfig } from '../../src/executors/config.js';
import { needsOf } from '../../src/executors/index.js';
import { planVus } from '../../src/executors/plan-vus.js';
import { Segment } from '../../src/shard/segment.js';
import { Share } from '../../src/shard/share.js';
import { segmentsOf, sequences } from '../shard/sequences.js';
import { constantRates, ramps, scenario } from './configs.js';

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

test('scenarios one after the other use the same VUs', () => {
  const at = (startTime: string) => scenario('constant-vus', { vus: 1, duration: '5s', gracefulStop: 0, startTime });
  const plan = planVus([at('0s'), at('5s'), at('20s')], Segment.whole, 4);
  assert.equal(plan.plannedVus, 1);
  assert.deepEqual(plan.pools, [1, 0, 0, 0]);
  assert.equal(plan.totalMs, 25_000);
});

test('scenarios side by side are spread over the workers', () => {
  const one = (name: string) => scenario('constant-vus', { vus: 1, duration: '5s' }, name);
  const plan = planVus([one('a'), one('b'), one('c')], Segment.whole, 2);
  assert.deepEqual(
    plan.scenarios.map(({ offset }) => offset),
    [0, 1, 0],
  );
  assert.deepEqual(plan.pools, [2, 1]);
  assert.equal(plan.plannedVus, 3);
});

test('the numbers that a run is announced with', () => {
  const plan = planVus(
    [
      scenario('per-vu-iterations', { vus: 2, iterations: 3 }),
      scenario('shared-iterations', { startTime: '500ms' }),
      scenario('constant-arrival-rate', { rate: 5, duration: '2s', preAllocatedVUs: 1, maxVUs: 3 }),
    ],
    Segment.whole,
    1,
  );
  assert.equal(plan.plannedVus, 4);
  assert.equal(plan.maxVus, 6);
  assert.equal(plan.totalMs, 630_500);
  assert.deepEqual(plan.steps, [
    { atMs: 0, vus: 3 },
    { atMs: 500, vus: 4 },
    { atMs: 32_000, vus: 3 },
    { atMs: 630_000, vus: 1 },
    { atMs: 630_500, vus: 0 },
  ]);
});

test('a scenario of which nothing falls into the segment counts for nothing', () => {
  const [first, second] = segmentsOf(['0', '1/2', '1']);
  const config = scenario('constant-vus', { vus: 1, duration: '1h' });
  assert.equal(planVus([config], first!, 2).scenarios[0]!.needs.hasWork, true);
  const plan = planVus([config], second!, 2);
  assert.equal(plan.scenarios[0]!.needs.hasWork, false);
  assert.deepEqual([plan.totalMs, plan.maxVus, sum(plan.pools)], [0, 0, 0]);
});

const mixed = fc
  .array(fc.tuple(fc.oneof(ramps, constantRates), fc.nat(8000)), { minLength: 1, maxLength: 4 })
  .map((list): ScenarioConfig[] =>
    list.map(([config, startTimeMs], at) => ({ ...config, name: `s${at}`, startTimeMs })),
  );

test('at every moment a pool has a VU for each slot that its worker needs', () => {
  fc.assert(
    fc.property(mixed, sequences, fc.integer({ min: 1, max: 8 }), (configs, points, count) => {
      for (const segment of segmentsOf(points)) {
        const plan = planVus(configs, segment, count);
        assert.ok(sum(plan.pools) >= plan.plannedVus);
        assert.ok(plan.maxVus >= plan.plannedVus);
        const steps = configs.map((config) => needsOf(config, segment).steps());
        const needed = (scenario: number, atMs: number): number =>
          steps[scenario]!.findLast((step) => step.atMs + configs[scenario]!.startTimeMs <= atMs)?.vus ?? 0;
        for (const { atMs } of plan.steps)
          for (const [index, size] of plan.pools.entries()) {
            const here = configs.map((_, scenario) =>
              new Share({ index, count }, plan.scenarios[scenario]!.offset).count(needed(scenario, atMs)),
            );
            assert.ok(sum(here) <= size, `worker ${index} at ${atMs}`);
          }
      }
    }),
    { numRuns: 60 },
  );
});

test('a single scenario needs no VU more on many workers than on one, and its pools differ by one at most', () => {
  fc.assert(
    fc.property(fc.oneof(ramps, constantRates), fc.integer({ min: 1, max: 8 }), (config, count) => {
      const plan = planVus([config], Segment.whole, count);
      assert.equal(sum(plan.pools), plan.plannedVus);
      assert.ok(Math.max(...plan.pools) - Math.min(...plan.pools) <= 1);
      assert.equal(plan.scenarios[0]!.needs.slots, needsOf(config, Segment.whole).slots);
    }),
  );
});
