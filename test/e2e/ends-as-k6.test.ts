// How runs end whose scripts throw, abort or leave promises behind outside of iterations, and what setup() may return.
// Codes and values are those of k6 2.2.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { runScript } from '../helpers/script-run.js';
import { tempFolder } from '../helpers/temp.js';

const HEAD = "import exec from 'k6/execution'; import { fail, group, check } from 'k6';";
const NOTHING = 'export default function () {}';

for (const [what, script, expected, exceptions] of [
  ['init throws', `fail('boo'); ${NOTHING}`, 107, ['GoError: boo']],
  ['setup() throws', `export function setup() { throw new TypeError('boo'); } ${NOTHING}`, 107, ['TypeError: boo']],
  ['init leaves a rejection', `Promise.reject(new Error('boo')); ${NOTHING}`, 255, []],
  ['setup() leaves a rejection', `export function setup() { Promise.reject(new Error('boo')); } ${NOTHING}`, 255, []],
  ['an iteration leaves a rejection', "export default function () { Promise.reject(new Error('boo')); }", 0, []],
  ['an iteration throws', "export default function () { throw new Error('boo'); }", 0, ['Error: boo']],
  [
    'handleSummary() throws',
    `${NOTHING} export function handleSummary() { throw new Error('boo'); }`,
    0,
    ['Error: boo'],
  ],
  ['handleSummary() aborts', `${NOTHING} export function handleSummary() { exec.test.abort('boo'); }`, 0, []],
  ['handleSummary() fails the test', `${NOTHING} export function handleSummary() { exec.test.fail('boo'); }`, 0, []],
  ['options are a function', `export const options = () => ({ vus: 2 }); ${NOTHING}`, 255, []],
  [
    'a scenario runs nothing',
    `export const options = { scenarios: { boo: { executor: 'shared-iterations', exec: '' } } }; ${NOTHING}`,
    104,
    [],
  ],
  ['init fails the test', `exec.test.fail('boo'); ${NOTHING}`, 107, ['GoError: exec.test.fail()']],
] as const)
  test(`${what}: exit code ${expected}`, async () => {
    const { code, log, stderr } = await runScript(HEAD + script);
    assert.equal(code, expected, stderr);
    const thrown = log.filter(({ source }) => source === 'stacktrace').map(({ msg }) => msg.split('\n')[0]!);
    assert.equal(thrown.length, exceptions.length, stderr);
    for (const [at, begin] of exceptions.entries()) assert.ok(thrown[at]!.startsWith(begin), thrown[at]);
    assert.ok(
      log.some(({ level, msg }) => level === 'error' && /boo|exec\.test\.fail|options is a function/.test(msg)),
      stderr,
    );
  });

test('init code has no VU, no scenario and no instance', async () => {
  const { said } = await runScript(`${HEAD}
    const thrown = ['vu', 'scenario', 'instance'].map((name) => { try { return typeof exec[name]; } catch (error) { return error.name; } });
    export default function () { console.log(thrown, ['vu', 'scenario', 'instance'].map((name) => typeof exec[name])); }
  `);
  assert.deepEqual(said, ['[ "GoError", "GoError", "GoError" ] [ "object", "object", "object" ]']);
});

test('what setup() returns goes through JSON in the way of k6', async () => {
  const { said } = await runScript(`
    export function setup() {
      return { big: 5n, bytes: new Uint8Array([1, 2, 3]), numbers: new Uint16Array([1, 300]), set: new Set([1, { a: 2 }]),
        map: new Map([['a', 1]]), symbol: Symbol('s'), none: undefined };
    }
    export default function (data) { console.log(JSON.stringify(data)); }
  `);
  assert.deepEqual(JSON.parse(said[0]!), {
    ...{ big: 5, bytes: 'AQID', numbers: [1, 300], set: [1, { a: 2 }], map: [['a', 1]], symbol: 's', none: null },
  });
});

test('dates that setup() returns are those of the machine’s own zone, as Go writes them', async () => {
  const script = `export const setup = () => ({ day: new Date(86_400_500), none: new Date(NaN) });
    export default function (data) { console.log(data.day, data.none); }`;
  for (const [TZ, day] of [
    ['UTC', '1970-01-02T00:00:00.5Z'],
    ['Asia/Kolkata', '1970-01-02T05:30:00.5+05:30'],
  ] as const) {
    const { said } = await runScript(script, [], { TZ });
    assert.deepEqual(said, [`${day} null`]);
  }
});

for (const [what, later, thrown] of [
  ['a rejection', "Promise.reject(new Error('boo'));", 1],
  ['a timer that throws', "setTimeout(() => { throw new Error('boo'); }, 5);", 1],
  ['an abort', "Promise.resolve().then(() => exec.test.abort('boo'));", 1],
] as const)
  test(`${what} costs nobody what handleSummary() has returned`, async () => {
    const { code, stdout, log, stderr } = await runScript(
      `${HEAD} ${NOTHING} export function handleSummary() { ${later} return { stdout: '\\nmine\\n' }; }`,
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^mine$/m);
    assert.doesNotMatch(stdout, /TOTAL RESULTS/);
    assert.equal(log.filter(({ level, msg }) => level === 'error' && msg.includes('boo')).length, thrown, stderr);
  });

test('what k6 gives out can be called without new, listed and printed', async () => {
  const { code, said, stderr } = await runScript(`${HEAD}
    import http from 'k6/http'; import { Counter } from 'k6/metrics'; import { SharedArray } from 'k6/data';
    const counter = Counter('called');
    const shared = SharedArray('list', () => [1, 2]);
    export default function () {
      counter.add(1);
      console.log(Object.keys(counter), shared.length, typeof http.CookieJar().set);
      console.log(\`\${exec.vu.tags} \${exec.vu.metrics.metadata}\`, exec.vu.tags.nothing, exec.vu.tags instanceof Object);
      exec.vu.tags = { a: 'b' };
      console.log(exec.vu.tags);
      console.log(Object.keys(console));
      console.log(http.url\`http://me:secret@a/\${5}\`);
      for (const text of ['http://[::1', ':x']) try { http.url([text]); } catch (error) { console.log(error.name); }
    }
  `);
  assert.equal(code, 0, stderr);
  assert.deepEqual(said, [
    '[ "name", "add" ] 2 function',
    '[object Object] [object Object] undefined true',
    '{ group: "", scenario: "default" }',
    '[ "debug", "error", "info", "log", "warn" ]',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 names templates like this.
    '{ name: "http://me:secret@a/${}", url: "http://me:secret@a/5", clean_url: "http://****:****@a/5" }',
    'GoError',
    'GoError',
  ]);
});

test('thresholds that may end a run are shown with their delay; without a summary nobody asks for parts of metrics', async () => {
  const script = `import exec from 'k6/execution'; import http from 'k6/http';
    const iterations = ['count>0', { threshold: 'count<9', abortOnFail: true }, { threshold: 'count<8', abortOnFail: true, delayAbortEval: '0s' }];
    export const options = { thresholds: { iterations } };
    export default function () { http.get('http://127.0.0.1:1/'); console.log(JSON.stringify(exec.test.options.thresholds.iterations)); }`;
  const { said } = await runScript(script);
  const object = (threshold: string, delayAbortEval: unknown): object => ({
    threshold,
    abortOnFail: true,
    delayAbortEval,
  });
  assert.deepEqual(JSON.parse(said[0]!), ['count>0', object('count<9', null), object('count<8', '0s')]);
  for (const [args, submetrics] of [
    [['--no-thresholds'], 1],
    [['--no-thresholds', '--summary-mode', 'disabled'], 0],
  ] as const) {
    const { metric } = await runScript(script, args);
    assert.equal(((metric('http_req_duration')?.submetrics ?? []) as unknown[]).length, submetrics);
  }
});

test('a group without a name is the group around it; one without a function, and a promise for a check, are refused', async () => {
  const { said, points } = await runScript(`${HEAD}
    export default function () {
      group('', () => check(1, { root: true }));
      group('outer', () => group('', () => check(1, { inner: true })));
      for (const call of [() => group('x'), () => check(1, { later: async () => true })])
        try { call(); console.log('went on'); } catch (error) { console.log(error.name); }
    }
  `);
  assert.deepEqual(said, ['GoError', 'GoError']);
  assert.deepEqual(
    points('checks').map(({ tags }) => [tags.check, tags.group]),
    [
      ['root', ''],
      ['inner', '::outer'],
    ],
  );
  assert.deepEqual(
    points('group_duration').map(({ tags }) => tags.group),
    ['', '::outer', '::outer'],
  );
});

test('the file of the console has the form of the log, and no source', async () => {
  await using folder = await tempFolder({
    'script.js': "export default function () { console.log('two words'); console.warn(''); }",
  });
  const lines = async (...flags: string[]): Promise<string[]> => {
    const name = `console-${flags.join('')}.txt`;
    const { code } = await runSalvo(['run', '-q', '--console-output', name, ...flags, 'script.js'], {
      cwd: folder.path,
    });
    assert.equal(code, 0);
    const text = await readFile(join(folder.path, name), 'utf8');
    return text.replace(/time="[^"]*" |,"time":"[^"]*"/g, '').split('\n');
  };
  assert.deepEqual(await lines(), ['level=info msg="two words"', 'level=warning', '']);
  assert.deepEqual(await lines('--log-format=raw'), ['two words', '', '']);
  assert.deepEqual(await lines('--log-format=json'), [
    ...['{"level":"info","msg":"two words"}', '{"level":"warning","msg":""}', ''],
  ]);
});

test('timers run on when handleSummary() fails, and end without a word with a setup() that does', async () => {
  const later = "setTimeout(() => console.log('timer'), 30);";
  const summary = await runScript(
    `${NOTHING} export function handleSummary() { ${later} throw new Error('boo'); }`,
    [],
  );
  assert.deepEqual([summary.code, summary.said], [0, ['timer']]);
  assert.match(summary.stderr, /Error: boo/);
  assert.doesNotMatch(summary.stderr, /was stopped/);
  const setup = await runScript(`export function setup() { ${later} throw new Error('boo'); } ${NOTHING}`, []);
  assert.deepEqual([setup.code, setup.said], [107, []]);
  assert.doesNotMatch(setup.stderr, /was stopped/);
});

test('what handleSummary() cannot have meant costs the summary and its export', async () => {
  for (const value of ["'text'", '5', '[1]', "{ stdout: 5, 'o.txt': 'x' }", '{ stdout: undefined }']) {
    await using folder = await tempFolder({
      'script.js': `export default function () {} export function handleSummary() { return ${value}; }`,
    });
    const { code, stdout, stderr } = await runSalvo(['run', '-q', '--summary-export=e.json', 'script.js'], {
      cwd: folder.path,
    });
    assert.deepEqual([code, stdout.trim()], [0, ''], value);
    assert.match(stderr, /level=error msg="handleSummary\(\) .*there is no summary"/);
    for (const name of ['e.json', 'o.txt']) await assert.rejects(readFile(join(folder.path, name)), { code: 'ENOENT' });
  }
});
