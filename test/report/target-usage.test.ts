// What watched processes used, wherever it is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeGenerator } from '../../src/report/generator/judge.js';
import { renderPage } from '../../src/report/html/page.js';
import { renderMarkdown } from '../../src/report/markdown/markdown.js';
import { target } from '../../src/report/sections/target.js';
import type { TargetUsage } from '../../src/report/target-usage.js';
import { plainPalette } from '../../src/report/text/palette.js';
import { healthyFigures, PROCESS } from './generator-figures.js';
import { FACTS, recordedSummary } from './runs.js';
import { ONE_TARGET, TARGET } from './usage-figures.js';

const SERVER = 'node server.js (pid 4242 with 3 children, port 8080)';
const SERVER_LINE = `${SERVER}: 1.25 of 4 cores, 1.75 at most; 80 MB of memory, 100 MB at most`;

const summary = recordedSummary({
  samples: [
    ['http_reqs', 1],
    ['target_cpu', 1],
    ['target_cpu', 1.5],
    ['target_memory', 96_000_000],
  ],
  generator: judgeGenerator([healthyFigures(3)], PROCESS),
  target: TARGET,
});

const STYLE = { mode: 'compact', trendStats: [], timeUnit: '', runDurationMs: 1000, palette: plainPalette } as const;
const linesOf = (targets: readonly TargetUsage[]): readonly string[] =>
  target.text({ ...summary, targets }, STYLE).flatMap(({ lines }) => lines);

test('the text has a line for each process, and one for all when they are several', () => {
  assert.deepEqual(linesOf([]), []);
  assert.deepEqual(linesOf([ONE_TARGET]), [SERVER_LINE]);
  assert.deepEqual(linesOf([TARGET]), [
    'all together: 1.37 of 4 cores, 1.90 at most; 96 MB of memory, 120 MB at most',
    SERVER_LINE,
    'post<gres| (pid 77, ended before the test did): 16 MB of memory, 20 MB at most',
  ]);
  const unseen = { ...ONE_TARGET.processes[0]!, cpuCores: undefined, memoryBytes: undefined };
  assert.match(linesOf([{ ...ONE_TARGET, processes: [unseen] }])[0]!, /: not seen while the test ran$/);
});

test('the page has them beside latency and throughput, and in tables', () => {
  const page = renderPage(summary, { ...FACTS, generator: ['verdict: ok'] });
  assert.match(
    page,
    /target, cores in use<\/span><strong>1\.25<\/strong><span class="aside">on average, 1\.50 at most/,
  );
  assert.match(page, /target, memory<\/span><strong>96 MB/);
  assert.match(
    page,
    /<h2>Target<\/h2>.*<td>node server\.js \(pid 4242[^<]*<\/td><td>1\.25<\/td><td>1\.75<\/td><td>80 MB/,
  );
  assert.match(page, /<td>post&lt;gres\| /);
  assert.match(page, /<h2>Generator<\/h2>.*<pre>verdict: ok<\/pre>.*<td>3<\/td><td>ok<\/td><td>30\.0%<\/td>/);
});

test('markdown has a row for each process', () => {
  const text = renderMarkdown(summary, { title: 'x', trendStats: ['avg'], timeUnit: '' });
  assert.match(text, /\| Target \| Cores, average \|/);
  assert.ok(text.includes(`| ${SERVER} | 1.25 | 1.75 | 80 MB | 100 MB |`), text);
  assert.match(text, /\| post\\<gres\\\| \(pid 77, ended before the test did\) \| {2}\| {2}\| 16 MB/);
  assert.doesNotMatch(text, /target_cpu/);
});
