import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Problems } from '../../src/base/problems.js';
import { parseScenario } from '../../src/executors/parse.js';
import type { ExecutorName, ScenarioConfig } from '../../src/executors/scenario.js';

/** A scenario as a script would write it. */
export function scenario<Name extends ExecutorName>(
  executor: Name,
  fields: Record<string, unknown>,
  name = 'test',
): Extract<ScenarioConfig, { executor: Name }> {
  const problems = new Problems();
  const config = parseScenario(name, { executor, ...fields }, problems);
  assert.deepEqual(problems.lines(), []);
  return config as Extract<ScenarioConfig, { executor: Name }>;
}

const stageList = (most: number) =>
  fc.array(fc.record({ duration: fc.oneof(fc.constant(0), fc.nat(5000)), target: fc.nat(most) }), {
    minLength: 1,
    maxLength: 6,
  });

export const ramps = fc
  .record({
    startVUs: fc.nat(20),
    stages: stageList(20),
    gracefulRampDown: fc.nat(2000),
    gracefulStop: fc.nat(2000),
  })
  .filter(({ startVUs, stages }) => startVUs > 0 || stages.some(({ target }) => target > 0))
  .map((fields) => scenario('ramping-vus', fields));

const pool = fc.record({ preAllocatedVUs: fc.nat(20), extra: fc.nat(20) }).map(({ preAllocatedVUs, extra }) => ({
  preAllocatedVUs,
  maxVUs: preAllocatedVUs + extra,
}));
const timeUnit = fc.constantFrom('1s', '2s', '1m', '700ms', '1s1ns');

export const constantRates = fc
  .record({ rate: fc.integer({ min: 1, max: 200 }), duration: fc.integer({ min: 1000, max: 5000 }), timeUnit, pool })
  .map(({ pool: vus, timeUnit: unit, ...fields }) =>
    scenario('constant-arrival-rate', { ...fields, ...vus, timeUnit: unit }),
  );

export const rampingRates = fc
  .record({ startRate: fc.nat(100), stages: stageList(100), timeUnit, pool })
  .map(({ pool: vus, timeUnit: unit, ...fields }) =>
    scenario('ramping-arrival-rate', { ...fields, ...vus, timeUnit: unit }),
  );
