import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { executors } from '../../src/executors/index.js';
import { parseScenario, scenarioToJson } from '../../src/executors/parse.js';
import { Findings, Spot } from '../../src/schema/spot.js';

const executorNames = executors.map(({ name }) => name);

function parsed(raw: unknown, name = 'shop') {
  const findings = new Findings();
  const { problems } = findings;
  const config = parseScenario(name, raw, new Spot(`scenarios.${name}`, findings));
  assert.equal(config === undefined, !problems.none);
  return { config, lines: problems.lines() };
}
const complaints = (raw: unknown): string[] => parsed(raw).lines;

const common = {
  name: 'shop',
  startTimeMs: 0,
  gracefulStopMs: 30_000,
  exec: 'default',
  env: {},
  tags: {},
  options: {},
  vuSetup: '',
  vuTeardown: '',
};

test('defaults are those of k6', () => {
  const loops = { ...common, vus: 1, iterations: 1, maxDurationMs: 600_000 };
  const minimal: [Record<string, unknown>, Record<string, unknown>][] = [
    [{ executor: 'shared-iterations' }, loops],
    [{ executor: 'per-vu-iterations' }, loops],
    [
      { executor: 'constant-vus', duration: '1s' },
      { ...common, vus: 1, durationMs: 1000 },
    ],
    [
      { executor: 'ramping-vus', stages: [{ duration: '2m', target: 3 }] },
      { ...common, startVUs: 1, stages: [{ durationMs: 120_000, target: 3 }], gracefulRampDownMs: 30_000 },
    ],
    [
      { executor: 'constant-arrival-rate', rate: 5, duration: 1500, preAllocatedVUs: 2 },
      { ...common, rate: 5, timeUnitMs: 1000, durationMs: 1500, preAllocatedVUs: 2, maxVUs: 2 },
    ],
    [
      { executor: 'ramping-arrival-rate', stages: [{ duration: 0, target: 0 }], preAllocatedVUs: 1 },
      {
        ...common,
        startRate: 0,
        timeUnitMs: 1000,
        stages: [{ durationMs: 0, target: 0 }],
        preAllocatedVUs: 1,
        maxVUs: 1,
      },
    ],
  ];
  for (const [raw, expected] of minimal) {
    const { config, lines } = parsed(raw);
    assert.deepEqual(lines, []);
    assert.deepEqual(config, { ...expected, executor: raw.executor });
    assert.ok(Object.isFrozen(config));
  }
});

test('values are read as k6 reads them', () => {
  const { config } = parsed({
    executor: 'constant-vus',
    vus: '7',
    duration: '1m30s',
    startTime: '2d1h',
    gracefulStop: 250,
    exec: 'buy',
    env: { SHOP: 'a' },
    tags: { kind: 'x' },
    options: { browser: { type: 'chromium' } },
  });
  assert.deepEqual(config, {
    name: 'shop',
    executor: 'constant-vus',
    vus: 7,
    durationMs: 90_000,
    startTimeMs: 49 * 3_600_000,
    gracefulStopMs: 250,
    exec: 'buy',
    env: { SHOP: 'a' },
    tags: { kind: 'x' },
    options: { browser: { type: 'chromium' } },
    vuSetup: '',
    vuTeardown: '',
  });
  const unset = parsed({ executor: 'constant-vus', vus: null, duration: '2s', exec: null, gracefulStop: undefined });
  assert.deepEqual(unset.config, { ...common, executor: 'constant-vus', vus: 1, durationMs: 2000 });
});

test('every problem of a scenario is reported at once, with its path', () => {
  assert.deepEqual(complaints({ executor: 'constant-vus', vus: 0, duration: '500ms', vu: 3, exec: 5, env: { A: 1 } }), [
    'scenarios.shop.vu: unknown field; did you mean vus? constant-vus has executor, startTime, gracefulStop, env, exec, tags, options, vuSetup, vuTeardown, vus, duration',
    'scenarios.shop.env.A: must be a string, got 1',
    'scenarios.shop.exec: must be a string, got 5',
    'scenarios.shop.vus: must be above 0, got 0',
    'scenarios.shop.duration: must be at least 1s, got "500ms"',
  ]);
});

test('an unknown executor names the valid ones', () => {
  const all = executorNames.join(', ');
  assert.deepEqual(complaints({ executor: 'constant-vu' }), [
    `scenarios.shop.executor: unknown executor "constant-vu"; did you mean constant-vus? valid are ${all}`,
  ]);
  assert.deepEqual(complaints({ executor: 'externally-controlled' }), [
    `scenarios.shop.executor: externally-controlled was removed in k6 v2 and does not exist here; valid are ${all}`,
  ]);
  assert.deepEqual(complaints({}), [`scenarios.shop.executor: must be given; valid are ${all}`]);
  assert.deepEqual(complaints({ executor: 'toString' }).length, 1);
  assert.deepEqual(complaints([]), ['scenarios.shop: must be an object, got []']);
});

test('each validation of k6', () => {
  const stage = { duration: '1s', target: 1 };
  const cases: [Record<string, unknown>, string][] = [
    [{ executor: 'shared-iterations', vus: 3, iterations: 2 }, 'iterations: must not be below vus (3), got 2'],
    [{ executor: 'shared-iterations', maxDuration: '10ms' }, 'maxDuration: must be at least 1s, got "10ms"'],
    [{ executor: 'per-vu-iterations', iterations: 0 }, 'iterations: must be above 0, got 0'],
    [{ executor: 'per-vu-iterations', vus: 1.5 }, 'vus: must be a whole number, got 1.5'],
    [{ executor: 'constant-vus', vus: 1 }, 'duration: must be given'],
    [
      { executor: 'constant-vus', duration: 'soon' },
      'duration: must be a duration such as "30s", "1m30s" or a number of ms, got "soon"',
    ],
    [{ executor: 'constant-vus', duration: '1s', startTime: '-1s' }, 'startTime: must not be negative, got "-1s"'],
    [{ executor: 'ramping-vus' }, 'stages: must be given'],
    [{ executor: 'ramping-vus', stages: [] }, 'stages: needs at least one stage'],
    [{ executor: 'ramping-vus', stages: {} }, 'stages: must be a list of { duration, target }, got {}'],
    [{ executor: 'ramping-vus', stages: [{ duration: '1s' }] }, 'stages[0].target: must be given'],
    [{ executor: 'ramping-vus', stages: [stage, { target: 1 }] }, 'stages[1].duration: must be given'],
    [{ executor: 'ramping-vus', stages: [{ ...stage, target: -1 }] }, 'stages[0].target: must not be below 0, got -1'],
    [
      { executor: 'ramping-vus', stages: [{ ...stage, targte: 1 }] },
      'stages[0].targte: unknown field; did you mean target? valid are duration, target',
    ],
    [
      { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: 1, target: 0 }] },
      'stages: startVUs or the target of some stage must be above 0',
    ],
    [
      { executor: 'ramping-vus', stages: [{ ...stage, target: 1e8 + 1 }] },
      'stages[0].target: must not be above 100000000, got 100000001',
    ],
    [
      { executor: 'constant-arrival-rate', rate: 0, duration: '1s', preAllocatedVUs: 1 },
      'rate: must be above 0, got 0',
    ],
    [{ executor: 'constant-arrival-rate', rate: 1, duration: '1s' }, 'preAllocatedVUs: must be given'],
    [
      { executor: 'constant-arrival-rate', rate: 1, duration: '1s', preAllocatedVUs: 2, maxVUs: 1 },
      'maxVUs: must not be below preAllocatedVUs (2), got 1',
    ],
    [
      { executor: 'constant-arrival-rate', rate: 1, duration: '1s', preAllocatedVUs: 1, timeUnit: 0 },
      'timeUnit: must be at least 1ns, got 0',
    ],
    [
      { executor: 'ramping-arrival-rate', startRate: -1, stages: [stage], preAllocatedVUs: 1 },
      'startRate: must not be below 0, got -1',
    ],
    [
      { executor: 'ramping-arrival-rate', timeUnit: '5ns', stages: [{ ...stage, target: 6 }], preAllocatedVUs: 1 },
      'stages[0].target: must not ask for more than one start in a nanosecond, got 6',
    ],
  ];
  for (const [raw, expected] of cases) assert.deepEqual(complaints(raw), [`scenarios.shop.${expected}`]);
});

test('scenario names are k6 names', () => {
  const raw = { executor: 'shared-iterations' };
  assert.deepEqual(parsed(raw, 'a_B-9').lines, []);
  for (const name of ['', 'a b', 'ü', 'a.b']) assert.equal(parsed(raw, name).lines.length, 1);
});

test('json of a scenario has the field names and durations of k6, and parses to the same scenario', () => {
  const { config } = parsed({ executor: 'ramping-vus', stages: [{ duration: 90_000, target: 3 }] });
  assert.deepEqual(scenarioToJson(config!), {
    executor: 'ramping-vus',
    startTime: '0s',
    gracefulStop: '30s',
    env: {},
    exec: 'default',
    tags: {},
    options: {},
    startVUs: 1,
    stages: [{ duration: '1m30s', target: 3 }],
    gracefulRampDown: '30s',
  });
  assert.deepEqual(parsed(scenarioToJson(config!)).config, config);
});

test('whatever is thrown at the parser ends in a scenario or in problems', () => {
  const names = ['executor', 'vus', 'iterations', 'duration', 'stages', 'rate', 'env', 'tags', 'exec', 'startTime'];
  const raw = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.constantFrom<unknown>(...executorNames), fc.jsonValue()),
  );
  fc.assert(fc.property(raw, (value) => void parsed(value)));
});
