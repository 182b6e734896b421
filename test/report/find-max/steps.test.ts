import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, type StepResult } from '../../../src/report/find-max/judge.js';
import { type RateStep, renderSteps, stepWords } from '../../../src/report/find-max/table.js';
import type { Round } from '../../../src/report/scaling/round.js';
import { aRound } from '../scaling/rounds.js';

const verdict = (ok: boolean) => ({
  metric: 'http_req_duration',
  expression: 'p(95)<200',
  ok,
  observed: 230.123,
  shown: 'p(95)=230.12ms',
  measured: true,
});

const CASES: readonly [string, Partial<Round>, StepResult, RegExp][] = [
  ['all is well', { verdicts: [verdict(true)] }, 'held', /^$/],
  [
    'an objective is broken',
    { verdicts: [verdict(true), verdict(false)] },
    'objective',
    /^http_req_duration p\(95\)<200: p\(95\)=230\.12ms$/,
  ],
  [
    'a busy generator is to blame for whatever else is wrong',
    { cpuMs: 990, verdicts: [verdict(false)] },
    'saturated',
    /0\.99 cores/,
  ],
  [
    'a generator that says so itself is to blame as well',
    { health: { level: 'saturated', reason: 'worker 0: a reason', utilization: 1 }, verdicts: [verdict(false)] },
    'saturated',
    /^worker 0: a reason$/,
  ],
  [
    'a generator that other processes take the machine from is not at its end',
    {
      cpuMs: 60,
      machineBusyMs: 1990,
      health: { level: 'saturated', reason: 'worker 0: a reason', utilization: 1 },
    },
    'machine',
    /^worker 0: a reason while other processes used 1\.93 of 2 cores \(97%\)$/,
  ],
  ['iterations start late for the same reason', { machineBusyMs: 1990, lagP99: 250 }, 'machine', /1\.79 of 2 cores/],
  ['others take a part of a machine that is not full', { machineBusyMs: 1500, lagP99: 250 }, 'late', /250 ms late/],
  ['nobody is there to hold anything', { targetDown: true, verdicts: [verdict(true)] }, 'down', /target is down/],
  ['iterations start late', { lagP99: 250 }, 'late', /250 ms late/],
  ['VUs run out', { droppedIterations: 1000 }, 'dropped', /50\.0%/],
  ['hardly any are dropped', { droppedIterations: 5 }, 'held', /^$/],
];

for (const [name, differing, result, because] of CASES)
  test(`${name}: ${result}`, () => {
    const judgement = judge(aRound({ openModel: true, ...differing }));
    assert.equal(judgement.result, result);
    assert.match(judgement.because, because);
  });

const step = (rate: number, differing: Partial<Round>): RateStep => {
  const round = aRound({ iterations: rate, ...differing });
  const judgement = judge(round);
  return { rate, held: judgement.result === 'held', ...judgement, round };
};
const held = step(100, { latency: { p50: 1, p95: 10, p99: 20, p999: 100 } });
const broken = step(200, { latency: { p50: 5, p95: 40, p99: 80, p999: 100 }, verdicts: [verdict(false)] });

test('the steps stand in the order of their rates', () => {
  const lines = renderSteps([broken, held]).split('\n');
  assert.match(lines[3]!, /│ +100 │ +100 │ +1ms │ +10ms │ +20ms │ +0\.00% │ +0\.20 │ held +│ ███ +│/);
  assert.match(lines[4]!, /│ +200 │.* 40ms │.* objective │ █{12} │/);
});

test('the words name the answer, what failed above it, and whose fault that was', () => {
  assert.deepEqual(stepWords([held, broken], 'p(95)<200', 'found'), [
    '100 iterations a second is the highest rate at which p(95)<200 held.',
    'At 200 a second: http_req_duration p(95)<200: p(95)=230.12ms.',
  ]);
  assert.match(stepWords([held, step(200, { cpuMs: 1000 })], 'x', 'found')[2]!, /the generator is the limit/);
  const busy = stepWords([held, step(200, { lagP99: 250, machineBusyMs: 1990 })], 'x', 'found');
  assert.match(busy[2]!, /^So this machine is the limit, not the target: stop what else runs on it/);
  assert.match(stepWords([held], 'x', 'found')[1]!, /No rate failed/);
  assert.match(stepWords([broken], 'p(95)<200', 'found')[0]!, /^No rate held p\(95\)<200\.$/);
});

test('a search that was cut short claims no highest rate', () => {
  assert.deepEqual(stepWords([held], 'x', 'cut short'), ['The search was cut short: 100 iterations a second held x.']);
  assert.match(stepWords([broken], 'x', 'cut short')[0]!, /no rate that was tried held x\.$/);
});

test('an objective that nothing was measured for is said to say nothing', () => {
  const tried = (measured: boolean) => step(100, { verdicts: [verdict(true), { ...verdict(true), measured }] });
  assert.equal(
    stepWords([tried(false), tried(false)], 'x', 'found').at(-1),
    'Nothing was measured for http_req_duration, so p(95)<200 could not fail.',
  );
  assert.ok(!stepWords([tried(false), tried(true)], 'x', 'found').some((word) => word.startsWith('Nothing')));
});

test('a terminal of 80 columns gets the steps without the drawing', () => {
  const widest = (columns?: number): number =>
    Math.max(
      ...renderSteps([held, broken], columns)
        .split('\n')
        .map((line) => line.length),
    );
  assert.ok(widest() > 80);
  assert.equal(widest(200), widest());
  assert.ok(widest(80) <= 80, String(widest(80)));
  assert.match(renderSteps([held, broken], 80), /objective │$/m);
});
