// The scenario of a warm-up is the first part of the test's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { warmUpConfig } from '../../src/executors/index.js';
import { type Configs, rateOf } from './configs.js';

const BASE = {
  name: 's',
  startTimeMs: 0,
  gracefulStopMs: 30_000,
  exec: 'default',
  env: {},
  tags: {},
  options: {},
  vuSetup: '',
  vuTeardown: '',
};
const STAGES = [
  { durationMs: 1000, target: 10 },
  { durationMs: 2000, target: 10 },
  { durationMs: 1000, target: 0 },
];

test('iterations in a number become VUs for a time', () => {
  for (const executor of ['shared-iterations', 'per-vu-iterations'] as const) {
    const counted = { ...BASE, vus: 3, iterations: 7, maxDurationMs: 600_000 };
    const config = { ...counted, executor };
    assert.deepEqual(warmUpConfig(config, 5000), { ...BASE, executor: 'constant-vus', vus: 3, durationMs: 5000 });
    const short = { ...config, maxDurationMs: 200 };
    assert.equal((warmUpConfig(short, 5000) as Configs['constant-vus']).durationMs, 200);
  }
});

test('a duration is cut, and never made longer', () => {
  const config: Configs['constant-vus'] = { ...BASE, executor: 'constant-vus', vus: 3, durationMs: 4000 };
  assert.deepEqual(warmUpConfig(config, 1500), { ...config, durationMs: 1500 });
  assert.deepEqual(warmUpConfig(config, 9000), config);
});

test('a scenario that starts later has what is left, or no part in it', () => {
  const config: Configs['constant-vus'] = {
    ...BASE,
    startTimeMs: 1000,
    executor: 'constant-vus',
    vus: 3,
    durationMs: 4000,
  };
  assert.deepEqual(warmUpConfig(config, 1500), { ...config, durationMs: 500 });
  assert.equal(warmUpConfig(config, 1000), undefined);
});

test('a ramp is cut at the height that it has reached', () => {
  const config: Configs['ramping-vus'] = {
    ...BASE,
    executor: 'ramping-vus',
    startVUs: 0,
    stages: STAGES,
    gracefulRampDownMs: 30_000,
  };
  const cut = (lengthMs: number): unknown => (warmUpConfig(config, lengthMs) as Configs['ramping-vus']).stages;
  assert.deepEqual(cut(500), [{ durationMs: 500, target: 5 }]);
  assert.deepEqual(cut(1000), [STAGES[0]]);
  assert.deepEqual(cut(3500), [STAGES[0], STAGES[1], { durationMs: 500, target: 5 }]);
  assert.deepEqual(cut(4000), STAGES);
});

test('law: up to its end a cut rate is the rate of the test, to the rounding of its last target', () => {
  const stage = fc.record({ durationMs: fc.integer({ min: 0, max: 5000 }), target: fc.integer({ min: 0, max: 500 }) });
  fc.assert(
    fc.property(
      fc.array(stage, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 20_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (stages, lengthMs, part) => {
        const config: Configs['ramping-arrival-rate'] = {
          ...BASE,
          executor: 'ramping-arrival-rate',
          startRate: 20,
          timeUnitMs: 1000,
          stages,
          preAllocatedVUs: 1,
          maxVUs: 1,
        };
        const cut = warmUpConfig(config, lengthMs) as Configs['ramping-arrival-rate'];
        const endMs = cut.stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
        const wholeMs = stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
        assert.equal(endMs, Math.min(lengthMs, wholeMs));
        const atMs = endMs * part;
        assert.ok(Math.abs(rateOf(cut).at(atMs) - rateOf(config).at(atMs)) <= 0.5 + 1e-9);
      },
    ),
  );
});
