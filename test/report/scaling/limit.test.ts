import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LimitKind, limitOf } from '../../../src/report/scaling/limit.js';
import type { Round } from '../../../src/report/scaling/round.js';
import { aRound } from './rounds.js';

const health = (utilization: number): Round['health'] => ({ level: 'ok', reason: '', utilization });

const CASES: readonly [string, Partial<Round>, LimitKind, RegExp][] = [
  ['a worker that uses its core', { cpuMs: 990, machineBusyMs: 1100 }, 'generator', /0\.99 cores used by 1 worker$/],
  [
    'two workers on both cores',
    { workers: 2, cpuMs: 1900, machineBusyMs: 1990 },
    'generator',
    /1\.90 cores .* 2 workers/,
  ],
  ['more workers than cores', { workers: 4, cpuMs: 1950, machineBusyMs: 2000 }, 'generator', /1\.95 cores/],
  [
    'a busy machine of which others have much',
    { workers: 2, cpuMs: 1200, machineBusyMs: 1990 },
    'machine',
    /all 2 cores are busy, 0\.8 with/,
  ],
  ['VUs that wait for answers', {}, 'target', /90% of an iteration/],
  ['VUs that sleep', { requestMs: 100, iterationMs: 1000 }, 'pacing', /10% of an iteration/],
  ['no requests, and nothing busy', { requests: 0, requestMs: 0 }, 'pacing', /0% of an iteration/],
  ['requests side by side are no more than all of the time', { requestMs: 4000 }, 'target', /100% of an iteration/],
  ['a rate that is met, even by a busy worker', { openModel: true, cpuMs: 990 }, 'pacing', /rate was met/],
  ['a rate that is missed while nothing is busy', { openModel: true, droppedIterations: 500 }, 'target', /no free VU/],
  [
    'a rate that is missed by a busy worker',
    { openModel: true, droppedIterations: 500, cpuMs: 990 },
    'generator',
    /0\.99/,
  ],
  [
    'a script that sleeps on a machine that others keep busy',
    { requestMs: 100, machineBusyMs: 2000, health: health(0.1) },
    'pacing',
    /10%/,
  ],
  [
    'a worker that gets too little of a machine that others keep busy',
    { requestMs: 100, machineBusyMs: 2000, health: health(0.99) },
    'machine',
    /all 2 cores/,
  ],
  [
    'a loop that is never idle while there is time on the machine',
    { health: health(0.97) },
    'generator',
    /loops are busy 97%/,
  ],
  [
    'answers that come late on a busy machine',
    { machineBusyMs: 2000, health: health(0.5) },
    'target',
    /90% .* answers; all 2 cores/,
  ],
  ['nothing done', { iterations: 0 }, 'unknown', /no iteration/],
];

for (const [name, differing, kind, because] of CASES) {
  test(`${name}: ${kind}`, () => {
    const limit = limitOf([aRound(differing)]);
    assert.equal(limit.kind, kind);
    assert.match(limit.because, because);
  });
}

test('one odd run among three does not change the judgement', () => {
  const busy = { cpuMs: 990, machineBusyMs: 1100 };
  assert.equal(limitOf([aRound(busy), aRound(), aRound(busy)]).kind, 'generator');
});
