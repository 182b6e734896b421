import { types } from 'node:util';
import { Beginning } from './beginning.js';
import { stampTwin } from './brand.js';
import { calling } from './calls.js';
import { current } from './current.js';
import { runToEnd } from './facade.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { reading } from './properties.js';
import { realmErrors } from './realm-errors.js';
import { Strand, turn } from './strand.js';
import { resolver, settling } from './thenables.js';

const nativeThen = Promise.prototype.then;
const nativeFinally = Promise.prototype.finally;
const { resolve: nativeResolve } = Promise;

/**
 * `promise.then(onFulfilled, onRejected)` of a script: the callbacks run as jobs of its VU, never while it is inside a
 * blocking call, and may block themselves. What they return settles the new promise in the same turn, as without us.
 */
export function gatedThen(promise: unknown, [onFulfilled, onRejected]: readonly unknown[]): unknown {
  const vu = turn.owner;
  if (vu === null || !types.isPromise(promise)) {
    return realmErrors(() => Reflect.apply(nativeThen, promise, [onFulfilled, onRejected]));
  }
  const { life } = vu;
  const Derived = speciesOf(promise as never);
  return new Derived((resolve, reject) => {
    const reaction = (callback: unknown, pass: (value: unknown) => void) => (value: unknown) => {
      // While the VU is not free, time stands still for it: what is only handed on waits as well.
      if (typeof callback !== 'function' && !vu.busy) pass(value);
      // The run it belonged to was cut short: what waits for it waits for ever, as everything of that run does.
      else if (vu.life === life) {
        const steps = typeof callback === 'function' ? reacting(callback as AnyFunction, value) : handing(value, pass);
        vu.post(new Beginning(new Strand(vu, steps, settling(vu, resolve, reject))));
      }
    };
    Reflect.apply(nativeThen, promise, [reaction(onFulfilled, resolve), reaction(onRejected, reject)]);
  });
}

/** For a callback that is none. */
// biome-ignore lint/correctness/useYield: it is a strand like that of a callback.
function* handing(value: unknown, pass: (value: unknown) => void): Suspendable {
  pass(value);
  return undefined;
}

/** Begins when its turn has come, and not before. */
function* reacting(callback: AnyFunction, value: unknown): Suspendable {
  return yield* calling(callback, undefined, [value]);
}

/** As the language has it: the callback gets nothing, and what it returns is only waited for. */
export function* gatedFinally(promise: unknown, [callback]: readonly unknown[]): Suspendable {
  if (typeof callback !== 'function' || !types.isPromise(promise)) {
    return realmErrors(() => Reflect.apply(nativeFinally, promise, [callback]));
  }
  const Derived = speciesOf(promise as never);
  const wait = function* (made: unknown, settle: () => unknown): Suspendable {
    const waited = Reflect.apply(nativeResolve, Derived, [made]);
    return yield* calling(yield* reading(waited, 'then'), waited, [settle]);
  };
  const raise = (error: unknown) => () => {
    throw error;
  };
  // By its name: a subclass may have a `then` of its own.
  return yield* calling(yield* reading(promise, 'then'), promise, [
    around(callback as AnyFunction, (made, value) => wait(made, () => value)),
    around(callback as AnyFunction, (made, error) => wait(made, raise(error))),
  ]);
}

function around(callback: AnyFunction, finish: (made: unknown, settled: unknown) => Suspendable): AnyFunction {
  const twin = function* (settled: unknown): Suspendable {
    return yield* finish(yield* calling(callback, undefined, []), settled);
  };
  return stampTwin((settled: unknown) => runToEnd(null, twin(settled)), twin as never);
}

type PromiseConstructor = new (run: (resolve: (value: unknown) => void, reject: AnyFunction) => void) => unknown;

function speciesOf(promise: { constructor?: unknown }): PromiseConstructor {
  const { Promise: RealmPromise, TypeError: RealmTypeError } = current.realm;
  const made = promise.constructor;
  if (made === undefined || made === RealmPromise) return RealmPromise as never;
  if (Object(made) !== made) throw new RealmTypeError('The .constructor property is not an object');
  const species = (made as { [Symbol.species]?: unknown })[Symbol.species];
  return (species ?? RealmPromise) as PromiseConstructor;
}

/** `new Promise(executor)` with an executor that may block: it runs inside the caller, like any other. */
export function* newPromise(executor: AnyFunction, newTarget: AnyFunction): Suspendable {
  let resolve: AnyFunction = () => {};
  let reject: AnyFunction = () => {};
  const take = (resolving: AnyFunction, rejecting: AnyFunction): void => {
    resolve = resolving;
    reject = rejecting;
  };
  const promise = Reflect.construct(current.realm.Promise, [take], newTarget);
  try {
    yield* calling(executor, undefined, [resolver(resolve), reject]);
  } catch (error) {
    reject(error);
  }
  return promise;
}
