// The order and the end of iterations, with functions in the form in which the compiler emits them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type AnyFunction, Marked, PENDING, suspendably, taskOf } from '../../src/k6/suspension.js';
import { awaiting } from '../../src/suspension/await.js';
import type { Outcome } from '../../src/suspension/event-loop.js';
import { resumed } from '../../src/suspension/failure.js';
import { gatedThen } from '../../src/suspension/promise-gate.js';
import { watchPromises } from '../../src/suspension/promises.js';
import { VuTimers } from '../../src/vu/sandbox/timers.js';
import { asyncFunction, blockingFunction, operation } from '../helpers/by-hand.js';
import { Gate, instantly, TestVu } from '../helpers/vu.js';

after(watchPromises());

const setTimer = (vu: TestVu, fn: AnyFunction, ms = 0): number => VuTimers.of(vu.loop).set('setTimeout', fn, ms, []);
const turns = async (count = 5): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

test('a function that does not block ends in the same turn', () => {
  const vu = new TestVu();
  const outcomes: Outcome[] = [];
  vu.loop.run(
    (a: number, b: number) => a + b,
    [1, 2],
    (outcome) => outcomes.push(outcome),
  );
  assert.deepEqual(outcomes, [{ kind: 'returned', value: 3 }]);
  assert.equal(vu.loop.running, false);
});

test('an exported function has no this', async () => {
  const vu = new TestVu();
  const seen = await vu.iterate(function (this: unknown) {
    return this;
  });
  assert.deepEqual(seen, { kind: 'returned', value: undefined });
});

test('a blocking call suspends the function until its operation resumes it', async () => {
  const vu = new TestVu();
  const gate = new Gate();
  const steps: unknown[] = [];
  const run = vu.iterate(
    blockingFunction(vu, function* () {
      steps.push(resumed(yield operation(gate.wait, 'a')));
      steps.push(resumed(yield operation(instantly, 'b')));
      steps.push(resumed(yield operation(gate.wait, 'c')));
      return steps.length;
    }),
  );
  assert.deepEqual(steps, []);
  gate.open();
  assert.deepEqual(steps, ['a', 'b']);
  gate.open();
  assert.deepEqual(await run, { kind: 'returned', value: 3 });
});

test('what a failed operation throws can be caught, and has the script in its stack', async () => {
  const vu = new TestVu();
  const gate = new Gate();
  const run = vu.iterate(
    blockingFunction(vu, function* theScript() {
      try {
        resumed(yield operation(gate.wait));
      } catch (error) {
        return error;
      }
    }),
  );
  gate.waiting.shift()!.strand.fail(() => new Error('refused'));
  const outcome = (await run) as { value: Error };
  assert.equal(outcome.value.message, 'refused');
  assert.match(outcome.value.stack!, /theScript/);
});

test('an operation that throws while it starts fails in the script', async () => {
  const vu = new TestVu();
  const broken = Object.assign(new Marked(), {
    what: 'broken()',
    exec() {
      throw new TypeError('bad argument');
    },
  });
  const outcome = await vu.iterate(
    blockingFunction(vu, function* () {
      resumed(yield broken);
    }),
  );
  assert.equal(outcome.kind, 'threw');
  assert.match(String((outcome as { error: Error }).error), /bad argument/);
});

test('an operation may answer before it says that it is pending, any number of times', async () => {
  const vu = new TestVu();
  const early = Object.assign(new Marked(), {
    what: 'early()',
    exec(strand: { resume(value: unknown): void }) {
      strand.resume(1);
      return PENDING;
    },
  });
  const outcome = await vu.iterate(
    blockingFunction(vu, function* () {
      let sum = 0;
      for (let i = 0; i < 50_000; i++) sum += resumed(yield early) as number;
      return sum;
    }),
  );
  assert.deepEqual(outcome, { kind: 'returned', value: 50_000 });
});

test('sync code, then promises, then timers', async () => {
  const vu = new TestVu();
  const order: string[] = [];
  const outcome = await vu.iterate(() => {
    setTimer(vu, () => {
      order.push('timer 1');
      void Promise.resolve().then(() => order.push('promise of timer 1'));
    });
    setTimer(vu, () => order.push('timer 2'));
    void Promise.resolve()
      .then(() => order.push('promise 1'))
      .then(() => order.push('promise 2'));
    order.push('sync');
  });
  assert.equal(outcome.kind, 'returned');
  assert.deepEqual(order, ['sync', 'promise 1', 'promise 2', 'timer 1', 'promise of timer 1', 'timer 2']);
});

test('timers and promise callbacks wait while the VU is inside a blocking call', async () => {
  const vu = new TestVu();
  const gate = new Gate();
  const order: string[] = [];
  const run = vu.iterate(
    blockingFunction(vu, function* () {
      setTimer(vu, () => order.push('timer'));
      yield* gatedThen(Promise.resolve(), [() => order.push('promise')]);
      resumed(yield operation(gate.wait));
      order.push('main goes on');
    }),
  );
  await pause(5);
  assert.deepEqual(order, []);
  gate.open();
  await run;
  assert.deepEqual(order, ['main goes on', 'promise', 'timer']);
});

test('floating promises, timers and registered callbacks are waited for', async () => {
  const vu = new TestVu();
  const order: string[] = [];
  const run = vu.iterate(() => {
    const callback = vu.registerCallback();
    setTimeout(() => callback(() => order.push('registered')), 3);
    setTimer(vu, () => setTimer(vu, () => order.push('second timer'), 5), 1);
    void (async () => {
      await null;
      await null;
      order.push('floating');
    })();
  });
  assert.equal((await run).kind, 'returned');
  assert.deepEqual(order, ['floating', 'registered', 'second timer']);
});

test('promise callbacks of the last task still belong to the iteration', async () => {
  const vu = new TestVu();
  const order: string[] = [];
  const outcome = await vu.iterate(() => {
    const callback = vu.registerCallback();
    const settled = new Promise((resolve) => {
      setImmediate(() => callback(() => resolve('answer')));
    });
    return settled.then((value) => {
      order.push(String(value));
      return 'value';
    });
  });
  assert.deepEqual(outcome, { kind: 'returned', value: 'value' });
  assert.deepEqual(order, ['answer']);
});

test('a task may block, and holds up the tasks behind it', async () => {
  const vu = new TestVu();
  const gate = new Gate();
  const order: string[] = [];
  const run = vu.iterate(() => {
    const first = vu.registerCallback();
    const second = vu.registerCallback();
    const handler = blockingFunction(vu, function* () {
      order.push('begin');
      resumed(yield operation(gate.wait));
      order.push('end');
    });
    setImmediate(() => {
      first(taskOf(handler, undefined, []));
      second(() => order.push('second'));
    });
  });
  await turns();
  assert.deepEqual(order, ['begin']);
  gate.open();
  await run;
  assert.deepEqual(order, ['begin', 'end', 'second']);
});

test('the value of an async function is its settled one', async () => {
  const vu = new TestVu();
  const outcome = await vu.iterate(async () => {
    await null;
    return 42;
  });
  assert.deepEqual(outcome, { kind: 'returned', value: 42 });
});

test('a compiled async function blocks its caller until its first await only', async () => {
  const vu = new TestVu();
  const gate = new Gate();
  const order: string[] = [];
  const asynchronous = asyncFunction(vu, function* () {
    order.push(String(resumed(yield operation(gate.wait, 'before await') as never)));
    resumed(yield awaiting(null) as never);
    order.push(String(resumed(yield operation(gate.wait, 'after await') as never)));
    return 'value';
  });
  const main = blockingFunction(vu, function* () {
    const promise = (yield* suspendably(asynchronous, undefined, [])) as Promise<unknown>;
    order.push('main');
    return promise;
  });
  const run = vu.iterate(main);
  assert.deepEqual(order, []);
  gate.open();
  await turns();
  assert.deepEqual(order, ['before await', 'main']);
  gate.open();
  assert.deepEqual(await run, { kind: 'returned', value: 'value' });
  assert.deepEqual(order, ['before await', 'main', 'after await']);
});

test('an exception ends the iteration, stops its timers and drops what was outstanding', async () => {
  const vu = new TestVu();
  const order: string[] = [];
  let signal: AbortSignal | undefined;
  let late: ((task: () => unknown) => void) | undefined;
  const outcome = await vu.iterate(() => {
    signal = vu.interrupted;
    late = vu.registerCallback();
    setTimer(vu, () => order.push('never'), 1);
    VuTimers.of(vu.loop).set('setInterval', () => order.push('never'), 1, []);
    throw new Error('boom');
  });
  assert.equal((outcome as { error: Error }).error.message, 'boom');
  assert.equal(signal!.aborted, true);
  late!(() => order.push('never'));
  await pause(5);
  assert.deepEqual(order, []);
  assert.deepEqual(vu.stoppedTimers, ['setTimeout 1', 'setInterval 2']);
  assert.deepEqual(await vu.iterate(() => 'next'), { kind: 'returned', value: 'next' });
});

test('an exception in a timer ends the iteration', async () => {
  const vu = new TestVu();
  const outcome = await vu.iterate(() => {
    setTimer(vu, () => {
      throw new Error('in timer');
    });
    setTimer(vu, () => {}, 60_000);
  });
  assert.equal((outcome as { error: Error }).error.message, 'in timer');
  assert.deepEqual(vu.stoppedTimers, ['setTimeout 2']);
});

test('interruption skips finally, cancels the operation, and nothing resumes afterwards', async () => {
  const vu = new TestVu();
  const gate = new Gate();
  const order: string[] = [];
  const run = vu.iterate(
    blockingFunction(vu, function* () {
      setTimer(vu, () => order.push('timer'), 1);
      try {
        resumed(yield operation(gate.wait));
        order.push('resumed');
      } catch {
        order.push('caught');
      } finally {
        order.push('finally');
      }
    }),
  );
  vu.loop.interrupt();
  assert.deepEqual(await run, { kind: 'interrupted' });
  assert.equal(gate.cancelled, 1);
  gate.open();
  await pause(5);
  assert.deepEqual(order, []);
  assert.equal(vu.loop.running, false);
});

test('interruption from inside the script is told when its code has unwound', async () => {
  const vu = new TestVu();
  const order: string[] = [];
  const outcome = await vu.iterate(
    blockingFunction(vu, function* () {
      vu.loop.interrupt();
      order.push('still on the stack');
      resumed(yield operation(instantly));
      order.push('never');
    }),
  );
  assert.deepEqual(outcome, { kind: 'interrupted' });
  assert.deepEqual(order, ['still on the stack']);
});

test('iterations that end at once do not grow the stack and leave timers their turn', async () => {
  const vu = new TestVu();
  let count = 0;
  let countAtTimer = 0;
  const fn = blockingFunction(vu, function* () {
    resumed(yield operation(instantly));
  });
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      countAtTimer = count;
    }, 1);
    const next = (): void => {
      if (++count === 300_000) resolve();
      else vu.loop.run(fn, [], next);
    };
    vu.loop.run(fn, [], next);
    timer.ref();
  });
  assert.ok(countAtTimer > 0 && countAtTimer < 300_000, `timer ran after ${countAtTimer} iterations`);
});

test('a blocking call below code that cannot suspend throws there and is told, even when swallowed', async () => {
  const vu = new TestVu();
  const swallowing = blockingFunction(vu, function* theComparator() {
    try {
      resumed(yield operation(instantly));
    } catch {
      return 'swallowed';
    }
  });
  const outcome = await vu.iterate(() => swallowing());
  assert.equal(outcome.kind, 'threw');
  const [error] = vu.unsupportedErrors;
  assert.equal(error!.name, 'BlockedInSyncContext');
  assert.match(error!.stack!, /theComparator/);
});

test('any number of requests may wait for the end of a run', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  const { loop } = new TestVu();
  for (let i = 0; i < 30; i++) loop.interrupted.addEventListener('abort', () => {});
  await turns();
  process.off('warning', listen);
  assert.deepEqual(warnings, []);
});
