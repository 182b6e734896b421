import { types } from 'node:util';
import { NOBODY, whenFree } from './adoption.js';
import { Beginning, type Settle } from './beginning.js';
import { stampTwin } from './brand.js';
import { calling } from './calls.js';
import { current } from './current.js';
import { runToEnd } from './facade.js';
import { isObject } from './is-object.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { reading } from './properties.js';
import { realmErrors } from './realm-errors.js';
import { replaying, replays } from './replay.js';
import { type Capability, capability, speciesOf } from './species.js';
import { Strand, type StrandOwner, turn } from './strand.js';
import { settlersOf, settling } from './thenables.js';

const nativeThen = Promise.prototype.then;

/**
 * `promise.then(onFulfilled, onRejected)` of a script: the callbacks run as jobs of its VU, never while it is inside a
 * blocking call, and may block themselves. What they return settles the new promise in the same turn, as without us.
 */
export function* gatedThen(promise: unknown, [onFulfilled, onRejected]: readonly unknown[]): Suspendable {
  const vu = turn.owner;
  if (vu === null || !types.isPromise(promise)) {
    return realmErrors(() => Reflect.apply(nativeThen, promise, [onFulfilled, onRejected]));
  }
  const { Promise: RealmPromise } = current.realm;
  // Where no accessor waits it can be asked without a detour.
  const isPlain = !replays.possible && promise.constructor === RealmPromise;
  const Derived = isPlain ? RealmPromise : yield* speciesOf(promise, RealmPromise);
  if (Derived !== RealmPromise) {
    const derived = (yield* capability(Derived)) as Capability;
    attach(promise, reactionBy(vu, derived, onFulfilled, passing), reactionBy(vu, derived, onRejected, throwing));
    return derived.promise;
  }
  const derived: unknown = new RealmPromise((resolve, reject) => {
    const settle = settling(vu, { resolve, reject, made: () => derived });
    attach(promise, reaction(vu, settle, onFulfilled, resolve), reaction(vu, settle, onRejected, reject));
  });
  return derived;
}

type Reaction = (value: unknown) => void;

/** What settles a promise of the language's own class. */
function reaction(vu: StrandOwner, settle: Settle, callback: unknown, pass: Reaction): Reaction {
  const { life } = vu;
  return (value) => {
    if (typeof callback !== 'function') whenFree(vu, life, () => pass(value));
    // The run it belonged to was cut short: what waits for it waits for ever, as everything of that run does.
    else if (vu.life === life) vu.post(new Beginning(new Strand(vu, reacting(callback as AnyFunction, value), settle)));
  };
}

/** The same of a class of the script, whose functions may wait when they are told. */
function reactionBy(vu: StrandOwner, derived: Capability, callback: unknown, without: AnyFunction): Reaction {
  const { life } = vu;
  const handler = typeof callback === 'function' ? (callback as AnyFunction) : without;
  return (value) => {
    if (vu.life === life) vu.post(new Beginning(new Strand(vu, telling(derived, handler, value), NOBODY)));
  };
}

function* telling({ resolve, reject }: Capability, handler: AnyFunction, value: unknown): Suspendable {
  let made: unknown;
  try {
    made = yield* calling(handler, undefined, [value]);
  } catch (error) {
    return yield* calling(reject, undefined, [error]);
  }
  return yield* calling(resolve, undefined, [made]);
}

const passing = (value: unknown): unknown => value;
const throwing = (error: unknown): never => {
  throw error;
};

/** Begins when its turn has come, and not before. */
function* reacting(callback: AnyFunction, value: unknown): Suspendable {
  return yield* calling(callback, undefined, [value]);
}

/** The language would ask the promise for its constructor, which was done before: so it finds none meanwhile. */
function attach(promise: Promise<unknown>, onFulfilled: Reaction, onRejected: Reaction): void {
  const { Promise: RealmPromise } = current.realm;
  const own = Object.getOwnPropertyDescriptor(promise, 'constructor');
  const isPlain = own === undefined && Object.getPrototypeOf(promise) === RealmPromise.prototype && !replays.possible;
  const canHide = own === undefined ? Object.isExtensible(promise) : own.configurable === true;
  if (isPlain || !canHide) {
    nativeThen.call(promise, onFulfilled, onRejected);
    return;
  }
  Object.defineProperty(promise, 'constructor', { value: undefined, configurable: true });
  nativeThen.call(promise, onFulfilled, onRejected);
  if (own === undefined) Reflect.deleteProperty(promise, 'constructor');
  else Object.defineProperty(promise, 'constructor', own);
}

/** As the language has it: the callback gets nothing, and what it returns is only waited for. */
export function* gatedFinally(promise: unknown, [callback]: readonly unknown[]): Suspendable {
  if (!isObject(promise)) throw new current.realm.TypeError('Promise.prototype.finally called on a non-object');
  const Class = yield* speciesOf(promise, current.realm.Promise);
  const around = (finish: (value: unknown) => () => unknown): unknown =>
    typeof callback === 'function' ? finally_(callback as AnyFunction, Class, finish) : callback;
  // By its name: a subclass may have a `then` of its own.
  const handlers = [around((value) => () => value), around((error) => () => throwing(error))];
  return yield* calling(yield* reading(promise, 'then'), promise, handlers);
}

/** One of the two handlers that `finally` is for `then`. */
function finally_(callback: AnyFunction, Class: unknown, finish: (settled: unknown) => () => unknown): AnyFunction {
  return waitingSettler(function* (settled): Suspendable {
    const waited = yield* promiseResolve(Class, [yield* calling(callback, undefined, [])]);
    const { operators } = current.realm;
    return yield* calling(yield* reading(waited, 'then'), waited, [operators.thunk(finish(settled))]);
  });
}

/** A function of the script's realm, as the language makes them for promises, that may wait. */
export function waitingSettler(steps: (value: unknown) => Suspendable): AnyFunction {
  const fn = current.realm.operators.settler((value) => runToEnd(turn.owner, steps(value), undefined, [value]));
  return stampTwin(fn, steps as never);
}

/** `Promise.resolve(value)` of any class. */
export function* promiseResolve(Class: unknown, [value]: readonly unknown[]): Suspendable {
  if (!isObject(Class)) throw new current.realm.TypeError('PromiseResolve called on non-object');
  if (types.isPromise(value) && (yield* reading(value, 'constructor')) === Class) return value;
  const { promise, resolve } = (yield* capability(Class)) as Capability;
  yield* calling(resolve, undefined, [value]);
  return promise;
}

/** `new Promise(executor)` with an executor that may block: it runs inside the caller, like any other. */
export function* newPromise(executor: AnyFunction, newTarget: AnyFunction): Suspendable {
  const { operators, Promise: RealmPromise } = current.realm;
  const made = { promise: undefined as unknown, resolve: passing as AnyFunction, reject: passing as AnyFunction };
  const take = (resolve: AnyFunction, reject: AnyFunction): void => {
    made.resolve = resolve;
    made.reject = reject;
  };
  const construct = (): unknown => operators.construct(RealmPromise as never, [take], newTarget);
  made.promise = replays.possible ? yield* replaying(construct) : construct();
  const { resolve, reject } = settlersOf(made);
  try {
    yield* calling(executor, undefined, [resolve, reject]);
  } catch (error) {
    reject(error);
  }
  return made.promise;
}
