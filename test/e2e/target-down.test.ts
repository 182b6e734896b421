// A port that nobody listens on: whose fault that is, and how often it is said.
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
export default function () { http.get(__ENV.URL); }
`;

async function freeUrl(): Promise<string> {
  const server = await countingServer();
  await server.close();
  return server.url;
}

/** How often the log says that a request failed: the number behind the ×, 1 without one. */
const failuresIn = (log: string): { lines: number; times: number } => {
  const said = [...log.matchAll(/level=warning msg="Request Failed(?: ×([\d,]+))?" error="[^\n]*connection refused"/g)];
  const times = said.map(([, count = '1']) => Number(count.replaceAll(',', '')));
  return { lines: said.length, times: times.reduce((sum, one) => sum + one, 0) };
};

test('a target that is down is said once with the number of requests, and is no fault of the generator', async () => {
  const url = await freeUrl();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const flags = ['-u', '20', '-d', '4s', '--workers', '2', '--fail-on-saturation', '--summary-json=s.json'];
  const { code, stdout, stderr } = await runSalvo(['run', ...flags, '-e', `URL=${url}`, 'script.js'], {
    cwd: folder.path,
  });
  assert.equal(code, 0, stderr);
  const { summary } = parseDocument(await readFile(join(folder.path, 's.json'), 'utf8'), 's.json');
  const requests = summary.snapshot.metrics.get('http_reqs')!.stats;
  assert.ok(requests.type === 'counter');
  const words = `The target is down: all ${requests.sum.toLocaleString('en-US')} requests were refused.`;
  assert.equal(stdout.split(words).length, 2, stdout);
  assert.equal(stderr.split(words).length, 2, stderr);
  assert.match(stdout, /█ GENERATOR \n\n {4}ok: /);
  assert.doesNotMatch(stderr, /saturated/);
  const failures = failuresIn(stderr);
  assert.equal(failures.times, requests.sum);
  assert.ok(requests.sum > 100 && failures.lines <= 10, `${failures.lines} lines for ${requests.sum} requests`);
});

test('one answer, and the target is not called down', async () => {
  await using server = await countingServer();
  const url = await freeUrl();
  await using folder = await tempFolder({
    'script.js': `${SCRIPT} export function setup() { http.get(__ENV.UP); }`,
  });
  const env = ['-e', `URL=${url}`, '-e', `UP=${server.url}`];
  const { code, stdout, stderr } = await runSalvo(['run', '-i', '30', ...env, 'script.js'], { cwd: folder.path });
  assert.equal(code, 0, stderr);
  assert.equal(failuresIn(stderr).times, 30);
  assert.doesNotMatch(stdout + stderr, /target is down/);
});

test('lines of the console are never counted instead of written', async () => {
  await using folder = await tempFolder({
    'script.js': `export default function () { console.warn('Request Failed'); }`,
  });
  const { stderr } = await runSalvo(['run', '-i', '30', 'script.js'], { cwd: folder.path });
  assert.equal(stderr.match(/msg="Request Failed"/g)?.length, 30);
});
