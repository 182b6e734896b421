import { isNativeError } from 'node:util/types';
import { brandOf, constructOf, stampConstruct } from './brand.js';
import { isReplayable } from './builtins.js';
import { flag } from './call-flag.js';
import { shown } from './calls.js';
import { current } from './current.js';
import { Delegate } from './delegate.js';
import { runToEnd } from './facade.js';
import type { AnyFunction, Suspendable, Twin } from './operation.js';
import { reading } from './properties.js';
import { replaying, replays } from './replay.js';
import type { StrandOwner } from './strand.js';

/** What `new.target` is in the function that is about to begin; it asks in its first statement. */
const target: { value: unknown } = { value: undefined };

/** Twins that ask. All others would leave the answer to whatever they call first. */
const asking = new WeakSet<Twin>();

/** Emitted around the twin of a function that asks for `new.target`. */
export function asks(twin: Twin): Twin {
  asking.add(twin);
  return twin;
}

/** Emitted at the beginning of a compiled function that asks for `new.target`. */
export function takeNewTarget(): unknown {
  const { value } = target;
  target.value = undefined;
  return value;
}

/** `new Class(...args)`. A call helper. */
export function construct(Class: unknown, ...args: unknown[]): unknown {
  return constructAs(Class, args, Class as AnyFunction);
}

export function constructAs(Class: unknown, args: unknown[], newTarget: AnyFunction): unknown {
  const generator = constructing(Class, args, newTarget);
  flag.f = generator !== undefined;
  if (generator !== undefined) return generator;
  const made = builtin(Class as AnyFunction, args, newTarget);
  // The constructor may have run other call helpers.
  flag.f = false;
  return made;
}

/**
 * Of an error's stack the engine leaves out everything above the class that is made. Where that class is compiled, its own
 * function is not on the stack, and nothing would be left. It is not read here: that would settle its first line.
 */
function builtin(Class: AnyFunction, args: unknown[], newTarget: AnyFunction): unknown {
  const made = current.realm.operators.construct(Class, args, newTarget);
  if (newTarget !== Class && isNativeError(made)) Error.captureStackTrace(made);
  return made;
}

/** The generator that makes the object, if that may wait. */
export function constructing(Class: unknown, args: unknown[], newTarget: AnyFunction): Suspendable | undefined {
  if (typeof Class !== 'function') throw new current.realm.TypeError(`${shown(Class)} is not a constructor`);
  const made = constructOf(Class)?.(args, newTarget);
  if (made !== undefined) return made;
  const twin = brandOf(Class);
  if (typeof twin === 'function') {
    // Arrow functions and methods have no prototype. V8 would show their text, which is ours.
    if (!Object.hasOwn(Class, 'prototype')) throw notConstructible(Class as AnyFunction);
    return constructFunction(twin, args, newTarget);
  }
  if (!replays.possible || !isReplayable(Class as AnyFunction)) return undefined;
  return replaying(() => builtin(Class as AnyFunction, args, newTarget));
}

/** A generator function has a prototype, and `new` on it is an error all the same. */
export function refuseNew<F extends AnyFunction>(fn: F): F {
  if (constructOf(fn) === undefined) {
    stampConstruct(fn, () => {
      throw notConstructible(fn);
    });
  }
  return fn;
}

const notConstructible = ({ name }: AnyFunction): TypeError =>
  new current.realm.TypeError(`${name || '(intermediate value)'} is not a constructor`);

/** `new` on a plain function, the older way to write a class. */
export function* constructFunction(twin: Twin, args: unknown[], newTarget: AnyFunction): Suspendable {
  const made = (yield* emptyObject(newTarget)) as object;
  const generator = Reflect.apply(twin, made, args as never[]);
  // Its first step reads it.
  if (asking.has(twin)) target.value = newTarget;
  const result = yield* new Delegate(generator);
  return Object(result) === result ? result : made;
}

/** The object that `new` makes before the constructor runs. */
export function* emptyObject(newTarget: AnyFunction): Suspendable {
  const prototype = yield* reading(newTarget, 'prototype');
  return Object.create(Object(prototype) === prototype ? (prototype as object) : current.realm.Object.prototype);
}

/** `super(...args)` in a constructor of Class. A call helper. */
export function constructSuper(Class: object, newTarget: unknown, ...args: unknown[]): unknown {
  return constructAs(Object.getPrototypeOf(Class), args, newTarget as AnyFunction);
}

/** `new` from code that can't suspend, on a class or function that is compiled. */
export function constructToEnd(
  vu: StrandOwner | null,
  Class: AnyFunction,
  newTarget: AnyFunction,
  args: ArrayLike<unknown>,
): unknown {
  return runToEnd(vu, constructOf(Class)!(Array.from(args), newTarget)!, Class, args);
}

export function constructFunctionToEnd(
  vu: StrandOwner | null,
  twin: Twin,
  newTarget: AnyFunction,
  args: ArrayLike<unknown>,
): unknown {
  return runToEnd(vu, constructFunction(twin, Array.from(args), newTarget), twin, args);
}
