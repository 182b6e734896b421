// The files that a run leaves behind for machines and readers.
import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from '../../src/report/document/read.js';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

const SCRIPT = `
import http from 'k6/http';
import { check } from 'k6';
export const options = { vus: 2, iterations: 30, thresholds: { http_reqs: ['count>1000'] } };
export default function () {
  check(http.get(__ENV.URL), { 'status is 200': (r) => r.status === 200 });
}`;
const ALL = ['--summary-json=s.json', '--report=r.html', '--junit=j.xml', '--markdown=m.md'];

test('a run writes all files it is asked for, also when a threshold fails', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const env = { GITHUB_STEP_SUMMARY: join(folder.path, 'step.md'), GITHUB_ACTIONS: 'true' };
  const { code, stderr } = await runSalvo(['run', '-e', `URL=${server.url}`, ...ALL, 'script.js'], {
    cwd: folder.path,
    env,
  });
  const read = (name: string): Promise<string> => readFile(join(folder.path, name), 'utf8');
  assert.equal(code, 99);
  const { summary, facts } = parseDocument(await read('s.json'), 's.json');
  const requests = summary.snapshot.metrics.get('http_reqs')!.stats;
  assert.ok(requests.type === 'counter' && requests.sum === server.answered);
  assert.deepEqual(summary.checks, [{ name: 'status is 200', groupPath: '', passes: 30, fails: 0 }]);
  assert.equal(facts.script, 'script.js');
  assert.match(await read('r.html'), /✗ 1 of 1 thresholds crossed/);
  assert.match(
    await read('j.xml'),
    /<testcase classname="run" name="script\.js" time="0"\/>.*count&gt;1000 was crossed: count=30/s,
  );
  assert.match(await read('m.md'), /^## ❌ script\.js/);
  assert.equal(await read('step.md'), await read('m.md'));
  assert.match(stderr, /::error title=Threshold crossed::http_reqs: count>1000, measured count=30\n/);
});

test('the summaries of two runs merge', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const run = (file: string) =>
    runSalvo(['run', '-q', '-e', `URL=${server.url}`, '--no-thresholds', `--summary-json=${file}`, 'script.js'], {
      cwd: folder.path,
    });
  assert.deepEqual([(await run('a.json')).code, (await run('b.json')).code], [0, 0]);
  const { code, stdout } = await runSalvo(['merge', 'a.json', 'b.json'], { cwd: folder.path });
  assert.equal(code, 0);
  assert.match(stdout, /checks_succeeded\.+: 100\.00% 60 out of 60/);
  assert.match(stdout, /http_reqs\.+: 60 /);
});

test('a file that cannot be written is said before the run, in the files that can', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const bad = [
    '--summary-json=missing/s.json',
    '--report=.',
    '--markdown=script.js/m.md',
    '--summary-export=missing/e',
  ];
  for (const flag of bad) {
    const { code, stderr } = await runSalvo(
      ['run', '-q', '-e', `URL=${server.url}`, flag, '--junit=j.xml', 'script.js'],
      { cwd: folder.path },
    );
    const name = flag.slice(flag.indexOf('=') + 1);
    assert.equal(code, 255);
    assert.equal(stderr.split(`\nE_CANNOT_WRITE: cannot write ${name}: `).length, 2, stderr);
    assert.match(await readFile(join(folder.path, 'j.xml'), 'utf8'), /<failure message="cannot write /);
    await rm(join(folder.path, 'j.xml'));
  }
  assert.equal(server.answered, 0);
});

const FAILURES = [
  {
    name: 'a syntax error',
    script: 'export default function () {\n  let = ;\n}',
    code: 107,
    reason: /script\.js:2:\d+: Unexpected/,
  },
  {
    name: 'an error in the init context',
    script: 'throw new Error("no luck");\nexport default function () {}',
    code: 107,
    reason: /no luck/,
  },
  {
    name: 'invalid options',
    script: 'export const options = { vus: -1, duration: "x" };\nexport default function () {}',
    code: 104,
    reason: /2 invalid options/,
  },
  { name: 'a script that is not there', script: undefined, code: 255, reason: /could not be read/ },
];

for (const { name, script, code: expected, reason } of FAILURES) {
  test(`${name} is in all files that people and CI systems read, and no numbers are`, async () => {
    await using folder = await tempFolder(script === undefined ? {} : { 'script.js': script });
    const env = { GITHUB_STEP_SUMMARY: join(folder.path, 'step.md'), GITHUB_ACTIONS: 'true' };
    const { code, stderr } = await runSalvo(['run', '-q', ...ALL, 'script.js'], { cwd: folder.path, env });
    const read = (file: string): Promise<string> => readFile(join(folder.path, file), 'utf8');
    assert.equal(code, expected);
    assert.match(await read('j.xml'), new RegExp(`failures="1"[^]*<failure message="[^"]*${reason.source}`));
    assert.match(await read('r.html'), new RegExp(`✗ failed</span>[^]*${reason.source}`));
    assert.match(await read('m.md'), new RegExp(`^## ❌ script\\.js[^]*${reason.source}`));
    assert.equal(await read('step.md'), await read('m.md'));
    assert.match(stderr, new RegExp(`^::error title=Test failed::.*${reason.source}`, 'm'));
    await assert.rejects(read('s.json'), { code: 'ENOENT' });
  });
}

const CHECKS = `
import { check } from 'k6';
import exec from 'k6/execution';
export const options = { iterations: 100, thresholds: { checks: ['rate>' + __ENV.LEAST] } };
export default function () {
  check(0, { 'not every ninth': () => exec.scenario.iterationInTest % 9 !== 8 });
  if (__ENV.END === 'abort') exec.test.abort('enough');
  if (__ENV.END === 'fail') exec.test.fail('not good');
}`;
const ENDS = [
  { env: ['LEAST=0.8'], code: 0, failures: 0 },
  { env: ['LEAST=0.95'], code: 99, failures: 2 },
  { env: ['LEAST=0.8', 'END=abort'], code: 108, failures: 1 },
  { env: ['LEAST=0.8', 'END=fail'], code: 110, failures: 1 },
];

for (const { env, code: expected, failures } of ENDS) {
  test(`JUnit says what the exit code says: ${env.join(' ')}`, async () => {
    await using folder = await tempFolder({ 'script.js': CHECKS });
    const { code } = await runSalvo(['run', '-q', ...env.flatMap((one) => ['-e', one]), '--junit=j.xml', 'script.js'], {
      cwd: folder.path,
    });
    const junit = await readFile(join(folder.path, 'j.xml'), 'utf8');
    assert.equal(code, expected);
    assert.equal(Number(/<testsuites [^>]* failures="(\d+)"/.exec(junit)![1]), failures, junit);
  });
}

test('- is standard output', async () => {
  await using folder = await tempFolder({ 'script.js': CHECKS });
  const salvo = (...args: string[]) => runSalvo(args, { cwd: folder.path });
  const quiet = ['run', '-q', '--summary-mode=disabled', '-e', 'LEAST=0'];
  const run = await salvo(...quiet, '--summary-json=-', '--report=r.html', 'script.js');
  parseDocument(run.stdout, '-');
  assert.match(run.stderr, /level=info msg="written: r\.html"/);
  await writeFile(join(folder.path, 's.json'), run.stdout);
  const page = await salvo('report', 's.json', '-o', '-');
  assert.match(page.stdout, /^<!doctype html>.*<\/html>\n$/is);
  const merged = await salvo('merge', 's.json', 's.json', '-o', '-');
  assert.equal(parseDocument(merged.stdout, '-').facts.runs, 2);
  assert.deepEqual((await readdir(folder.path)).sort(), ['r.html', 's.json', 'script.js']);
});

test('--new-machine-readable-summary is what handleSummary and the export get', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({
    'script.js': `${SCRIPT}
      export function handleSummary(data) { return { stdout: JSON.stringify(data), 'more.txt': 'x' }; }`,
  });
  const flags = ['-q', '--no-thresholds', '--new-machine-readable-summary', '--summary-export=e.json'];
  const { code, stdout } = await runSalvo(['run', '-e', `URL=${server.url}`, ...flags, 'script.js'], {
    cwd: folder.path,
  });
  assert.equal(code, 0);
  const data = JSON.parse(stdout);
  assert.equal(data.version, '1.0.0');
  assert.match(data.config.script, /handleSummary/);
  assert.deepEqual(data.results.checks.results, [{ name: 'status is 200', passes: 30, fails: 0 }]);
  const exported = JSON.parse(await readFile(join(folder.path, 'e.json'), 'utf8'));
  assert.deepEqual(exported.results, data.results);
  assert.equal(await readFile(join(folder.path, 'more.txt'), 'utf8'), 'x');
});

test('the older forms: data of handleSummary and the export', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({
    'script.js': `${SCRIPT}
      export function setup() { return { token: 'x' }; }
      export function handleSummary(data) { return { stdout: JSON.stringify(data) }; }`,
  });
  const flags = ['-q', '--summary-export=e.json'];
  const { code, stdout } = await runSalvo(['run', '-e', `URL=${server.url}`, ...flags, 'script.js'], {
    cwd: folder.path,
  });
  assert.equal(code, 99);
  const data = JSON.parse(stdout);
  assert.deepEqual(data.setup_data, { token: 'x' });
  assert.deepEqual(data.metrics.http_reqs.thresholds, { 'count>1000': { ok: false } });
  assert.deepEqual(data.state.isStdOutTTY, false);
  assert.equal(data.root_group.checks[0].passes, 30);
  const exported = JSON.parse(await readFile(join(folder.path, 'e.json'), 'utf8'));
  assert.deepEqual(exported.metrics.http_reqs.thresholds, { 'count>1000': true });
  assert.equal(exported.root_group.checks['status is 200'].passes, 30);
});
