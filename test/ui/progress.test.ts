import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fixedTime } from '../../src/base/clock-text.js';
import { paletteFor, plainPalette } from '../../src/report/text/palette.js';
import { displayWidth } from '../../src/report/text/width.js';
import { Segment } from '../../src/shard/segment.js';
import { renderBar } from '../../src/ui/bar.js';

import { renderProgress } from '../../src/ui/progress.js';
import { base, constantVus, scenario, state } from './states.js';

const NOWHERE = { columns: undefined, rows: undefined };
const plainLines = (...args: Parameters<typeof state>): string[] =>
  renderProgress(state(...args), NOWHERE, plainPalette);

test('the block of the specification, without a terminal', () => {
  const stages = [{ durationMs: 2000, target: 3 }];
  const lines = plainLines([
    scenario(
      {
        ...base('car'),
        executor: 'constant-arrival-rate',
        rate: 5,
        timeUnitMs: 1000,
        durationMs: 2000,
        preAllocatedVUs: 1,
        maxVUs: 3,
      },
      { activeVus: 1, initializedVus: 2 },
    ),
    scenario(constantVus('cvus', 2, 2000)),
    scenario(
      {
        ...base('rar'),
        executor: 'ramping-arrival-rate',
        startRate: 1.38,
        timeUnitMs: 1000,
        stages: [{ durationMs: 2000, target: 10 }],
        preAllocatedVUs: 2,
        maxVUs: 2,
      },
      { activeVus: 2, initializedVus: 2 },
    ),
    scenario(
      { ...base('rvus'), executor: 'ramping-vus', startVUs: 1, stages, gracefulRampDownMs: 0 },
      { activeVus: 2 },
    ),
    scenario(
      { ...base('late', 1500), executor: 'shared-iterations', vus: 1, iterations: 1, maxDurationMs: 600_000 },
      { state: 'waiting', elapsedMs: -500 },
    ),
  ]);
  assert.deepEqual(lines, [
    'running (01.0s), 07/09 VUs, 13 complete and 0 interrupted iterations',
    'car    [  50% ] 1/2 VUs  1.0s/2s  5.00 iters/s',
    'cvus   [  50% ] 2 VUs    1.0s/2s ',
    'rar    [  50% ] 2/2 VUs  1.0s/2s  05.69 iters/s',
    'rvus   [  50% ] 2/3 VUs  1.0s/2.0s',
    'late • [   0% ] waiting  0.5s    ',
  ]);
});

test('the last block of the specification: iterations that are done', () => {
  const lines = plainLines(
    [
      scenario(
        { ...base('a'), executor: 'per-vu-iterations', vus: 2, iterations: 3, maxDurationMs: 600_000 },
        { state: 'done', elapsedMs: 30, completed: 6 },
      ),
      scenario(
        { ...base('b'), executor: 'shared-iterations', vus: 1, iterations: 2, maxDurationMs: 600_000 },
        { state: 'done', elapsedMs: 240, completed: 2 },
      ),
    ],
    {
      phase: 'ended',
      elapsedMs: 714,
      maxDurationMs: 630_000,
      activeVus: 0,
      initializedVus: 3,
      maxVus: 3,
      completed: 8,
    },
  );
  assert.deepEqual(lines, [
    'running (00m00.7s), 0/3 VUs, 8 complete and 0 interrupted iterations',
    'a   ✓ [ 100% ] 2 VUs  00m00.0s/10m0s  6/6 iters, 3 per VU',
    'b   ✓ [ 100% ] 1 VUs  00m00.2s/10m0s  2/2 shared iters',
  ]);
});

test('stopping and interrupted scenarios, whose time is over', () => {
  const stages = [{ durationMs: 2000, target: 4 }];
  const ramp = { ...base('hard'), executor: 'ramping-vus', startVUs: 0, stages, gracefulRampDownMs: 2000 } as const;
  assert.deepEqual(
    plainLines([
      scenario(ramp, { state: 'stopping', elapsedMs: 3000, activeVus: 4 }),
      scenario({ ...constantVus('x', 120, 20_000), name: 'cut' }, { state: 'interrupted', elapsedMs: 5000 }),
    ]).slice(1),
    ['hard ↓ [ 100% ] 4/4 VUs  2s', 'cut  ✗ [  25% ] 120 VUs  05.0s/20s'],
  );
});

test('before, around and after the iterations', () => {
  const scenarios = [scenario(constantVus('default', 2, 2000), { state: 'done', elapsedMs: 2000 })];
  assert.deepEqual(plainLines(scenarios, { phase: 'initializing', initializedVus: 5, maxVus: 10 }), [
    'init [  50% ] 05/10 VUs initialized',
  ]);
  assert.deepEqual(plainLines(scenarios, { phase: 'setup' }).slice(1), ['setup()']);
  assert.deepEqual(plainLines(scenarios, { phase: 'teardown' }).slice(1), [
    'default ✓ [ 100% ] 2 VUs  2s',
    'teardown()',
  ]);
  assert.match(plainLines(scenarios, { phase: 'stopping' })[0]!, /^stopping \(01\.0s\), /);
});

test('a segment shows its own numbers', () => {
  const third = Segment.parse('1/3:2/3', '0,1/3,2/3,1', { add: assert.fail } as never)!;
  const config = {
    ...base('i'),
    executor: 'shared-iterations',
    vus: 3,
    iterations: 30,
    maxDurationMs: 60_000,
  } as const;
  assert.deepEqual(plainLines([scenario(config, { completed: 5 }, third)]).slice(1), [
    'i     [  50% ] 1 VUs  0m01.0s/1m0s  05/10 shared iters',
  ]);
});

test('in a terminal the bars are as long as its width allows', () => {
  const scenarios = [scenario(constantVus('default', 100, 10_000), { elapsedMs: 5000 })];
  const at = (columns: number): string => renderProgress(state(scenarios), { columns, rows: 20 }, plainPalette)[1]!;
  assert.equal(at(120), 'default   [==================>-------------------] 100 VUs  05.0s/10s');
  assert.match(at(50), /^default {3}\[=+>-+\] 100 VUs {2}05\.0s\/10s$/);
  assert.equal(displayWidth(at(50)), 50);
  assert.equal(at(39), 'default   [===>----] 100 VUs  05.0s/10s');
  assert.equal(at(38), 'default   [  50% ] 100 VUs  05.0s/10s');
  assert.equal(at(30), 'default   [  50% ] 100 VUs  05');
});

test('law: no line is wider than the terminal, whatever the names and the colours', () => {
  const name = fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom('a', 'é', '한', '-', '😀') });
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 200 }),
      fc.nat(10_000),
      (names, columns, elapsedMs) => {
        const scenarios = names.map((one) => scenario(constantVus(one, 3, 10_000), { elapsedMs }));
        const lines = renderProgress(state(scenarios), { columns, rows: 3 }, paletteFor({ colors: true }));
        assert.ok(lines.length <= 3);
        for (const line of lines) assert.ok(displayWidth(line) <= columns, line);
      },
    ),
  );
});

test('law: a bar is as wide as it was told, and full only at the end', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 10, max: 40 }), (fraction, columns) => {
      const bar = renderBar(fraction, columns, plainPalette);
      assert.equal(bar.length, columns);
      assert.match(bar, /^\[(=*>)?-*\]$|^\[=+\]$/);
      if (fraction < 1 - 1e-6) assert.match(bar, /-/);
    }),
  );
});

test('law: times of one scenario are equally wide', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400_000_000 }), fc.integer({ min: 0, max: 400_000_000 }), (longest, some) => {
      assert.equal(fixedTime(Math.min(some, longest), longest).length, fixedTime(longest, longest).length);
    }),
  );
  assert.deepEqual(
    [
      [1000, 4000],
      [1000, 50_000],
      [500, 130_000],
      [1000, 630_000],
      [3_725_400, 4_000_000],
    ].map(([ms, most]) => fixedTime(ms!, most!)),
    ['1.0s', '01.0s', '0m00.5s', '00m01.0s', '1h02m05.4s'],
  );
});
