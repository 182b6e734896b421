// Whatever a script does to its builtins, the tool's numbers and lines stay what they are: each tampering in a VU of its
// own, all in one run.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from '../../src/report/document/read.js';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';
import { TAMPERINGS } from './tamperings.js';

const ITERATIONS = 3;
const names = Object.keys(TAMPERINGS);

/** Names in order; the checks and the counter say how often each was true. */
const SCRIPT = `
import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { Counter, Trend } from 'k6/metrics';
const counters = [${names.map((_, i) => `new Counter('work_${i}')`).join(', ')}];
const trend = new Trend('own_trend');
const URL = __ENV.URL;
const tamper = [${Object.values(TAMPERINGS)
  .map((code) => `() => { ${code} }`)
  .join(',\n')}];
function work(number) {
  if (__ITER === 0) tamper[number]();
  const response = http.get(URL + number + '?a=' + __ITER, { headers: { 'X-Own': 'yes' } });
  check(response, { ok: (r) => r.status === 200 });
  group('g', () => { http.post(URL + number, { field: 'value' }); });
  sleep(0.01);
  counters[number].add(1);
  trend.add(1.5, { own: 'tag' });
  console.log('WORK ' + number);
}
export const options = { scenarios: { ${names
  .map((_, i) => `s${i}: { executor: 'per-vu-iterations', vus: 1, iterations: ${ITERATIONS}, exec: 'w${i}' }`)
  .join(', ')} } };
${names.map((_, i) => `export function w${i}() { work(${i}); }`).join('\n')}
`;

test(`${names.length} tamperings change no count and no line`, async () => {
  const seen = new Map<string, number>();
  await using server = await countingServer((request, response) => {
    const path = `${request.method} ${request.url!.replace(/\?.*/, '')} ${request.headers['x-own'] ?? ''}`;
    seen.set(path, (seen.get(path) ?? 0) + 1);
    request.resume().on('end', () => response.end('{"a":1}'));
  });
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const args = ['run', '-q', '--log-format=raw', '--isolation=vu', '--summary-json=s.json', `--env=URL=${server.url}/`];
  const { code, stderr } = await runSalvo([...args, 'script.js'], { cwd: folder.path, limitMs: 180_000 });
  const { metrics } = parseDocument(await readFile(join(folder.path, 's.json'), 'utf8'), 's.json').summary.snapshot;
  /** Samples of a rate or a trend, the sum of a counter. */
  const counted = (name: string): number | undefined => {
    const stats = metrics.get(name)?.stats;
    if (stats?.type === 'counter') return stats.sum;
    if (stats?.type === 'rate') return stats.passes;
    return stats?.type === 'trend' ? stats.count : undefined;
  };
  const lines = stderr.split('\n');
  const wrong = names.filter((_, i) => {
    const gets = seen.get(`GET /${i} yes`) ?? 0;
    const posts = seen.get(`POST /${i} `) ?? 0;
    const logged = lines.filter((line) => line === `WORK ${i}`).length;
    return [gets, posts, logged, counted(`work_${i}`)].some((count) => count !== ITERATIONS);
  });
  assert.deepEqual(wrong, [], stderr);
  assert.equal(code, 0);
  const total = names.length * ITERATIONS;
  // The one for responses needs a response to begin with.
  const requests = 2 * total + 1;
  assert.equal(server.answered, requests);
  assert.deepEqual(
    ['http_reqs', 'iterations', 'checks', 'own_trend'].map((name) => [name, counted(name)]),
    [
      ['http_reqs', requests],
      ['iterations', total],
      ['checks', total],
      ['own_trend', total],
    ],
  );
});
