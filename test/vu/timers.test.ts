// Timers of scripts: numbers, order, repetition, and what takes them back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VuTimers } from '../../src/vu/sandbox/timers.js';
import { TestVu } from '../helpers/vu.js';

function timersOf(vu: TestVu) {
  const timers = VuTimers.of(vu.loop);
  return {
    setTimeout: (fn: unknown, ms?: unknown, ...args: unknown[]) => timers.set('setTimeout', fn, ms, args),
    setInterval: (fn: unknown, ms?: unknown, ...args: unknown[]) => timers.set('setInterval', fn, ms, args),
    clear: (id: unknown) => timers.clear(id),
  };
}

test('ids count from 1, for both kinds', async () => {
  const vu = new TestVu();
  const outcome = await vu.iterate(() => {
    const { setTimeout, setInterval, clear } = timersOf(vu);
    const ids = [setTimeout(() => {}), setInterval(() => {}, 1000), setTimeout(() => {})];
    clear(2);
    return ids;
  });
  assert.deepEqual(outcome, { kind: 'returned', value: [1, 2, 3] });
});

test('a callback that is no function is a TypeError', async () => {
  const vu = new TestVu();
  const outcome = await vu.iterate(() => timersOf(vu).setTimeout('code', 1));
  assert.ok((outcome as { error: unknown }).error instanceof TypeError);
});

test('they fire by time, those of one time as they were set; below zero is zero; arguments are handed on', async () => {
  const vu = new TestVu();
  const order: unknown[] = [];
  await vu.iterate(() => {
    const { setTimeout } = timersOf(vu);
    setTimeout((value: unknown) => order.push(value), 20, 'c');
    setTimeout((value: unknown) => order.push(value), 0, 'a');
    setTimeout((value: unknown) => order.push(value), -5, 'b');
    setTimeout((value: unknown) => order.push(value), 20, 'd');
  });
  assert.deepEqual(order, ['a', 'b', 'c', 'd']);
});

test('an interval repeats until it is cleared, also from inside', async () => {
  const vu = new TestVu();
  let count = 0;
  await vu.iterate(() => {
    const { setInterval, clear } = timersOf(vu);
    const id = setInterval(() => {
      if (++count === 3) clear(id);
    }, 1);
  });
  assert.equal(count, 3);
});

test('a timer cleared by another one of the same time does not fire', async () => {
  const vu = new TestVu();
  const fired: string[] = [];
  await vu.iterate(() => {
    const { setTimeout, clear } = timersOf(vu);
    setTimeout(() => {
      fired.push('first');
      clear(2);
    });
    setTimeout(() => fired.push('second'));
  });
  assert.deepEqual(fired, ['first']);
});

test('clearing what is not there does nothing', async () => {
  const vu = new TestVu();
  const outcome = await vu.iterate(() => {
    for (const id of [undefined, null, 99, 'x']) timersOf(vu).clear(id);
  });
  assert.equal(outcome.kind, 'returned');
});
