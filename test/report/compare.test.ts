import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SalvoError } from '../../src/base/errors/index.js';
import { compareFigure, compareSummaries, type Difference } from '../../src/report/compare/compare.js';
import { judgeConditions, parseCondition } from '../../src/report/compare/conditions.js';
import { renderComparison, renderConditions } from '../../src/report/compare/table.js';
import type { Summary } from '../../src/report/summary.js';
import { plainPalette } from '../../src/report/text/palette.js';
import { recordedSummary } from './runs.js';
import { counter, gauge, metric, rate, summaryOf } from './sample.js';

/** Numbers from 0 to 1 that look random and are the same each time. */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 13), 3266489917);
    mixed ^= mixed >>> 16;
    return (mixed >>> 0) / 2 ** 32;
  };
}

/** Requests that take about 100 ms, most of them less; `factor` makes the run a slower one. */
function run(seed: number, { requests = 1000, factor = 1, failing = 0.01 } = {}): Summary {
  const random = stream(seed);
  const samples = Array.from({ length: requests }, () => {
    const duration = factor * (50 - 50 * Math.log(1 - random()));
    return [
      ['http_req_duration', duration],
      ['http_reqs', 1],
      ['http_req_failed', random() < failing ? 1 : 0],
    ] as const;
  }).flat();
  return recordedSummary({ samples, runDurationMs: 10_000 });
}

const failuresOf = (...given: Parameters<typeof judgeConditions>) =>
  judgeConditions(...given).filter(({ failed }) => failed);

const find = (differences: readonly Difference[], metricName: string, figure: string): Difference =>
  differences.find((one) => one.metric === metricName && one.figure === figure)!;

test('law: two runs of the same behaviour differ by no more than noise', () => {
  let [all, changes] = [0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const { differences } = compareSummaries(run(seed), run(seed + 1000));
    const known = differences.filter(({ weight }) => weight === 'change' || weight === 'noise');
    all += known.length;
    changes += known.filter(({ weight }) => weight === 'change').length;
  }
  assert.ok(changes / all < 0.03, `${changes} of ${all}`);
});

test('law: a run that is a quarter slower is seen to be', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { differences } = compareSummaries(run(seed), run(seed + 1000, { factor: 1.25 }));
    for (const figure of ['avg', 'p50']) {
      const { weight, direction } = find(differences, 'http_req_duration', figure);
      assert.deepEqual([weight, direction], ['change', 'worse'], `${figure} of seed ${seed}`);
    }
  }
});

test('too few values say nothing of a high percentile', () => {
  const [few, slower] = [run(1, { requests: 30 }), run(2, { requests: 30, factor: 3 })];
  assert.equal(compareFigure('http_req_duration', 'p99', few, slower)!.weight, 'few');
  assert.equal(compareFigure('http_req_duration', 'max', few, slower)!.weight, 'unknown');
});

test('equal runs have no change, and what is in one only is named', () => {
  const base = summaryOf([metric('http_reqs', counter(10)), metric('old', counter(1))]);
  const next = summaryOf([metric('http_reqs', counter(10)), metric('young', gauge(1, 1, 1))]);
  const comparison = compareSummaries(base, next);
  assert.deepEqual(
    comparison.differences.map(({ metric: name, weight, direction }) => [name, weight, direction]),
    [['http_reqs', 'noise', 'neutral']],
  );
  assert.deepEqual([comparison.onlyBase, comparison.onlyNext], [['old'], ['young']]);
});

test('conditions: percent of the base or the figure itself, either way', () => {
  const base = summaryOf([
    metric('http_req_failed', rate(10, 10_000)),
    metric('http_reqs', counter(100_000)),
    metric('none', counter(0)),
  ]);
  const next = summaryOf([
    metric('http_req_failed', rate(400, 10_000)),
    metric('http_reqs', counter(80_000)),
    metric('none', counter(50)),
  ]);
  const failed = (source: string): boolean => failuresOf([parseCondition(source)], base, next).length > 0;
  assert.deepEqual(
    [
      'http_req_failed.rate>+0.01',
      'http_req_failed.rate > +0.05',
      'http_req_failed.rate>+1000%',
      'http_reqs.rate<-10%',
      'http_reqs.rate<-25%',
      'http_reqs.rate>0',
      'none.rate>+500%',
    ].filter(failed),
    ['http_req_failed.rate>+0.01', 'http_req_failed.rate>+1000%', 'http_reqs.rate<-10%', 'none.rate>+500%'],
  );
});

test('conditions on parts and on percentiles with fractions', () => {
  assert.deepEqual(parseCondition('http_req_duration{name:http://a.p1/b}.p99.9>+10%'), {
    source: 'http_req_duration{name:http://a.p1/b}.p99.9>+10%',
    metric: 'http_req_duration{name:http://a.p1/b}',
    figure: 'p99.9',
    operator: '>',
    limit: 10,
    unit: 'percent',
  });
});

test('what chance explains fails nothing', () => {
  const conditions = [parseCondition('http_req_duration.p95>+0%')];
  let failures = 0;
  for (let seed = 1; seed <= 30; seed++) failures += failuresOf(conditions, run(seed), run(seed + 1000)).length;
  assert.ok(failures <= 1);
  assert.equal(failuresOf(conditions, run(1), run(2, { factor: 1.5 })).length, 1);
});

test('conditions that make no sense are refused', () => {
  const refusal = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof SalvoError) return error.code;
    }
    return assert.fail('was accepted');
  };
  for (const source of ['', 'http_reqs', 'http_reqs.rate', 'http_reqs.rate=5', '.rate>1', 'http_reqs.speed>1'])
    assert.equal(
      refusal(() => parseCondition(source)),
      'E_BAD_CONDITION',
      source,
    );
  for (const source of ['nobody.rate>1', 'http_reqs.p95>1'])
    assert.equal(
      refusal(() => failuresOf([parseCondition(source)], run(1), run(2))),
      'E_NOTHING_TO_COMPARE',
      source,
    );
});

test('the table', () => {
  const base = summaryOf([
    metric('http_req_failed', rate(10, 10_000)),
    metric('http_reqs', counter(100_000)),
    metric('data_sent', counter(0), { contains: 'data' }),
    metric('vus', gauge(5, 1, 5)),
  ]);
  const next = summaryOf([
    metric('http_req_failed', rate(400, 10_000)),
    metric('http_reqs', counter(100_010)),
    metric('data_sent', counter(4_500_000), { contains: 'data' }),
    metric('vus', gauge(6, 1, 5)),
    metric('young', counter(1)),
  ]);
  const shown = (all: boolean): string => renderComparison(compareSummaries(base, next), all, plainPalette);
  assert.equal(
    shown(false),
    `         base    new        change
http_req_failed
  rate  0.10%  4.00%  +3.90 points  worse

Not shown: 1 figure within the noise, 2 of which nobody can say (--all).
only in new: young
`,
  );
  assert.equal(
    shown(true),
    `             base       new        change
http_req_failed
  rate      0.10%     4.00%  +3.90 points  worse
data_sent
  rate      0 B/s  4.5 MB/s            +∞
http_reqs
  rate   100000/s  100010/s         +0.0%  within the noise
vus
  value         5         6        +20.0%

only in new: young
`,
  );
});

test('what changed for the worse stands first, and figures of a metric in their order', () => {
  const changes = compareSummaries(run(1), run(2, { factor: 1.5, requests: 4000, failing: 0.3 }));
  const lines = renderComparison(changes, false, plainPalette).split('\n');
  const names = lines.filter((line) => line.startsWith('http'));
  assert.deepEqual(names, ['http_req_duration', 'http_req_failed', 'http_reqs']);
  const figures = lines.slice(2, lines.indexOf('http_req_failed')).map((line) => line.trim().split(' ')[0]);
  assert.deepEqual(figures.slice(0, 2), ['avg', 'p50']);
  for (const line of lines) assert.ok(line.length <= 80, line);
});

test('nothing changed', () => {
  const text = renderComparison(compareSummaries(run(1), run(1)), false, plainPalette);
  assert.match(
    text,
    /^No figure changed by more than chance\.\nNot shown: \d+ figures within the noise \(--all\)\.\n$/,
  );
});

test('every condition says how it fared, and what only chance kept from failing', () => {
  const [base, next] = [run(1), run(2, { factor: 1.5 })];
  const text = (...sources: string[]): string =>
    renderConditions(judgeConditions(sources.map(parseCondition), base, next), plainPalette);
  assert.match(
    text('http_req_duration.avg>+10%', 'http_req_duration.avg>+90%', 'http_req_failed.rate>+0'),
    /^✗ http_req_duration\.avg>\+10%: \d.*ms to \d.*ms \(\+\d.*%\)\n✓ http_req_duration\.avg>\+90%: .*\)\n✓ http_req_failed\.rate>\+0: .*, within the noise\n$/,
  );
});
