// Messages between threads: each type has its handler, or the program does not compile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Handlers, handle } from '../../src/base/handlers.js';
import type { FromProbe, FromWorker, ToWorker } from '../../src/vu/task.js';

type Sample = { readonly type: 'count'; readonly by: number } | { readonly type: 'reset' };

test('a message goes to the handler of its type, as what it is', () => {
  let count = 0;
  const handlers: Handlers<Sample> = {
    count: ({ by }) => {
      count += by;
    },
    reset: () => {
      count = 0;
    },
  };
  handle(handlers, { type: 'count', by: 3 });
  assert.equal(count, 3);
  handle(handlers, { type: 'reset' });
  assert.equal(count, 0);
});

test('a type that nobody handles does not compile, on either side of a thread', () => {
  const nothing = (): void => {};
  // @ts-expect-error reset has no handler
  const partial: Handlers<Sample> = { count: nothing };
  // @ts-expect-error double is no type of message
  const tooMany: Handlers<Sample> = { count: nothing, reset: nothing, double: nothing };
  // @ts-expect-error what the main thread says has more types than these
  const worker: Handlers<ToWorker> = { start: nothing, stop: nothing };
  // @ts-expect-error what a worker says has more types than these
  const main: Handlers<FromWorker> = { ready: nothing, log: nothing };
  // @ts-expect-error what is said while a script is loaded
  const probe: Handlers<FromProbe> = {};
  assert.equal([partial, tooMany, worker, main, probe].length, 5);
});
