// Each kind of value, as flags, variables and JSON write it: what it becomes, and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaintsOf, outerOf, refusalOf, resolveFrom } from '../helpers/options.js';
import { testCertificates } from '../helpers/tls.js';

const options = (sources: Parameters<typeof resolveFrom>[0]) => resolveFrom(sources).options;
/** The value of one option, set by flags, by its variable or by the script. */
const byFlags = (...argv: string[]) => options({ argv });
const byEnv = (name: string, value: string) => options({ env: { [name]: value } });
const byScript = (script: unknown) => options({ script });

test('whole numbers', () => {
  assert.equal(byFlags('--rps', '7').rps, 7);
  assert.equal(byEnv('K6_RPS', '7').rps, 7);
  assert.equal(byScript({ rps: 7 }).rps, 7);
  // Scripts write `rps: __ENV.RPS`; an empty string means that it is not set.
  assert.equal(byScript({ rps: '7' }).rps, 7);
  assert.equal(byScript({ rps: '' }).rps, 0);
  assert.equal(byScript({ rps: null }).rps, 0);
  assert.deepEqual(complaintsOf({ argv: ['--rps', '1.5'] }), ['--rps: must be a whole number, got "1.5"']);
  assert.deepEqual(complaintsOf({ env: { K6_RPS: 'x' } }), ['K6_RPS: must be a whole number, got "x"']);
  assert.deepEqual(complaintsOf({ script: { rps: 1.5 } }), ['rps: must be a whole number, got 1.5']);
  assert.deepEqual(complaintsOf({ script: { rps: true } }), ['rps: must be a whole number, got true']);
  // As in k6 they are no limit.
  assert.equal(byScript({ rps: -1 }).rps, -1);
  assert.equal(byFlags('--batch=-1').batch, -1);
});

test('true and false', () => {
  assert.equal(byFlags('--throw').throw, true);
  assert.equal(byFlags('--throw=false').throw, false);
  assert.equal(byFlags('-w=0').throw, false);
  assert.equal(byEnv('K6_THROW', 'true').throw, true);
  assert.equal(byEnv('K6_THROW', 'F').throw, false);
  assert.equal(byScript({ throw: true }).throw, true);
  assert.deepEqual(complaintsOf({ argv: ['--throw=yes'] }), ['--throw: must be true or false, got "yes"']);
  assert.deepEqual(complaintsOf({ script: { throw: 'true' } }), ['throw: must be true or false, got "true"']);
});

test('durations need a unit in flags only', () => {
  assert.equal(byFlags('--min-iteration-duration', '1m30s').minIterationDurationMs, 90_000);
  assert.equal(byEnv('K6_MIN_ITERATION_DURATION', '1d').minIterationDurationMs, 86_400_000);
  assert.equal(byEnv('K6_MIN_ITERATION_DURATION', '250').minIterationDurationMs, 250);
  assert.equal(byScript({ minIterationDuration: 250 }).minIterationDurationMs, 250);
  assert.equal(byScript({ minIterationDuration: '2d' }).minIterationDurationMs, 172_800_000);
  assert.deepEqual(complaintsOf({ argv: ['--min-iteration-duration', '250'] }), [
    '--min-iteration-duration: must be a duration such as 30s or 1m30s, got "250"',
  ]);
  assert.deepEqual(complaintsOf({ script: { setupTimeout: 'soon' } }), [
    'setupTimeout: must be a duration such as "30s", "1m30s" or a number of ms, got "soon"',
  ]);
  assert.deepEqual(complaintsOf({ script: { setupTimeout: 0 } }), ['setupTimeout: must be longer than 0, got 0s']);
  assert.equal(byScript({ teardownTimeout: 0 }).teardownTimeoutMs, 0);
});

test('words out of a few', () => {
  assert.equal(byFlags('--http-debug').httpDebug, 'headers');
  assert.equal(byFlags('--http-debug=full').httpDebug, 'full');
  assert.equal(byScript({ httpDebug: 'headers' }).httpDebug, 'headers');
  assert.equal(byFlags('--summary-mode', 'disabled').summaryMode, 'disabled');
  assert.equal(byScript({ summaryTimeUnit: 'us' }).summaryTimeUnit, 'us');
  assert.deepEqual(complaintsOf({ argv: ['--summary-mode', 'legacy'] }), [
    '--summary-mode: must be one of compact, full, disabled, got "legacy"',
  ]);
  assert.deepEqual(complaintsOf({ argv: ['--summary-mode', 'ful'] }), [
    '--summary-mode: must be one of compact, full, disabled, got "ful" (did you mean full?)',
  ]);
  assert.deepEqual(complaintsOf({ script: { summaryTimeUnit: 5 } }), [
    'summaryTimeUnit: must be one of s, ms, us, got 5',
  ]);
});

test('words that k6 takes without using them are a warning', () => {
  const { options, warnings } = resolveFrom({ script: { summaryTimeUnit: 'h', httpDebug: 'all' } });
  assert.deepEqual([options.summaryTimeUnit, options.httpDebug], ['', 'headers']);
  assert.equal(warnings.length, 2);
  for (const warning of warnings) assert.match(warning, /must be one of .*, which has no effect$/);
});

test('values that k6 reads before it looks at options end with its general code', () => {
  for (const script of [
    { summaryTrendStats: ['nonsense'] },
    { summaryTrendStats: ['p(101)'] },
    { dns: { ttl: 'x' } },
    { vus: 'many', summaryTrendStats: ['nonsense'] },
  ])
    assert.equal(refusalOf({ script }).exit, 'generic', JSON.stringify(script));
  for (const name of ['K6_SUMMARY_TREND_STATS', 'K6_COMPATIBILITY_MODE', 'K6_SUMMARY_MODE'])
    assert.equal(refusalOf({ env: { [name]: 'nonsense' } }).exit, 'generic', name);
  assert.equal(refusalOf({ script: { vus: 'many' } }).exit, 'invalidConfig');
});

test('lists: repeated, with commas, as an array', () => {
  const wanted = ['10.0.0.0/8', 'fd00::/8'];
  assert.deepEqual(byFlags('--blacklist-ip', '10.0.0.0/8', '--blacklist-ip', 'fd00::/8').blacklistIPs, wanted);
  assert.deepEqual(byFlags('--blacklist-ip', '10.0.0.0/8,fd00::/8').blacklistIPs, wanted);
  assert.deepEqual(byEnv('K6_BLACKLIST_IPS', '10.0.0.0/8,fd00::/8').blacklistIPs, wanted);
  assert.deepEqual(byScript({ blacklistIPs: wanted }).blacklistIPs, wanted);
  assert.deepEqual(complaintsOf({ script: { blacklistIPs: ['10.0.0.0/8', '10.0.0.1', '::1/129', 5] } }), [
    'blacklistIPs[1]: must be an address range such as 10.0.0.0/8, got "10.0.0.1"',
    'blacklistIPs[2]: must be an address range such as 10.0.0.0/8, got "::1/129"',
    'blacklistIPs[3]: must be a string, got 5',
  ]);
  // An output's argument may hold commas.
  assert.deepEqual(byFlags('-o', 'csv=a.csv,b', '--out', 'json').out, ['csv=a.csv,b', 'json']);
});

test('host names', () => {
  const names = ['*.test', 'a.example.com', '*', '*-cdn.net'];
  assert.deepEqual(byScript({ blockHostnames: names }).blockHostnames, names);
  assert.deepEqual(complaintsOf({ argv: ['--block-hostnames', 'a.*'] }), [
    '--block-hostnames: must be a host name, with * only at its start, got "a.*"',
  ]);
  const hosts = { 'a.test': '10.0.0.1', 'a.test:443': '10.0.0.1:8443', '*.b.test': '[::1]:80', 'c.test': '::1' };
  assert.deepEqual(byScript({ hosts }).hosts, hosts);
  assert.deepEqual(complaintsOf({ script: { hosts: { 'a.test': 'b.test', 'x.*': '::1' } } }), [
    'hosts.a.test: must be an IP address and perhaps a port, got "b.test"',
    'hosts.x.*: must be a host name, with * only at its start, and perhaps a port',
  ]);
});

test('own addresses', () => {
  const texts = '192.168.0.1,192.168.0.10-192.168.0.25,fd:1::0/120';
  assert.deepEqual(byFlags('--local-ips', texts).localIPs, texts.split(','));
  assert.equal(complaintsOf({ argv: ['--local-ips', '10.0.0.1-::1'] }).length, 1);
});

test('tags', () => {
  assert.deepEqual(byFlags('--tag', 'a=1,b=2', '--tag', 'c=d=e').tags, { a: '1,b=2', c: 'd=e' });
  assert.deepEqual(byEnv('K6_TAGS', 'a:b,c:d').tags, { a: 'b', c: 'd' });
  assert.deepEqual(byScript({ tags: { a: 'b' } }).tags, { a: 'b' });
  assert.equal(refusalOf({ argv: ['--tag', 'name'] }).exit, 'generic');
  assert.deepEqual(complaintsOf({ argv: ['--tag', '=x', '--tag', 'y='] }), [
    '--tag: must be name=value, got "=x"',
    '--tag: must be name=value, got "y="',
  ]);
  assert.deepEqual(complaintsOf({ script: { tags: { a: 1 } } }), ['tags.a: must be a string, got 1']);
});

test('variables of the script', () => {
  const env = { HOME: '/home/x', SECRET: 's' };
  assert.deepEqual(outerOf({ argv: ['-e', 'A=1,2', '-e', 'SECRET'], env }).scriptEnv, { ...env, A: '1,2', SECRET: '' });
  assert.deepEqual(outerOf({ argv: ['--include-system-env-vars=false', '-eA=b=c'], env }).scriptEnv, { A: 'b=c' });
  assert.deepEqual(outerOf({ argv: ['-eA=1'], env: { K6_INCLUDE_SYSTEM_ENV_VARS: 'false' } }).scriptEnv, { A: '1' });
  assert.equal(refusalOf({ argv: ['-e', '1A=x'] }).exit, 'generic');
  assert.equal(refusalOf({ argv: ['-e', 'A-B=x'] }).exit, 'generic');
});

test('name resolution, field by field', () => {
  const dns = { ttlMs: 300_000, select: 'random', policy: 'preferIPv4' };
  assert.deepEqual(byScript({}).dns, dns);
  assert.deepEqual(byFlags('--dns', 'select=first,ttl=inf').dns, { ...dns, ttlMs: Infinity, select: 'first' });
  assert.deepEqual(byEnv('K6_DNS', 'ttl=0').dns, { ...dns, ttlMs: 0 });
  assert.deepEqual(byScript({ dns: { ttl: '1500', policy: null } }).dns, { ...dns, ttlMs: 1500 });
  assert.deepEqual(options({ env: { K6_DNS: 'policy=any' }, script: { dns: { ttl: '1m', policy: 'onlyIPv4' } } }).dns, {
    ...dns,
    ttlMs: 60_000,
    policy: 'any',
  });
  assert.deepEqual(complaintsOf({ script: { dns: { ttl: 'x', select: 'last', ttll: 1 } } }), [
    'dns.ttll: unknown field; valid are ttl, select, policy',
    'dns.ttl: must be inf, 0, a duration or a number of ms, got "x"',
    'dns.select: must be one of first, random, roundRobin, got "last"',
  ]);
  assert.equal(refusalOf({ argv: ['--dns', 'ttl'] }).exit, 'generic');
});

test('TLS', () => {
  assert.deepEqual(byScript({ tlsVersion: 'tls1.2' }).tlsVersion, { min: 'tls1.2', max: 'tls1.2' });
  assert.deepEqual(byScript({ tlsVersion: { min: 'tls1.2' } }).tlsVersion, { min: 'tls1.2', max: '' });
  assert.deepEqual(complaintsOf({ script: { tlsVersion: { min: 'tls1.3', max: 'tls1.2' } } }), [
    'tlsVersion: min tls1.3 is above max tls1.2',
  ]);
  assert.equal(complaintsOf({ script: { tlsVersion: 'ssl3.0' } }).length, 1);
  const suites = ['TLS_AES_128_GCM_SHA256', 'TLS_RSA_WITH_RC4_128_SHA'];
  assert.deepEqual(byScript({ tlsCipherSuites: suites }).tlsCipherSuites, suites);
  assert.match(complaintsOf({ script: { tlsCipherSuites: ['TLS_AES_128_GCM_SHA25'] } })[0]!, /TLS_AES_128_GCM_SHA256/);
  const { client, server } = testCertificates();
  const { tlsAuth } = byScript({ tlsAuth: [client] });
  assert.deepEqual(tlsAuth, [{ ...client, password: '', domains: [] }]);
  for (const useless of [
    { cert: 'c', key: 'k' },
    { cert: client.cert, key: server.key },
  ]) {
    assert.match(complaintsOf({ script: { tlsAuth: [client, useless] } }).join('\n'), /^tlsAuth\[1\]: [^\n]*$/);
  }
  assert.deepEqual(complaintsOf({ script: { tlsAuth: [{ cert: 'c' }] } }), [
    'tlsAuth[0].key: must be a string, got undefined',
  ]);
  const deprecated = resolveFrom({ script: { tlsAuth: [{ ...client, domains: ['a'] }] } });
  assert.deepEqual(deprecated.warnings, ['tlsAuth[0].domains: is deprecated']);
});

test('columns of trends and system tags', () => {
  const stats = ['avg', 'p(99.9)', 'count', 'p(0)', 'p(100)'];
  assert.deepEqual(byFlags('--summary-trend-stats', stats.join(',')).summaryTrendStats, stats);
  assert.deepEqual(byScript({ summaryTrendStats: stats }).summaryTrendStats, stats);
  for (const wrong of ['p(101)', 'p()', 'p(-1)', 'median', 'p(9'])
    assert.equal(refusalOf({ argv: ['--summary-trend-stats', wrong] }).exit, 'generic', wrong);
  // Unknown names are passed over in silence.
  assert.deepEqual(byScript({ systemTags: ['url', 'vu', 'nonsense'] }).systemTags, ['url', 'vu']);
  assert.deepEqual(byScript({ systemTags: [] }).systemTags, []);
  assert.equal(byScript({}).systemTags.length, 14);
  assert.deepEqual(resolveFrom({ env: { K6_SYSTEM_TAGS: '' } }).options.systemTags, []);
});

test('what only a flag must not say', () => {
  for (const argv of [
    ['--summary-time-unit', 'h'],
    ['--stage', ':2'],
    ['--execution-segment', '3'],
    ['--execution-segment-sequence', '0,3'],
  ])
    assert.equal(refusalOf({ argv }).exit, 'generic', argv.join(' '));
  assert.equal(resolveFrom({ env: { K6_SUMMARY_TIME_UNIT: 'h' } }).options.summaryTimeUnit, '');
  assert.equal(byScript({ minIterationDuration: '-1s' }).minIterationDurationMs, -1000);
});

test('execution segments', () => {
  assert.equal(byFlags('--execution-segment', '1/4:50%').executionSegment, '1/4:50%');
  const good = ['--execution-segment', '1/3:2/3', '--execution-segment-sequence', '0,1/3,2/3,1'];
  assert.equal(byFlags(...good).executionSegmentSequence, '0,1/3,2/3,1');
  for (const segment of ['1/2:1/4', '0:2', 'x', '1/3:1/2:1'])
    assert.equal(refusalOf({ argv: ['--execution-segment', segment] }).exit, 'generic', segment);
  const outside = ['--execution-segment', '0:1/2', '--execution-segment-sequence', '0,1/3,1'];
  assert.equal(refusalOf({ argv: outside }).exit, 'invalidConfig');
  assert.match(complaintsOf({ argv: ['--execution-segment', 'x'] })[0]!, /^--execution-segment: must be from:to/);
});

test('modes of the script', () => {
  const enhanced = resolveFrom({ argv: ['--compatibility-mode', 'experimental_enhanced'] });
  assert.equal(enhanced.options.compatibilityMode, 'extended');
  assert.equal(enhanced.warnings.length, 1);
  assert.equal(byEnv('K6_COMPATIBILITY_MODE', 'base').compatibilityMode, 'base');
  for (const wrong of [
    ['--compatibility-mode', 'es6'],
    ['--type', 'ts'],
    ['--traces-output', 'jaeger'],
    ['--source-maps', 'maybe'],
    ['--on-unsupported', 'ignore'],
    ['--log-output', 'syslog'],
    ['--log-output', 'file'],
    ['--log-output', 'file=x,level=loud'],
    ['--log-output', 'file=,level=info'],
    ['--stage', '1000:20'],
    ['--stage', '1s:20,2.5:10'],
  ])
    assert.equal(refusalOf({ argv: wrong }).exit, 'generic', wrong.join(' '));
  assert.equal(byFlags('--source-maps', 'off').sourceMaps, false);
  assert.equal(byFlags('--source-maps=on').sourceMaps, true);
  assert.equal(byFlags('--traces-output', 'otel=http://x:1,proto=grpc').tracesOutput, 'otel=http://x:1,proto=grpc');
  assert.deepEqual(byFlags('--isolate-libs', 'moment,faker').isolateLibs, ['moment', 'faker']);
});

test('features', () => {
  assert.deepEqual(byEnv('K6_FEATURES', 'merge-run-tags').features, ['merge-run-tags']);
  assert.equal(resolveFrom({ argv: ['--features', 'warp'] }).warnings.length, 1);
  const inScript = resolveFrom({ script: { features: ['merge-run-tags'] } });
  assert.deepEqual(inScript.options.features, []);
  assert.deepEqual(inScript.warnings, ['features has no effect in a script: use --features or K6_FEATURES']);
});
