import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScenarioConfig } from '../../src/executors/config.js';
import { describeScenario } from '../../src/executors/describe.js';
import { needsOf } from '../../src/executors/index.js';
import { Segment } from '../../src/shard/segment.js';
import { parsed } from '../shard/sequences.js';
import { scenario } from './configs.js';

const described = (config: ScenarioConfig, segment: Segment): string =>
  describeScenario(config, needsOf(config, segment));
const whole = (config: ScenarioConfig): string => described(config, Segment.whole);
const stages = [
  { duration: '1s', target: 3 },
  { duration: '1s', target: 0 },
];

test('scenarios are announced in the words of k6', () => {
  const lines = [
    scenario('per-vu-iterations', { vus: 2, iterations: 3 }),
    scenario('shared-iterations', { iterations: 2, vus: 1 }),
    scenario('constant-vus', { vus: 2, duration: '2s', gracefulStop: '1s' }),
    scenario('ramping-vus', { stages, gracefulRampDown: '0s' }),
    scenario('constant-arrival-rate', { rate: 5, duration: '2s', preAllocatedVUs: 1, maxVUs: 3 }),
    scenario('ramping-arrival-rate', { stages: [{ duration: '2s', target: 10 }], preAllocatedVUs: 2 }),
    scenario('constant-vus', { duration: '90s', exec: 'buy', startTime: '1m', gracefulStop: 0 }),
  ].map(whole);
  assert.deepEqual(lines, [
    '3 iterations for each of 2 VUs (maxDuration: 10m0s, gracefulStop: 30s)',
    '2 iterations shared among 1 VUs (maxDuration: 10m0s, gracefulStop: 30s)',
    '2 looping VUs for 2s (gracefulStop: 1s)',
    'Up to 3 looping VUs for 2s over 2 stages (gracefulRampDown: 0s, gracefulStop: 30s)',
    '5.00 iterations/s for 2s (maxVUs: 1-3, gracefulStop: 30s)',
    'Up to 10.00 iterations/s for 2s over 1 stages (maxVUs: 2, gracefulStop: 30s)',
    '1 looping VUs for 1m30s (exec: buy, startTime: 1m0s)',
  ]);
});

test('in a segment the numbers are those of the segment', () => {
  const third = parsed('1/3:2/3', '0,1/3,2/3,1');
  assert.equal(
    described(scenario('constant-arrival-rate', { rate: 10, duration: '1s', preAllocatedVUs: 7 }), third),
    '2.86 iterations/s for 1s (maxVUs: 2, gracefulStop: 30s)',
  );
  assert.equal(
    described(scenario('shared-iterations', { vus: 5, iterations: 11 }), third),
    '4 iterations shared among 2 VUs (maxDuration: 10m0s, gracefulStop: 30s)',
  );
});
