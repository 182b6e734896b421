// Options as k6 shows them: in inspect, in exec.test.options, and on the script's own `options`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveFrom, type Sources } from '../helpers/options.js';
import { testCertificates } from '../helpers/tls.js';

const formsOf = (sources: Sources) => resolveFrom(sources).json;

/** As k6 v2.2.0 prints them for a script without options. */
const NAMES = [
  ...['paused', 'vus', 'duration', 'iterations', 'stages', 'scenarios', 'executionSegment', 'executionSegmentSequence'],
  ...['noSetup', 'setupTimeout', 'noTeardown', 'teardownTimeout', 'handleSummaryTimeout', 'rps', 'dns', 'maxRedirects'],
  ...['userAgent', 'batch', 'batchPerHost', 'httpDebug', 'insecureSkipTLSVerify', 'tlsCipherSuites', 'tlsVersion'],
  ...['tlsAuth', 'throw', 'thresholds', 'blacklistIPs', 'blockHostnames', 'hosts', 'noConnectionReuse'],
  ...['noVUConnectionReuse', 'minIterationDuration', 'ext', 'summaryTrendStats', 'summaryTimeUnit', 'systemTags'],
  ...['tags', 'metricSamplesBufferSize', 'noCookiesReset', 'discardResponseBodies', 'features'],
];
const SHORTCUTS = ['vus', 'duration', 'iterations', 'stages'];
const NO_DNS = { ttl: null, select: null, policy: null };
const TREND_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];
const SYSTEM_TAGS = [
  ...['check', 'error', 'error_code', 'expected_response', 'group', 'method', 'name', 'proto', 'scenario', 'service'],
  ...['status', 'subproto', 'tls_version', 'url'],
];
const COMMON = { startTime: null, gracefulStop: null, env: null, exec: null, tags: null };

test('nothing is set: null everywhere, in the order of k6', () => {
  const { declared, requirements, consolidated, own } = formsOf({});
  assert.deepEqual(Object.keys(declared), NAMES);
  for (const [name, value] of Object.entries(declared)) assert.deepEqual(value, name === 'dns' ? NO_DNS : null, name);

  const scenarios = {
    default: { executor: 'per-vu-iterations', ...COMMON, vus: null, iterations: null, maxDuration: null },
  };
  assert.deepEqual(Object.keys(requirements), NAMES);
  assert.deepEqual(requirements, {
    ...declared,
    scenarios,
    summaryTrendStats: TREND_STATS,
    systemTags: SYSTEM_TAGS,
  });
  assert.deepEqual(
    Object.keys(consolidated),
    [...NAMES, 'consoleOutput', 'localIPs'].filter((name) => !SHORTCUTS.includes(name)),
  );
  assert.deepEqual(consolidated.scenarios, scenarios);
  assert.deepEqual([consolidated.consoleOutput, consolidated.localIPs, consolidated.features], [null, null, null]);
  assert.deepEqual(own, { scenarios: {}, summaryTrendStats: TREND_STATS, systemTags: SYSTEM_TAGS });
});

test('what is set is shown as it was set, ours not at all', () => {
  const script = {
    vus: '2',
    stages: [{ duration: 90_000, target: '3' }],
    tags: { a: 'b' },
    minIterationDuration: 1500,
    dns: { select: 'first' },
    tlsVersion: 'tls1.2',
    systemTags: ['url', 'method'],
    cloud: { name: 'x' },
    throw: false,
    workers: 3,
    preconnect: ['http://127.0.0.1'],
  };
  const { declared, requirements, consolidated, own } = formsOf({ script, argv: ['--console-output', 'file'] });
  const stages = [{ duration: '1m30s', target: 3 }];
  for (const json of [declared, requirements, consolidated, own]) {
    assert.deepEqual(json.tags, { a: 'b' });
    assert.deepEqual(json.dns, { ...NO_DNS, select: 'first' });
    assert.deepEqual(json.tlsVersion, { min: 'tls1.2', max: 'tls1.2' });
    assert.deepEqual(json.systemTags, ['method', 'url']);
    assert.deepEqual([json.minIterationDuration, json.throw, json.cloud], ['1.5s', false, { name: 'x' }]);
    for (const name of ['workers', 'preconnect', 'out', 'quiet']) assert.ok(!(name in json), name);
  }
  for (const json of [declared, requirements, own]) assert.deepEqual([json.vus, json.stages], [2, stages]);
  for (const name of SHORTCUTS) assert.ok(!(name in consolidated), name);
  assert.deepEqual([declared.scenarios, consolidated.consoleOutput], [null, 'file']);
  assert.deepEqual(consolidated.scenarios, {
    default: { executor: 'ramping-vus', ...COMMON, startVUs: 2, stages, gracefulRampDown: null },
  });
  assert.ok(!('maxRedirects' in own), 'the script finds only what is set on its own options');
});

test('a scenario has null for what nobody has given', () => {
  const script = {
    scenarios: {
      a: { executor: 'constant-vus', duration: '3s', env: { A: 'b' }, exec: null },
      b: { executor: 'shared-iterations', maxDuration: 4000, options: { browser: { type: 'chromium' } } },
      c: { executor: 'constant-arrival-rate', rate: 3, duration: '1s', preAllocatedVUs: 2 },
    },
  };
  const { declared, consolidated, own } = formsOf({ script });
  assert.deepEqual(declared.scenarios, {
    a: { executor: 'constant-vus', ...COMMON, env: { A: 'b' }, vus: null, duration: '3s' },
    b: {
      executor: 'shared-iterations',
      ...COMMON,
      options: { browser: { type: 'chromium' } },
      vus: null,
      iterations: null,
      maxDuration: '4s',
    },
    c: {
      executor: 'constant-arrival-rate',
      ...COMMON,
      rate: 3,
      timeUnit: null,
      duration: '1s',
      preAllocatedVUs: 2,
      maxVUs: null,
    },
  });
  assert.deepEqual(consolidated.scenarios, declared.scenarios);
  assert.deepEqual(own.scenarios, declared.scenarios);
});

test('what is declared is what the script says, what holds is what all sources say', () => {
  const script = { vus: 2, scenarios: { a: { executor: 'constant-vus', duration: '3s' } } };
  const { declared, requirements, own } = formsOf({ script, argv: ['-i', '7'], env: { K6_BATCH: '3' } });
  assert.deepEqual([declared.vus, declared.iterations, declared.batch], [2, null, null]);
  assert.deepEqual(Object.keys(declared.scenarios as object), ['a']);
  assert.deepEqual([requirements.vus, requirements.iterations, requirements.batch], [2, 7, 3]);
  assert.deepEqual(requirements.scenarios, {
    default: { executor: 'shared-iterations', ...COMMON, vus: 2, iterations: 7, maxDuration: null },
  });
  assert.deepEqual([own.iterations, own.scenarios], [7, {}]);
});

test('vus alone are iterations too', () => {
  const { declared, requirements } = formsOf({ script: { vus: 3 } });
  assert.deepEqual([declared.vus, declared.iterations], [3, null]);
  assert.deepEqual([requirements.vus, requirements.iterations], [3, 3]);
  assert.deepEqual(requirements.scenarios, {
    default: { executor: 'shared-iterations', ...COMMON, vus: 3, iterations: 3, maxDuration: null },
  });
});

test('every form survives JSON', () => {
  const forms = formsOf({ script: { dns: { ttl: 'inf' }, tlsAuth: [testCertificates().client] } });
  for (const json of Object.values(forms)) assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
});
