import type { Operation } from '../../k6/context.js';
import { type AnyFunction, type Blocking, hooks, type Suspendable, TWIN } from '../../k6/suspension.js';
import { threadRealm } from '../realm/script-builtins.js';
import { functionOf, methodOf } from './arity.js';
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
  if (owner === null || !owner.vu.canBlockThread)
    return failWith(() => (owner ? owner.vu.realm : threadRealm).own(hooks.blockedHere(operation.what)));
  try {
    return owner.vu.blockThread(operation);
  } catch (error) {
    return failWith(() => owner.vu.realm.own(error));
  }
}

/** The ordinary function that stands for a twin wherever it is used as a value. */
export function facade(vu: StrandOwner | null, twin: Twin): AnyFunction {
  const fn: Blocking = functionOf(twin.length, (self, args) => runToEnd(vu, Reflect.apply(twin, self, args)));
  fn[TWIN] = twin as never;
  return fn;
}

/** The same for a method of a class. */
export function methodFacade(vu: StrandOwner | null, twin: Twin, key: PropertyKey): AnyFunction {
  const fn: Blocking = methodOf(key, twin.length, (self, args) => runToEnd(vu, Reflect.apply(twin, self, args)));
  fn[TWIN] = twin as never;
  return fn;
}
