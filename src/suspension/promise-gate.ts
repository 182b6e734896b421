import { types } from 'node:util';
import { Beginning } from './beginning.js';
import { stampTwin, twinOf } from './brand.js';
import { calling } from './calls.js';
import { current } from './current.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { reading } from './properties.js';
import { realmErrors } from './realm-errors.js';
import { Strand, turn } from './strand.js';
import { resolver, settling } from './thenables.js';

const nativeThen = Promise.prototype.then;
const nativeFinally = Promise.prototype.finally;

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
      if (typeof callback !== 'function') pass(value);
      // The run it belonged to was cut short: what waits for it waits for ever, as everything of that run does.
      else if (vu.life === life) {
        vu.post(new Beginning(new Strand(vu, reacting(callback as AnyFunction, value), settling(vu, resolve, reject))));
      }
    };
    Reflect.apply(nativeThen, promise, [reaction(onFulfilled, resolve), reaction(onRejected, reject)]);
  });
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
  const wait = (made: unknown, settle: () => unknown): unknown =>
    gatedThen(current.realm.Promise.resolve(made), [settle]);
  const raise = (error: unknown) => () => {
    throw error;
  };
  // By its name: a subclass may have a `then` of its own.
  return yield* calling(yield* reading(promise, 'then'), promise, [
    around(callback as AnyFunction, (made, value) => wait(made, () => value)),
    around(callback as AnyFunction, (made, error) => wait(made, raise(error))),
  ]);
}

function around(callback: AnyFunction, finish: (made: unknown, settled: unknown) => unknown): AnyFunction {
  const plain = (settled: unknown): unknown => finish(callback(), settled);
  if (twinOf(callback) === undefined) return plain;
  return stampTwin(plain, function* (settled: unknown) {
    return finish(yield* calling(callback, undefined, []), settled);
  } as never);
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
