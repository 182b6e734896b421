import type { Operation } from '../../k6/context.js';
import { type AnyFunction, type Blocking, hooks, type Suspendable, TWIN } from '../../k6/suspension.js';
import { NEXT } from './delegate.js';
import { failWith } from './failure.js';
import { type StrandOwner, turn } from './strand.js';

/** A function of a compiled script that makes a generator: the body of what the user wrote. */
export type Twin = (this: unknown, ...args: never[]) => Suspendable;

/**
 * Runs a generator to its end without suspending, for callers that are not compiled. An operation it reaches throws
 * at that very place; in init code, where nothing else runs, it may hold up the thread instead.
 */
export function runToEnd(vu: StrandOwner | null, generator: Suspendable): unknown {
  let value: unknown;
  for (;;) {
    const step = NEXT.call(generator, value);
    if (step.done) return step.value;
    value = withoutSuspending(vu ?? turn.owner, step.value);
  }
}

function withoutSuspending(owner: StrandOwner | null, operation: Operation): unknown {
  if (owner === null || !owner.vu.canBlockThread) return failWith(() => hooks.blockedHere(operation.what));
  try {
    return owner.vu.blockThread(operation);
  } catch (error) {
    return failWith(() => error);
  }
}

/** The ordinary function that stands for a twin wherever it is used as a value. Has the twin's `length` and name. */
export function facade(vu: StrandOwner | null, twin: Twin): AnyFunction {
  const fn = ofLength(vu, twin) as Blocking;
  fn[TWIN] = twin as never;
  return fn;
}

function ofLength(vu: StrandOwner | null, twin: Twin): AnyFunction {
  switch (twin.length) {
    case 0:
      return function (this: unknown) {
        // biome-ignore lint/complexity/noArguments: a rest parameter would be an array more for each call.
        return runToEnd(vu, Reflect.apply(twin, this, arguments));
      };
    case 1:
      return function (this: unknown, _a) {
        // biome-ignore lint/complexity/noArguments: see above.
        return runToEnd(vu, Reflect.apply(twin, this, arguments));
      };
    case 2:
      return function (this: unknown, _a, _b) {
        // biome-ignore lint/complexity/noArguments: see above.
        return runToEnd(vu, Reflect.apply(twin, this, arguments));
      };
    default: {
      const fn = function (this: unknown, ...args: never[]) {
        return runToEnd(vu, Reflect.apply(twin, this, args));
      };
      return Object.defineProperty(fn, 'length', { value: twin.length, configurable: true }) as AnyFunction;
    }
  }
}
