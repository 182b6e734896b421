// Functions in the form in which the compiler emits them, written by hand.
import { stampAsyncTwin, startAsync } from '../../src/suspension/async-functions.js';
import { operationOf, stampTwin } from '../../src/suspension/brand.js';
import { runToEnd } from '../../src/suspension/facade.js';
import type { AnyFunction, Operation, Suspendable } from '../../src/suspension/operation.js';
import type { TestVu } from './vu.js';

type Body = (...args: never[]) => Generator<unknown, unknown, unknown>;

/** A function that may wait: its body yields operations. */
export const blockingFunction = (vu: TestVu, body: Body): AnyFunction =>
  stampTwin((...args: never[]) => runToEnd(vu.loop, body(...args) as Suspendable), body as never);

export const asyncFunction = (vu: TestVu, body: Body): AnyFunction =>
  stampAsyncTwin(
    vu.loop,
    function (this: unknown, ...args: never[]) {
      return startAsync(vu.loop, body as never, this, args);
    },
    body as never,
  );

/** What emitted code yields for a call of a blocking native. */
export const operation = (native: AnyFunction, ...args: unknown[]): Operation =>
  operationOf(native)!(...(args as never[]));
