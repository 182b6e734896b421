import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import fc from 'fast-check';
import type { LogRecord } from '../../src/base/log.js';
import { Repeats } from '../../src/base/repeats.js';

const PERIOD_MS = 1000;

const line = (message: string, times?: number): LogRecord => ({
  level: 'warning',
  message,
  timeMs: 0,
  ...(times === undefined ? {} : { times }),
});

/** Runs with timers that only `tick` moves; returns what was said. */
function saidIn(play: (repeats: Repeats, tick: (ms: number) => void) => void): string[] {
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const said: string[] = [];
    const sink = ({ message, times = 0 }: LogRecord): void => void said.push(`${message} ${times}`);
    play(new Repeats(sink, PERIOD_MS), (ms) => mock.timers.tick(ms));
    return said;
  } finally {
    mock.timers.reset();
  }
}

test('a line is said at once, and how often it came again once in a period', () => {
  const said = saidIn((repeats, tick) => {
    for (let n = 0; n < 5; n++) repeats.take(line('a', 1));
    repeats.take(line('b', 1));
    tick(PERIOD_MS);
    repeats.take(line('a', 7));
    repeats.flush();
    repeats.flush();
  });
  assert.deepEqual(said, ['a 1', 'b 1', 'a 4', 'a 7']);
});

test('after a period of silence a line is new', () => {
  const said = saidIn((repeats, tick) => {
    repeats.take(line('a', 1));
    tick(2 * PERIOD_MS);
    repeats.take(line('a', 1));
  });
  assert.deepEqual(said, ['a 1', 'a 1']);
});

test('other lines pass as they come, and so do more different ones than can be kept', () => {
  assert.deepEqual(
    saidIn((repeats) => {
      for (let n = 0; n < 3; n++) repeats.take(line('console'));
    }),
    ['console 0', 'console 0', 'console 0'],
  );
  const many = saidIn((repeats) => {
    for (let round = 0; round < 2; round++) for (let n = 0; n < 150; n++) repeats.take(line(String(n), 1));
  });
  assert.equal(many.length, 150 + 50);
});

test('law: nothing is lost and nothing is said twice', () => {
  const step = fc.oneof(
    fc.record({ message: fc.constantFrom('a', 'b', 'c'), times: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ waitMs: fc.integer({ min: 0, max: 3 * PERIOD_MS }) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const given: string[] = [];
      const said = saidIn((repeats, tick) => {
        for (const one of steps) {
          if ('waitMs' in one) tick(one.waitMs);
          else {
            given.push(`${one.message} ${one.times}`);
            repeats.take(line(one.message, one.times));
          }
        }
        repeats.flush();
      });
      for (const message of ['a', 'b', 'c']) assert.equal(total(said, message), total(given, message));
    }),
  );
});

const total = (lines: readonly string[], message: string): number =>
  lines.filter((one) => one.startsWith(message)).reduce((sum, one) => sum + Number(one.split(' ')[1]), 0);
