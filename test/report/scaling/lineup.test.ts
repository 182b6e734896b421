import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareDocument } from '../../../src/report/scaling/document.js';
import { lineupsOf } from '../../../src/report/scaling/lineup.js';
import type { Round } from '../../../src/report/scaling/round.js';
import { lineupsMarkdown, renderLineups } from '../../../src/report/scaling/table.js';
import { wordsOf } from '../../../src/report/scaling/words.js';
import { aRound } from './rounds.js';

const round = (one: number, two: number): Round[] => [
  aRound({ iterations: one, requests: one, cpuMs: 1000 }),
  aRound({ workers: 2, iterations: two, requests: two, cpuMs: 1000 }),
];
const wordsFor = (...rounds: Round[][]): string => wordsOf(lineupsOf([1, 2], rounds)).join('\n');

test('figures are medians over the runs, and the speedup is that of runs side by side', () => {
  // The machine was half as fast in the third round, which changes no ratio.
  const [one, two] = lineupsOf([1, 2], [round(1000, 1900), round(1100, 2090), round(500, 950).reverse()]);
  assert.deepEqual(one!.iterationsPerSecond, { median: 1000, min: 500, max: 1100 });
  assert.equal(one!.speedup, undefined);
  assert.deepEqual(two!.speedup, { estimate: 1.9, low: 1.9, high: 1.9 });
  assert.equal(two!.efficiency, 0.95);
  assert.equal(one!.coresUsed, 1);
  assert.equal(one!.cpuMicrosEach, 1000);
});

test('CPU is per iteration where there are no requests', () => {
  const [one] = lineupsOf([1], [[aRound({ requests: 0, iterations: 100, cpuMs: 50 })]]);
  assert.equal(one!.cpuMicrosEach, 500);
});

test('a round that was cut short counts for what it has', () => {
  const [one, two] = lineupsOf([1, 2], [round(1000, 1500), [aRound({ iterations: 900 })]]);
  assert.equal(one!.runs.length, 2);
  assert.equal(two!.runs.length, 1);
  assert.equal(two!.speedup!.estimate, 1.5);
  assert.deepEqual(lineupsOf([1, 2], [[]]), []);
  assert.equal(lineupsOf([1, 2], [[aRound()]]).length, 1);
});

test('the words say whether more workers help', () => {
  assert.match(
    wordsFor(round(1000, 1900), round(1000, 1880), round(1000, 1920)),
    /^2 workers did 1\.90 times the iterations of 1 \(1\.88 to 1\.92 in 3 rounds\): more workers help\.$/m,
  );
  assert.match(wordsFor(round(1000, 500), round(1000, 500), round(1000, 500)), /make it slower/);
  assert.match(wordsFor(round(1000, 1010), round(1000, 1000), round(1000, 990)), /make no difference/);
  assert.match(wordsFor(round(1000, 1500), round(1000, 700), round(1000, 1000)), /cannot be told/);
  assert.match(
    wordsFor(...Array.from({ length: 5 }, () => round(1000, 1900))),
    /\(95% interval 1\.90 to 1\.90\): more workers help\.$/m,
  );
  assert.match(wordsFor(round(1000, 1900)), /\(one round\): too few rounds to rely on\.$/m);
  assert.match(
    wordsFor(round(1000, 1900), round(1000, 1800)),
    /\(1\.80 to 1\.90 in 2 rounds\): too few rounds to rely on\.$/m,
  );
});

test('the words name the limit of each number of workers', () => {
  const words = wordsFor([aRound({ cpuMs: 990 }), aRound({ workers: 2, cpuMs: 1200, machineBusyMs: 1990 })]);
  assert.match(words, /^With 1 worker the generator limits: 0\.99 cores used by 1 worker\.$/m);
  assert.match(words, /^With 2 workers the machine limits/m);
});

test('the words tell of workers that had nothing to do', () => {
  const words = wordsFor([aRound(), aRound({ workers: 2, workersUsed: 1 })]);
  assert.match(words, /^Of 2 workers only 1 had VUs to run/m);
  assert.doesNotMatch(wordsFor(round(1, 1)), /had VUs/);
});

test('the words tell when it is failures that are compared', () => {
  const words = wordsFor([aRound({ failedRequests: 999 }), aRound({ workers: 2, failedRequests: 50 })]);
  assert.match(words, /^With 1 worker 99% of the requests failed: /m);
  assert.doesNotMatch(words, /With 2 workers .* failed/);
});

test('the table has a column per number of workers, and the Markdown says the same', () => {
  const lineups = lineupsOf([1, 2], [round(1000, 1900), round(1200, 2280)]);
  const text = renderLineups(lineups);
  assert.match(text, /│ iterations\/s +│ 1100 \(1000–1200\) │ 2090 \(1900–2280\) │/);
  assert.match(text, /│ speedup +│ +│ +1\.90× │/);
  assert.match(text, /│ request p99 +│ +3ms │ +3ms │/);
  assert.ok(text.split('\n').every((line) => line.length <= 80));
  const markdown = lineupsMarkdown('script.js', lineups, ['A word.']);
  assert.match(markdown, /^\| iterations\/s \| 1100 \(1000–1200\) \| 2090 \(1900–2280\) \|$/m);
  assert.match(markdown, /^\| --- \| ---: \| ---: \|$/m);
  assert.match(markdown, /^- A word\.$/m);
});

test('nothing of requests where there are none', () => {
  const text = renderLineups(lineupsOf([1], [[aRound({ requests: 0, latency: undefined })]]));
  assert.doesNotMatch(text, /request|errors/);
  assert.match(text, /iteration p99 +│ +- │/);
});

test('the JSON says whether all rounds are there', () => {
  const read = (rounds: Round[][], wanted: number) =>
    JSON.parse(
      compareDocument('s.js', lineupsOf([1, 2], rounds), ['A word.'], { workers: [1, 2], rounds: wanted }),
    ) as { complete: boolean };
  assert.equal(read([round(1, 2)], 1).complete, true);
  assert.equal(read([round(1, 2), [aRound()]], 2).complete, false);
  assert.equal(read([[aRound()]], 1).complete, false);
});
