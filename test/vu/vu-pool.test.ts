// Who lends VUs when none is free: the next that comes back, or one more when that takes too long.
import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { monotonicMs } from '../../src/base/clock.js';
import { Logger } from '../../src/base/log.js';
import type { Vu } from '../../src/vu/vu.js';
import { VuPool } from '../../src/vu/vu-pool.js';

let lines: string[] = [];
let made = 0;
/** The pool only keeps VUs: their numbers are enough. */
const numbered = (number: number): Vu => ({ idInInstance: number }) as Vu;

async function poolOf(count: number, make = numbered): Promise<VuPool> {
  const log = new Logger(
    ({ message }) => void lines.push(message),
    () => 0,
  );
  const pool = new VuPool(make, () => made++, monotonicMs, log);
  await pool.fill(count, new AbortController().signal);
  return pool;
}

/** Asks for a VU; what came of it, in order, is in the list. */
function ask(pool: VuPool, name: string, got: string[]): () => void {
  return pool.lend((vu) => void got.push(`${name} ${vu.idInInstance}`));
}

beforeEach(() => {
  lines = [];
  made = 0;
});

test('first come, first served, as VUs come back; who has called it off gets none', async () => {
  const pool = await poolOf(2);
  const got: string[] = [];
  ask(pool, 'a', got);
  ask(pool, 'b', got);
  ask(pool, 'c', got);
  const callOff = ask(pool, 'd', got);
  ask(pool, 'e', got);
  callOff();
  assert.deepEqual(got, ['a 0', 'b 1']);
  pool.putBack(numbered(1));
  pool.putBack(numbered(0));
  assert.deepEqual(got, ['a 0', 'b 1', 'c 1', 'e 0']);
  pool.putBack(numbered(1));
  assert.deepEqual(pool.free, [numbered(1)]);
});

test('after two seconds one more VU is made, and that is said; the late one is free', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const pool = await poolOf(1);
    const got: string[] = [];
    ask(pool, 'a', got);
    ask(pool, 'b', got);
    mock.timers.tick(1999);
    assert.deepEqual([made, lines], [1, []]);
    mock.timers.tick(1);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(got, ['a 0', 'b 1']);
    assert.deepEqual([made, lines], [2, ['no VU has come back for 2 s: one more is made']]);
    pool.putBack(numbered(0));
    assert.deepEqual(pool.free, [numbered(0)]);
  } finally {
    mock.timers.reset();
  }
});
