// What a run was over time: recorded for reports, and only for those.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Timeline } from '../../src/metrics/timeline/timeline.js';
import { runSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

const SCRIPT = `
  import http from 'k6/http';
  import { check, sleep } from 'k6';
  export const options = {
    scenarios: { all: { executor: 'constant-arrival-rate', rate: 20, duration: '4s', preAllocatedVUs: 10 } },
    thresholds: { 'http_req_duration{kind:a}': ['p(95)<60000'] },
  };
  export function setup() { http.get(__ENV.URL + '/setup'); }
  export default function () {
    check(http.get(__ENV.URL + '/', { tags: { kind: 'a' } }), { ok: (response) => response.status === 200 });
  }
`;

test('report, Markdown and JSON tell it, and its sums are those of the scenarios', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const files = ['--summary-json', 'sum.json', '--report', 'page.html', '--markdown', 'sum.md'];
  const args = ['run', '--workers', '2', '-e', `URL=${server.url}`, ...files, 'script.js'];
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path });
  assert.equal(code, 0, stderr);
  const text = (name: string): Promise<string> => readFile(join(folder.path, name), 'utf8');
  const { timeline } = JSON.parse(await text('sum.json')) as { timeline: { version: number; runs: Timeline[] } };
  assert.equal(timeline.version, 1);
  const [{ endsMs, series }] = timeline.runs as [Timeline];
  assert.ok(endsMs.length >= 1 && endsMs.at(-1)! >= 3900, String(endsMs));
  const column = (key: string, name: string): readonly (number | null)[] => {
    const found = series.find((one) => one.key === key)!.figures[name]!;
    assert.equal(found.length, endsMs.length);
    return found as readonly (number | null)[];
  };
  const total = (key: string, name: string): number =>
    column(key, name).reduce<number>((sum, one) => sum + (one ?? 0), 0);
  // Without the request of setup().
  assert.equal(total('http_reqs', 'sum'), counterIn(stdout, 'http_reqs') - 1);
  assert.equal(total('http_req_duration{kind:a}', 'count'), total('http_reqs', 'sum'));
  assert.equal(total('iterations', 'sum'), counterIn(stdout, 'iterations'));
  assert.equal(total('checks', 'total'), counterIn(stdout, 'iterations'));
  assert.match(await text('page.html'), /<h2>Over time<\/h2>[\s\S]*Duration of requests over time/);
  assert.match(await text('sum.md'), /\| For each second: http\\_reqs \| [▁▂▃▄▅▆▇█ ]+ \|/);
  // The page can be made of the file, later.
  const again = await runSalvo(['report', 'sum.json', '-o', 'again.html'], { cwd: folder.path });
  assert.equal(again.code, 0, again.stderr);
  const sectionOf = (page: string): string =>
    page.slice(page.indexOf('<h2>Over time'), page.indexOf('<h2>Percentiles'));
  assert.equal(sectionOf(await text('again.html')), sectionOf(await text('page.html')));
});
