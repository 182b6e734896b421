import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { constantArrivalRate } from '../../src/executors/constant-arrival-rate.js';
import type { constantVus } from '../../src/executors/constant-vus.js';
import type { Executor } from '../../src/executors/executor.js';
import { parseScenario } from '../../src/executors/parse.js';
import type { perVuIterations } from '../../src/executors/per-vu-iterations.js';
import type { rampingArrivalRate } from '../../src/executors/ramping-arrival-rate.js';
import type { rampingVus } from '../../src/executors/ramping-vus.js';
import type { sharedIterations } from '../../src/executors/shared-iterations.js';
import { constantRate, type Rate, rampingRate } from '../../src/executors/timetable.js';
import { Findings, Spot } from '../../src/schema/spot.js';

type ConfigIn<Record> = Record extends Executor<infer Config> ? Config : never;

/** What the fields of each executor come to. */
export interface Configs {
  'shared-iterations': ConfigIn<typeof sharedIterations>;
  'per-vu-iterations': ConfigIn<typeof perVuIterations>;
  'constant-vus': ConfigIn<typeof constantVus>;
  'ramping-vus': ConfigIn<typeof rampingVus>;
  'constant-arrival-rate': ConfigIn<typeof constantArrivalRate>;
  'ramping-arrival-rate': ConfigIn<typeof rampingArrivalRate>;
}

/** A scenario as a script would write it. */
export function scenario<Name extends keyof Configs>(
  executor: Name,
  fields: Record<string, unknown>,
  name = 'test',
): Configs[Name] {
  const findings = new Findings();
  const config = parseScenario(name, { executor, ...fields }, new Spot(name, findings));
  assert.deepEqual(findings.problems.lines(), []);
  return config as Configs[Name];
}

/** The rate of a scenario with arrivals. */
export const rateOf = (config: Configs['constant-arrival-rate' | 'ramping-arrival-rate']): Rate =>
  'stages' in config ? rampingRate(config) : constantRate(config);

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
