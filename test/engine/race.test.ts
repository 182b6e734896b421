// What ends a run before its plan does: the first reason decides, and nobody watches when the race is over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errors } from '../../src/base/errors/index.js';
import type { EndSignal } from '../../src/base/host.js';
import { bySignal } from '../../src/engine/endings/by-signal.js';
import { type Lane, Race, type Racer } from '../../src/engine/endings/race.js';

const first = errors.abortedByScript('first');
const second = errors.abortedByScript('second');

/** A racer that ends when it is told to. */
function runner(): { readonly racer: Racer; readonly lane: () => Lane } {
  let lane: Lane | undefined;
  return {
    racer: (given) => {
      lane = given;
    },
    lane: () => lane!,
  };
}

test('the first reason wins; a second one changes nothing', () => {
  const [one, other] = [runner(), runner()];
  using race = new Race(one.racer);
  using _entered = race.enter([other.racer]);
  assert.equal(other.lane().end(first), true);
  assert.equal(one.lane().end(second), false);
  assert.equal(race.reason, first);
  assert.equal(race.signal.aborted, true);
  assert.equal(race.killSignal.aborted, false);
});

test('racers let go when their part of the race is over', () => {
  const [one, other] = [runner(), runner()];
  const race = new Race(one.racer);
  race.enter([other.racer])[Symbol.dispose]();
  assert.deepEqual([one.lane().over.aborted, other.lane().over.aborted], [false, true]);
  race[Symbol.dispose]();
  assert.equal(one.lane().over.aborted, true);
  assert.equal(race.reason, undefined);
});

test('work is told to end once, and waited for', async () => {
  for (const when of ['before', 'meanwhile', 'never'] as const) {
    const one = runner();
    using race = new Race(one.racer);
    if (when === 'before') one.lane().end(first);
    let told = 0;
    let finish = (_result: string): void => {};
    const work = new Promise<string>((resolve) => {
      finish = resolve;
    });
    const waiting = race.untilEnded(work, () => told++);
    if (when === 'meanwhile') one.lane().end(first);
    finish('done');
    assert.equal(await waiting, 'done');
    assert.equal(told, when === 'never' ? 0 : 1);
    one.lane().end(second);
    assert.equal(told, when === 'never' ? 0 : 1, 'work that is done is told nothing');
  }
});

test('killed, nothing is waited for any more', async () => {
  const one = runner();
  using race = new Race(one.racer);
  const waiting = race.unlessKilled(new Promise(() => {}));
  one.lane().kill(first);
  await waiting;
  assert.equal(race.reason, first);
});

test('one signal ends, the next one kills, and afterwards signals are not listened to', () => {
  const listeners = new Set<(signal: EndSignal) => void>();
  const host = {
    onSignal: (listener: (signal: EndSignal) => void, over: AbortSignal) => {
      listeners.add(listener);
      over.addEventListener('abort', () => listeners.delete(listener));
    },
  };
  const press = (): void => {
    for (const listener of listeners) listener('SIGINT');
  };
  const race = new Race(bySignal(host));
  press();
  assert.deepEqual([race.reason?.code, race.killSignal.aborted], ['E_INTERRUPTED', false]);
  press();
  assert.equal(race.killSignal.aborted, true);
  race[Symbol.dispose]();
  assert.equal(listeners.size, 0);
});
