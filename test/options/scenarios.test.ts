// k6-behaviour 1.3: shortcuts become a scenario named default.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Configs } from '../executors/configs.js';
import { complaintsOf, refusalOf, resolveFrom } from '../helpers/options.js';

const common = {
  name: 'default',
  startTimeMs: 0,
  gracefulStopMs: 30_000,
  env: {},
  exec: 'default',
  tags: {},
  options: {},
  vuSetup: '',
  vuTeardown: '',
};
const derived = (script: unknown) => resolveFrom({ script }).options.scenarios;

test('each shortcut has its executor', () => {
  const shared = { ...common, executor: 'shared-iterations', maxDurationMs: 600_000 };
  const ramping = { ...common, executor: 'ramping-vus', gracefulRampDownMs: 30_000 };
  const stages = [{ duration: '5s', target: 2 }];
  const rows: readonly [unknown, unknown][] = [
    [{}, { ...common, executor: 'per-vu-iterations', vus: 1, iterations: 1, maxDurationMs: 600_000 }],
    [{ iterations: 7 }, { ...shared, vus: 1, iterations: 7 }],
    [
      { iterations: 7, vus: 3 },
      { ...shared, vus: 3, iterations: 7 },
    ],
    [
      { iterations: 7, vus: 3, duration: '5s' },
      { ...shared, vus: 3, iterations: 7, maxDurationMs: 5000 },
    ],
    [{ duration: '5s' }, { ...common, executor: 'constant-vus', vus: 1, durationMs: 5000 }],
    [
      { duration: 5000, vus: '3' },
      { ...common, executor: 'constant-vus', vus: 3, durationMs: 5000 },
    ],
    [{ stages }, { ...ramping, startVUs: 1, stages: [{ durationMs: 5000, target: 2 }] }],
    [
      { stages, vus: 4 },
      { ...ramping, startVUs: 4, stages: [{ durationMs: 5000, target: 2 }] },
    ],
    [{ vus: 3 }, { ...shared, vus: 3, iterations: 3 }],
    [{ vus: 1 }, { ...shared, vus: 1, iterations: 1 }],
    [
      { stages: [], duration: '5s' },
      { ...common, executor: 'constant-vus', vus: 1, durationMs: 5000 },
    ],
  ];
  for (const [script, scenario] of rows) assert.deepEqual(derived(script), [scenario], JSON.stringify(script));
});

test('empty stages and scenarios mean the default, with a warning', () => {
  for (const [script, warning] of [
    [{ stages: [] }, 'stages is empty: running as if it was not set'],
    [{ scenarios: {} }, 'scenarios is empty: running as if it was not set'],
  ] as const) {
    const { options, warnings } = resolveFrom({ script });
    assert.equal(options.scenarios[0]!.executor, 'per-vu-iterations');
    assert.deepEqual(warnings, [warning]);
  }
});

test('shortcuts of one layer that contradict each other are refused', () => {
  const stages = [{ duration: '5s', target: 2 }];
  const scenarios = { a: { executor: 'per-vu-iterations' } };
  const rows: readonly [unknown, readonly string[]][] = [
    [{ iterations: 1, stages }, ['iterations: cannot be combined with stages']],
    [{ duration: '1s', stages }, ['duration: cannot be combined with stages']],
    [{ iterations: 1, scenarios }, ['iterations: cannot be combined with scenarios']],
    [{ duration: '1s', scenarios }, ['duration: cannot be combined with scenarios']],
    [{ stages, scenarios }, ['stages: cannot be combined with scenarios']],
  ];
  for (const [script, complaints] of rows) {
    assert.equal(refusalOf({ script }).exit, 'invalidConfig');
    assert.deepEqual(complaintsOf({ script }), complaints);
  }
  assert.deepEqual(complaintsOf({ argv: ['-s', '1s:1', '--iterations', '5'] }), [
    '--iterations: cannot be combined with -s',
  ]);
});

test('complaints name the option that was written, not the scenario it became', () => {
  assert.deepEqual(complaintsOf({ argv: ['-u', '5', '-i', '3'] }), ['-i: must not be below vus (5), got 3']);
  assert.deepEqual(complaintsOf({ script: { vus: 10, iterations: 5 } }), [
    'iterations: must not be below vus (10), got 5',
  ]);
  assert.deepEqual(complaintsOf({ env: { K6_VUS: '10' }, argv: ['-i5'] }), ['-i: must not be below vus (10), got 5']);
  assert.deepEqual(complaintsOf({ argv: ['-d', '0s'] }), ['-d: must be at least 1s, got "0s"']);
  assert.deepEqual(complaintsOf({ script: { vus: 0 } }), ['vus: must be above 0, got 0']);
  assert.match(complaintsOf({ script: { stages: [{ duration: '1s' }] } })[0]!, /^stages\[0\]\.target: /);
  assert.match(complaintsOf({ script: { iterations: 1, duration: '10ms' } })[0]!, /^duration: must be at least 1s/);
});

test('scenarios are checked, each fault with its place', () => {
  const scenarios = {
    'bad name': { executor: 'constant-vus', duration: '1s' },
    a: { executor: 'constant-vuss' },
    b: { executor: 'constant-vus', duration: '1s', iteratoins: 5, vus: 'x' },
    c: { executor: 'shared-iterations', vus: 5, iterations: 2 },
    d: { executor: 'per-vu-iterations', exec: 'missing' },
  };
  const places = complaintsOf({ script: { scenarios } }).map((line) => line.split(': ')[0]);
  assert.deepEqual(places, [
    'scenarios.bad name',
    'scenarios.a.executor',
    'scenarios.b.iteratoins',
    'scenarios.b.vus',
    'scenarios.c.iterations',
    'scenarios.d.exec',
  ]);
  assert.deepEqual(complaintsOf({ script: { scenarios: [1] } }), ['scenarios: must be an object, got [1]']);
});

test('names inside a scenario may be written in any case, as when Go reads JSON; the last one counts', () => {
  const written = {
    EXECUTOR: 'ramping-vus',
    startvus: 3,
    Stages: [{ Duration: '5s', TARGET: 2 }],
    gracefulstop: '1s',
    GRACEFULRAMPDOWN: '2s',
    startVUs: 4,
    env: { Mixed: 'Case' },
  };
  const { options, json } = resolveFrom({ script: { scenarios: { a: written } } });
  assert.deepEqual(options.scenarios, [
    {
      ...common,
      name: 'a',
      executor: 'ramping-vus',
      startVUs: 4,
      stages: [{ durationMs: 5000, target: 2 }],
      gracefulStopMs: 1000,
      gracefulRampDownMs: 2000,
      env: { Mixed: 'Case' },
    },
  ]);
  assert.deepEqual((json.consolidated.scenarios as { a: object }).a, {
    ...{ executor: 'ramping-vus', startTime: null, gracefulStop: '1s', env: { Mixed: 'Case' }, exec: null, tags: null },
    ...{ startVUs: 4, stages: [{ duration: '5s', target: 2 }], gracefulRampDown: '2s' },
  });
  // Complaints show the name as it was written.
  assert.deepEqual(complaintsOf({ script: { scenarios: { a: { ...written, startVUS: -1 } } } }), [
    'scenarios.a.startVUS: must not be below 0, got -1',
  ]);
  const stages = [{ DURATION: '1s', Target: 7 }];
  const shortcut = resolveFrom({ script: { stages } });
  assert.deepEqual(shortcut.json.declared.stages, [{ duration: '1s', target: 7 }]);
  assert.deepEqual((shortcut.options.scenarios[0] as Configs['ramping-vus']).stages, [{ durationMs: 1000, target: 7 }]);
});

test('other objects of options have names in any case too', () => {
  const script = { dns: { TTL: '1m', Select: 'first' }, tlsVersion: { MIN: 'tls1.2' }, tags: { Case: 'kept' } };
  const { dns, tlsVersion, tags } = resolveFrom({ script }).options;
  assert.deepEqual(dns, { ttlMs: 60_000, select: 'first', policy: 'preferIPv4' });
  assert.deepEqual([tlsVersion, tags], [{ min: 'tls1.2', max: '' }, { Case: 'kept' }]);
});

test('the function of a scenario must be exported', () => {
  const script = { scenarios: { a: { executor: 'per-vu-iterations', exec: 'buy' } } };
  assert.equal(resolveFrom({ script, functions: ['buy'] }).options.scenarios[0]!.exec, 'buy');
  assert.deepEqual(complaintsOf({ script, functions: ['default', 'sell'] }), [
    'scenarios.a.exec: buy is not a function that the script exports; it exports default, sell',
  ]);
  assert.deepEqual(complaintsOf({ functions: ['main'] }), [
    'scenarios.default.exec: default is not a function that the script exports; it exports main',
  ]);
});
