import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModuleOptions } from '../../src/k6/context.js';
import { resolveFrom } from '../helpers/options.js';

test('options are complete, with the documented defaults', () => {
  const { options } = resolveFrom({});
  const { scenarios: _scenarios, userAgent, systemTags: _tags, ...rest } = options;
  assert.match(userAgent, /^salvo\/\d/);
  assert.deepEqual(rest, {
    batch: 20,
    batchPerHost: 6,
    blacklistIPs: [],
    blockHostnames: [],
    cloud: null,
    compatibilityMode: 'extended',
    consoleOutput: '',
    discardResponseBodies: false,
    dns: { ttlMs: 300_000, select: 'random', policy: 'preferIPv4' },
    env: {},
    executionSegment: '0:1',
    executionSegmentSequence: '',
    expectedIntervalMs: 0,
    ext: null,
    failOnEmptyThreshold: false,
    failOnException: false,
    failOnSaturation: false,
    features: [],
    handleSummaryTimeoutMs: 120_000,
    hosts: {},
    httpClient: 'salvo',
    httpDebug: '',
    includeSystemEnvVars: true,
    insecureSkipTLSVerify: false,
    compile: 'optimised',
    isolateLibs: [],
    isolation: 'auto',
    webApis: false,
    junit: '',
    markdown: '',
    report: '',
    summaryJson: '',
    linger: false,
    localIPs: [],
    maxRedirects: 10,
    metricSamplesBufferSize: 1000,
    minIterationDurationMs: 0,
    newMachineReadableSummary: false,
    noConnectionReuse: false,
    noCookiesReset: false,
    noSetup: false,
    noTeardown: false,
    noThresholds: false,
    noUsageReport: false,
    noVUConnectionReuse: false,
    onUnsupported: 'abort',
    out: [],
    paused: false,
    preconnect: [],
    rps: 0,
    seriesLimit: 10_000,
    setupTimeoutMs: 60_000,
    sourceMaps: true,
    sslKeyLogFile: '',
    summaryExport: '',
    summaryMode: 'compact',
    summaryTimeUnit: '',
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
    tags: {},
    teardownTimeoutMs: 60_000,
    throw: false,
    thresholds: [],
    tlsAuth: [],
    tlsCipherSuites: [],
    tlsVersion: { min: '', max: '' },
    offlineModules: '',
    tracesOutput: 'none',
    type: '',
    warmupMs: 0,
    watchPid: [],
    webDashboard: false,
    workerHeapMb: 0,
    workers: 0,
  });
});

test('options are frozen all the way down, and modules can read them', () => {
  const script = {
    tags: { a: 'b' },
    thresholds: { http_reqs: ['count>1'] },
    hosts: { a: '::1' },
    ext: { x: { y: 1 } },
  };
  const { options } = resolveFrom({ script });
  const loose: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) loose.push(path);
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
  };
  visit(options, 'options');
  assert.deepEqual(loose, []);
  const modules: ModuleOptions = options;
  assert.equal(modules, options);
});

test("one run's options are not another's", () => {
  const first = resolveFrom({ script: { hosts: { a: '::1' } } });
  const second = resolveFrom({});
  assert.deepEqual(first.options.hosts, { a: '::1' });
  assert.deepEqual(second.options.hosts, {});
});

test('thresholds are read, their faults are said with the others', () => {
  const script = {
    thresholds: { http_reqs: ['count>1', { threshold: 'rate>1', abortOnFail: true, delayAbortEval: '5s' }] },
  };
  assert.deepEqual(resolveFrom({ script }).options.thresholds, [
    {
      metricKey: 'http_reqs',
      expressions: [
        { source: 'count>1', abortOnFail: false, delayAbortEvalMs: undefined },
        { source: 'rate>1', abortOnFail: true, delayAbortEvalMs: 5000 },
      ],
    },
  ]);
  assert.throws(() => resolveFrom({ script: { thresholds: { http_reqs: [5] }, vus: 'x' } }), {
    code: 'E_INVALID_OPTIONS',
    exit: 'invalidConfig',
    message: '2 invalid options',
  });
});
