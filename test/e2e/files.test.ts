// The files that a run leaves behind for machines and readers.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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

test('a file that cannot be written is said and the others are written', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const { stderr } = await runSalvo(
    [
      'run',
      '-q',
      '-e',
      `URL=${server.url}`,
      '--no-thresholds',
      '--summary-json=missing/s.json',
      '--junit=j.xml',
      'script.js',
    ],
    { cwd: folder.path },
  );
  assert.match(stderr, /cannot write missing\/s\.json/);
  assert.match(await readFile(join(folder.path, 'j.xml'), 'utf8'), /<testsuites /);
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
