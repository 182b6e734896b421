// The verdict over the generator is a function of figures: each rule alone, both sides of its border.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GeneratorHealth, Level, WorkerFigures } from '../../src/report/generator/health.js';
import { judgeGenerator, reasonOf, worstFinding } from '../../src/report/generator/judge.js';
import { generatorLines } from '../../src/report/sections/generator.js';
import { plainPalette } from '../../src/report/text/palette.js';
import { healthyFigures, PROCESS, spread } from './generator-figures.js';

const BORDERS: readonly (readonly [string, Partial<WorkerFigures>, Level])[] = [
  ['an idle share in most seconds', { fullShare: 0.19 }, 'ok'],
  ['a fifth of the time without idleness', { fullShare: 0.2 }, 'strained'],
  ['half of the time without idleness', { fullShare: 0.5 }, 'saturated'],
  ['busy below 80 %', { utilization: 0.79 }, 'ok'],
  ['busy 80 %', { utilization: 0.8 }, 'strained'],
  ['delays of 49 ms', { loopDelay: spread(2, 49) }, 'ok'],
  ['delays of 50 ms', { loopDelay: spread(2, 50) }, 'strained'],
  ['a median delay of 50 ms', { loopDelay: spread(50, 60) }, 'saturated'],
  ['iterations 19 ms late', { iterationLag: spread(1, 19) }, 'ok'],
  ['iterations 20 ms late', { iterationLag: spread(1, 20) }, 'strained'],
  ['most iterations 50 ms late', { iterationLag: spread(50, 60) }, 'saturated'],
  ['sleeps 19 ms late', { sleepLateness: spread(1, 19) }, 'ok'],
  ['sleeps 20 ms late', { sleepLateness: spread(1, 20) }, 'strained'],
  ['most sleeps 50 ms late', { sleepLateness: spread(50, 60) }, 'saturated'],
  ['a seventh of the time for garbage collection', { gcShare: 0.149 }, 'ok'],
  ['more than that', { gcShare: 0.15 }, 'strained'],
  ['half of the time for garbage collection', { gcShare: 0.5 }, 'saturated'],
  ['a heap nearly full', { heapShare: 0.9 }, 'strained'],
  ['a full heap', { heapShare: 0.98 }, 'saturated'],
];

for (const [what, wrong, level] of BORDERS) {
  test(`${what}: ${level}`, () => {
    const health = judgeGenerator([healthyFigures(0), healthyFigures(1, wrong)], PROCESS);
    assert.equal(health.level, level);
    assert.equal(health.workers[0]!.level, 'ok');
    assert.equal(health.workers[1]!.level, level);
    assert.equal(health.advice === '', level === 'ok');
    assert.equal(worstFinding(health)?.startsWith('worker 1: ') ?? false, level !== 'ok');
  });
}

test('start-up is not called strain, and a blink of a run is not judged', () => {
  const short = { measuredMs: 2900, fullShare: 0.4, loopDelay: spread(1, 90) };
  assert.equal(judgeGenerator([healthyFigures(0, short)], PROCESS).level, 'ok');
  assert.equal(judgeGenerator([healthyFigures(0, { ...short, fullShare: 1 })], PROCESS).level, 'saturated');
  const blink = judgeGenerator([healthyFigures(0, { measuredMs: 200, fullShare: 1 })], PROCESS);
  assert.equal(blink.level, 'ok');
  assert.match(generatorLines([blink], plainPalette).join('\n'), /too short a run to judge/);
});

test('a process that uses all cores is well as long as its event loops keep up', () => {
  assert.equal(judgeGenerator([healthyFigures(0)], { ...PROCESS, cpuCores: 4 }).level, 'ok');
});

test('more workers are advised while there are cores for them, then a second machine', () => {
  const wrong = { fullShare: 1 };
  const one = judgeGenerator([healthyFigures(0, wrong)], PROCESS).advice;
  assert.match(one, /--workers 4/);
  assert.doesNotMatch(one, /second machine/);
  const all = judgeGenerator(
    [0, 1, 2, 3].map((worker) => healthyFigures(worker, wrong)),
    PROCESS,
  ).advice;
  assert.match(all, /second machine/);
  assert.doesNotMatch(all, /--workers/);
  const garbage = judgeGenerator([healthyFigures(0, { gcShare: 0.6 })], PROCESS).advice;
  assert.match(garbage, /^Keep less in script variables, use fewer VUs, /);
});

test('a machine that others fill is to blame, when the generator gets little of it', () => {
  const judged = (cpuCores: number, othersCores: number, wrong: Partial<WorkerFigures> = { fullShare: 1 }) =>
    judgeGenerator([healthyFigures(0, wrong), healthyFigures(1)], {
      ...PROCESS,
      cpuCores,
      machine: { cores: 4, othersCores },
    });
  const busy = judged(0.06, 3.9);
  assert.equal(busy.level, 'saturated');
  assert.equal(reasonOf(busy), 'machine busy: other processes used 3.90 of 4 cores (98%)');
  assert.match(
    busy.advice,
    /^Stop what else runs on this machine, use another one, or use a lower rate or fewer VUs\.$/,
  );
  const lines = generatorLines([busy], plainPalette);
  assert.equal(lines[1], '  - machine busy: other processes used 3.90 of 4 cores (98%)');
  assert.ok(lines.includes('The numbers above are about what else runs on this machine as much as about the target.'));

  const blamed = (health: GeneratorHealth): string => reasonOf(health)!.split(':')[0]!;
  assert.equal(blamed(judged(1.8, 2.2)), 'worker 0', 'its two workers use all that they can');
  assert.equal(blamed(judged(0.5, 2)), 'worker 0', 'there is time left');
  assert.equal(blamed(judged(0.5, 2, { heapShare: 1 })), 'worker 0');
  assert.equal(blamed(judged(0.5, 3.5, { heapShare: 1 })), 'worker 0', 'memory is its own');
  assert.equal(blamed(judged(1.7, 2.3, { gcShare: 0.6 })), 'machine busy');
  assert.equal(reasonOf(judged(0.5, 3.5, {})), undefined);
  assert.match(judged(0.5, 3.5, { gcShare: 0.6, heapShare: 1 }).advice, /^Keep less in script variables, stop what/);
});

test('workers have a line each when they differ, and one together when they do not', () => {
  const differ = judgeGenerator([healthyFigures(0), healthyFigures(1, { fullShare: 0.97 })], PROCESS);
  const lines = generatorLines([differ], plainPalette);
  assert.match(lines[0]!, /^saturated: 0\.50 of 4 cores, 96 MB/);
  assert.match(lines[1]!, /^worker 0 ok: event loop 30% busy/);
  assert.match(lines[2]!, /^worker 1 saturated: /);
  assert.equal(lines[3], '  - its event loop had no idle time in 97% of the run');
  const alike = generatorLines([judgeGenerator([healthyFigures(0), healthyFigures(1)], PROCESS)], plainPalette);
  assert.equal(alike.length, 1);
  assert.match(alike[0]!, /^ok: 2 workers, event loop 30% busy, delay med 0\.4 ms, p99 4\.0 ms, max 6\.0 ms/);
});
