// merge, report and diff, as a pipeline calls them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from '../../src/report/document/read.js';
import { renderDocument } from '../../src/report/document/write.js';
import { runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';
import { FACTS, recordedSummary } from '../report/runs.js';

function documentOf(
  durations: readonly number[],
  thresholds: Readonly<Record<string, readonly string[]>> = {},
): string {
  const samples = durations.flatMap((duration) => [
    ['http_reqs', 1] as const,
    ['http_req_duration', duration] as const,
  ]);
  return renderDocument(recordedSummary({ samples, thresholds }), FACTS);
}
const steady = (around: number): number[] => Array.from({ length: 400 }, (_, at) => around + (at % 40) / 10);

test('merge prints one summary and writes it', async () => {
  await using folder = await tempFolder({ 'a.json': documentOf([1, 2]), 'b.json': documentOf([3, 4, 5]) });
  const { code, stdout } = await runSalvo(
    ['merge', 'a.json', 'b.json', '-o', 'all.json', '--summary-trend-stats=med,count'],
    { cwd: folder.path },
  );
  assert.equal(code, 0);
  assert.match(stdout, /http_req_duration\.+: med=3ms count=5\n {4}http_reqs\.+: 5 5\/s\n/);
  const merged = parseDocument(await readFile(join(folder.path, 'all.json'), 'utf8'), 'all.json');
  assert.equal(merged.facts.runs, 2);
});

test('merge judges thresholds on all values', async () => {
  const thresholds = { http_reqs: ['count<5'] };
  await using folder = await tempFolder({
    'a.json': documentOf([1, 2], thresholds),
    'b.json': documentOf([3, 4, 5], thresholds),
  });
  const { code, stdout } = await runSalvo(['merge', 'a.json', 'b.json'], { cwd: folder.path });
  assert.equal(code, 99);
  assert.match(stdout, /✗ 'count<5' count=5/);
});

test('report writes a page', async () => {
  await using folder = await tempFolder({ 'a.json': documentOf([1, 2]) });
  const { code, stdout } = await runSalvo(['report', 'a.json', '-o', 'page.html'], { cwd: folder.path });
  assert.deepEqual([code, stdout], [0, 'page.html written\n']);
  assert.match(await readFile(join(folder.path, 'page.html'), 'utf8'), /^<!doctype html>/);
});

test('diff shows both runs and fails on what was asked', async () => {
  await using folder = await tempFolder({ 'base.json': documentOf(steady(100)), 'new.json': documentOf(steady(150)) });
  const diff = (...more: string[]) => runSalvo(['diff', 'base.json', 'new.json', ...more], { cwd: folder.path });
  const shown = await diff();
  assert.equal(shown.code, 0);
  assert.match(shown.stdout, /^http_req_duration\n {2}avg .* worse\n/m);
  assert.doesNotMatch(shown.stdout, /^http_reqs$/m);
  assert.match((await diff('--all')).stdout, /^http_reqs\n {2}rate .* within the noise\n/m);
  const held = await diff('--fail-on', 'http_req_duration.p95>+60%');
  assert.equal(held.code, 0);
  assert.match(held.stdout, /\n✓ http_req_duration\.p95>\+60%: 103\.7ms to 153\.7ms \(\+48\.2%\)\n$/);
  const failed = await diff('--fail-on', 'http_req_duration.p95>+10%', '--fail-on', 'http_reqs.rate<-10%');
  assert.equal(failed.code, 99);
  assert.match(
    failed.stdout,
    /\n✗ http_req_duration\.p95>\+10%: 103\.7ms to 153\.7ms \(\+48\.2%\)\n✓ http_reqs\.rate<-10%: .*, within the noise\n$/,
  );
});

test('wrong use and wrong files', async () => {
  await using folder = await tempFolder({ 'a.json': documentOf([1]), 'k6.json': '{"metrics":{}}' });
  const failing = async (...args: string[]): Promise<string> => {
    const { code, stderr } = await runSalvo(args, { cwd: folder.path });
    assert.notEqual(code, 0);
    return stderr;
  };
  assert.match(await failing('merge', 'a.json'), /E_MISSING_ARGUMENT/);
  assert.match(
    await failing('report', 'k6.json'),
    /E_BAD_SUMMARY_FILE: k6\.json is no summary of salvo: format: salvo-summary is missing/,
  );
  assert.match(await failing('report', 'none.json'), /E_CANNOT_READ/);
  assert.match(await failing('diff', 'a.json', 'a.json', '--fail-on', 'x'), /E_BAD_CONDITION/);
  assert.match(await failing('diff', 'a.json', 'a.json', 'a.json'), /E_TOO_MANY_ARGUMENTS/);
});
