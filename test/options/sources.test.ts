import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunFlags } from '../../src/options/outer-sources.js';
import { complaintsOf, outerOf, refusalOf, resolveFrom } from '../helpers/options.js';

test('an unknown flag is refused with the one that was meant', () => {
  const refusal = refusalOf({ argv: ['--iteratoins', '5', 'x.js'] });
  assert.deepEqual(
    [refusal.code, refusal.exit, refusal.message, refusal.hint],
    ['E_UNKNOWN_FLAG', 'generic', 'unknown flag: --iteratoins', 'did you mean --iterations?'],
  );
  assert.equal(refusalOf({ argv: ['--no-summary'] }).hint, 'use --summary-mode=disabled');
  assert.equal(refusalOf({ argv: ['--frobnicate'] }).hint, 'see --help for all flags');
  assert.equal(refusalOf({ argv: ['-Z'] }).code, 'E_UNKNOWN_FLAG');
});

test('everything wrong with the flags is said at once', () => {
  const argv = ['-u', 'many', '--duratoin', '5s', '--rps=x', '--tag', 'a', '-i'];
  assert.equal(refusalOf({ argv }).exit, 'generic');
  assert.deepEqual(complaintsOf({ argv }), [
    '-u: must be a whole number, got "many"',
    '--rps: must be a whole number, got "x"',
    '--tag: must be name=value, got "a"',
    '--duratoin: unknown flag; did you mean --duration?',
    '-i: needs a value',
  ]);
});

test('a variable that is set to nothing is not set', () => {
  const { options, warnings } = resolveFrom({ env: { K6_VUS: '', K6_THROW: '', K6_TAGS: '', K6_DURATION: '' } });
  assert.equal(options.scenarios[0]!.executor, 'per-vu-iterations');
  assert.deepEqual([options.throw, options.tags, warnings], [false, {}, []]);
});

test('a variable that cannot have an effect is a warning', () => {
  const env = { K6_HOSTS: 'a', K6_THRESHOLDS: 'b', K6_EXECUTION_SEGMENT: '0:1/2', K6_TLS_CIPHER_SUITES: 'c' };
  const { warnings, options } = resolveFrom({ env });
  assert.deepEqual(warnings.map((warning) => warning.split(' ')[0]).sort(), Object.keys(env).sort());
  assert.equal(options.executionSegment, '0:1');
});

test('the configuration file has option names for keys', () => {
  const file = {
    vus: 3,
    iterations: 6,
    out: ['json=x'],
    noUsageReport: true,
    collectors: { influxdb: {} },
    userAgent: 'me',
  };
  const { options, warnings } = resolveFrom({ file });
  assert.deepEqual(warnings, []);
  assert.deepEqual([options.out, options.noUsageReport, options.userAgent], [['json=x'], true, 'me']);
  assert.equal(options.scenarios[0]!.executor, 'shared-iterations');
});

test('what is wrong in the configuration file names the file', () => {
  assert.deepEqual(complaintsOf({ file: { vus: 'x' } }), [
    '/settings/salvo/config.json: vus: must be a whole number, got "x"',
  ]);
  assert.match(resolveFrom({ file: { vuss: 1 } }).warnings[0]!, /configuration file.*vuss \(did you mean vus\?\)/);
  const malformed = refusalOf({ file: '{ "vus": 1,' });
  assert.deepEqual([malformed.code, malformed.exit], ['E_MALFORMED_CONFIG_FILE', 'invalidConfig']);
  assert.equal(refusalOf({ file: '[]' }).exit, 'invalidConfig');
});

test('a missing configuration file is an error only when it was named', () => {
  assert.doesNotThrow(() => resolveFrom({}));
  for (const sources of [{ argv: ['-c', 'mine.json'] }, { env: { K6_CONFIG: 'mine.json' } }]) {
    const refusal = refusalOf(sources);
    assert.deepEqual([refusal.code, refusal.exit], ['E_MISSING_CONFIG_FILE', 'invalidConfig']);
  }
});

test("salvo's own file comes before k6's, a named one before both", () => {
  const texts: Record<string, string> = {
    '/settings/salvo/config.json': '{"userAgent":"salvo"}',
    '/settings/k6/config.json': '{"userAgent":"k6"}',
    'mine.json': '{"userAgent":"mine"}',
  };
  const agent = (argv: string[], without: string[] = []) => {
    const readText = (path: string) => (without.includes(path) ? undefined : texts[path]);
    return parseRunFlags(argv, {}, { configDir: '/settings', readText }).layers.file.get('userAgent')?.value;
  };
  assert.equal(agent([]), 'salvo');
  assert.equal(agent([], ['/settings/salvo/config.json']), 'k6');
  assert.equal(agent(['-c', 'mine.json']), 'mine');
});

test('a script may have no options, or empty ones, and nothing else in their place', () => {
  for (const script of [undefined, null, {}]) assert.equal(resolveFrom({ script }).options.scenarios.length, 1);
  assert.deepEqual(complaintsOf({ script: 'fast' }), ['options: must be an object, got "fast"']);
});

test('unknown names in the script are a warning; the case of known ones does not matter', () => {
  const { options, warnings } = resolveFrom({ script: { VUS: 3, Iterations: 3, durations: '5s', banana: 1 } });
  assert.equal(options.scenarios[0]!.executor, 'shared-iterations');
  assert.deepEqual(warnings, [
    "There were unknown fields in the script's options, which have no effect: durations (did you mean duration?), banana",
  ]);
});

test('faults of all sources are said at once', () => {
  const sources = {
    env: { K6_RPS: 'x' },
    file: { batch: 'y' },
    script: { throw: 1, scenarios: { a: { executor: 'b' } } },
  };
  const refusal = refusalOf(sources);
  assert.deepEqual([refusal.code, refusal.exit], ['E_INVALID_OPTIONS', 'invalidConfig']);
  const places = complaintsOf(sources).map((line) => /^(.*?): must|^(.*?): unknown/.exec(line)?.slice(1).join(''));
  assert.deepEqual(places, ['K6_RPS', '/settings/salvo/config.json: batch', 'throw', 'scenarios.a.executor']);
});

test('global options: flags, else variables, else defaults', () => {
  const { global } = outerOf({
    argv: ['-q', '--log-output=file=a.log,level=warn'],
    env: { K6_ADDRESS: ':1', NO_COLOR: '' },
  });
  assert.deepEqual(global, {
    quiet: true,
    verbose: false,
    noColor: true,
    logFormat: '',
    logOutput: { kind: 'file', path: 'a.log', least: 'warning' },
    config: '',
    address: ':1',
    addressIsFlag: false,
    profilingEnabled: false,
    secretSource: [],
  });
  assert.equal(outerOf({ argv: ['-a', ':2'], env: { K6_ADDRESS: ':1' } }).global.address, ':2');
  assert.equal(outerOf({ argv: ['-a', ':2'] }).global.addressIsFlag, true);
  assert.equal(outerOf({ argv: ['--no-color=false'], env: { NO_COLOR: '1' } }).global.noColor, false);
  // The log is needed before the script is, so its variable cannot wait.
  assert.throws(() => outerOf({ env: { K6_LOG_OUTPUT: 'syslog' } }), { code: 'E_INVALID_OPTIONS', exit: 'generic' });
  assert.equal(outerOf({ env: { K6_LOG_FORMAT: 'xml' } }).global.logFormat, '');
});

test('what loading a script needs is known before the script is', () => {
  const outer = outerOf({
    argv: ['--workers', '3', '--isolate-libs=a,b', '-eX=1'],
    env: { SALVO_WORKERS: '2', SALVO_WORKER_HEAP_MB: '64' },
    file: { sourceMaps: false, onUnsupported: 'iteration' },
  });
  assert.deepEqual([outer.workers, outer.workerHeapMb, outer.onUnsupported], [3, 64, 'iteration']);
  const { isolateLibs, sourceMaps } = outer.compile;
  assert.deepEqual([isolateLibs, sourceMaps], [['a', 'b'], false]);
});

test('the workers must be right before the script is loaded in one', () => {
  for (const [sources, complaint] of [
    [{ argv: ['--workers=-1'] }, '--workers: must be at least 0, got -1'],
    [{ env: { SALVO_WORKER_HEAP_MB: '-5' } }, 'SALVO_WORKER_HEAP_MB: must be at least 0, got -5'],
  ] as const) {
    assert.throws(() => outerOf(sources), { code: 'E_INVALID_OPTIONS', exit: 'invalidConfig' });
    assert.deepEqual(complaintsOf(sources), [complaint]);
  }
});
